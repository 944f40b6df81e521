package kustomization

import (
	"bytes"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// Identity is what an object is called in its file.
type Identity struct {
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	namespace string
}

var (
	separator = regexp.MustCompile(`(?m)^---.*$`)
	// The form in which nearly all manifests are written; what has another one is read as YAML.
	plainKind      = regexp.MustCompile(`(?m)^kind:[ \t]+([A-Za-z0-9]+)[ \t]*\r?$`)
	plainMetadata  = regexp.MustCompile(`(?m)^metadata:[ \t]*\r?\n((?:[ \t]+.*\n?|[ \t]*\n)*)`)
	plainName      = regexp.MustCompile(`(?m)^  name:[ \t]+([a-zA-Z0-9][-a-zA-Z0-9.]*)[ \t]*\r?$`)
	plainNamespace = regexp.MustCompile(`(?m)^  namespace:[ \t]+([a-zA-Z0-9][-a-zA-Z0-9.]*)[ \t]*\r?$`)
	anyNamespace   = regexp.MustCompile(`(?m)^  ["']?namespace["']?[ \t]*:`)
)

// identities gives the objects of a file, in order. A document that is no YAML has none.
func identities(content []byte) []Identity {
	var found []Identity
	for _, document := range separator.Split(string(content), -1) {
		if one, isPlain := plainIdentity(document); isPlain {
			found = append(found, one)
			continue
		}
		var read manifest
		if yaml.NewDecoder(bytes.NewReader([]byte(document))).Decode(&read) == nil {
			found = read.identities(found)
		}
	}
	return found
}

func plainIdentity(document string) (one Identity, isPlain bool) {
	kind := plainKind.FindStringSubmatch(document)
	metadata := plainMetadata.FindStringSubmatch(document)
	if kind == nil || metadata == nil || kind[1] == "List" {
		return one, false
	}
	name := plainName.FindStringSubmatch(metadata[1])
	namespace := plainNamespace.FindStringSubmatch(metadata[1])
	if name == nil || namespace == nil && anyNamespace.MatchString(metadata[1]) {
		return one, false
	}
	one = Identity{Kind: kind[1], Name: name[1]}
	if namespace != nil {
		one.namespace = namespace[1]
	}
	return one, true
}

type manifest struct {
	Kind     string
	Metadata struct{ Name, Namespace string }
	Items    []manifest
}

func (m manifest) identities(found []Identity) []Identity {
	for _, item := range m.Items {
		found = item.identities(found)
	}
	if m.Kind == "" || m.Items != nil {
		return found
	}
	return append(found, Identity{m.Kind, m.Metadata.Name, m.Metadata.Namespace})
}
