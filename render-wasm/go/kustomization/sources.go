package kustomization

import (
	"regexp"
	"strings"

	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/types"
)

// source is where an object comes from, and what it is called when all that names it has been at it.
type source struct {
	document  Document
	kind      string
	name      string
	namespace string
}

// Kinds whose names kustomize leaves as they are.
var keepsName = map[string]bool{"CustomResourceDefinition": true, "APIService": true, "Namespace": true}

// Where there are more, towers of kustomizations that include each other several times, nothing is foretold.
const mostSources = 20_000

// sourcesOf foretells the objects of the root kustomization. kustomize itself tells where they come from only at
// the price of a build that takes more than twice as long: it notes each step that was at each object.
func (s *survey) sourcesOf(root *kustomizationFile) []source { return s.gather(nil, root) }

// gather adds what a kustomization names and makes to what a component finds there already.
func (s *survey) gather(all []source, file *kustomizationFile) []source {
	for _, part := range file.resources {
		if len(all) > mostSources {
			return all
		}
		if part.base != nil {
			all = append(all, s.gather(nil, part.base)...)
			continue
		}
		for _, one := range s.identitiesIn(part.file) {
			all = append(all, source{Document{File: part.file, Original: &one}, one.Kind, one.Name, one.namespace})
		}
	}
	all = generate(all, file)
	for _, component := range file.components {
		all = s.gather(all, component)
	}
	for i := range all {
		if !keepsName[all[i].kind] {
			all[i].name = file.parsed.NamePrefix + all[i].name + file.parsed.NameSuffix
		}
		if file.parsed.Namespace != "" {
			all[i].namespace = file.parsed.Namespace
		}
	}
	return all
}

// generate adds what the kustomization makes itself. What it merges into others is where those are.
func generate(all []source, file *kustomizationFile) []source {
	add := func(kind, generator string, args types.GeneratorArgs) {
		made := source{Document{File: file.name, GeneratedBy: generator}, kind, args.Name, args.Namespace}
		switch args.Behavior {
		case "merge":
		case "replace":
			for i, one := range all {
				if one.kind == kind && strings.Contains(one.name, args.Name) {
					all[i].document = made.document
				}
			}
		default:
			all = append(all, made)
		}
	}
	for _, one := range file.parsed.ConfigMapGenerator {
		add("ConfigMap", "ConfigMapGenerator", one.GeneratorArgs)
	}
	for _, one := range file.parsed.SecretGenerator {
		add("Secret", "SecretGenerator", one.GeneratorArgs)
	}
	return all
}

func (s *survey) identitiesIn(file string) []Identity {
	found, isKnown := s.identities[file]
	if !isKnown {
		content, _ := s.files.File(file)
		found = identities(content)
		s.identities[file] = found
	}
	return found
}

var withHash = regexp.MustCompile(`^(.*)-[a-z0-9]{10}$`)

// match finds the source of each object; it says no where one is not found, or could be another's.
func match(objects resmap.ResMap, all []source) (documents []Document, found bool) {
	type key struct{ kind, name string }
	byName := map[key][]source{}
	for _, one := range all {
		at := key{one.kind, one.name}
		byName[at] = append(byName[at], one)
	}
	documents = make([]Document, objects.Size())
	for i, object := range objects.Resources() {
		candidates := byName[key{object.GetKind(), object.GetName()}]
		if hashed := withHash.FindStringSubmatch(object.GetName()); candidates == nil && hashed != nil {
			candidates = byName[key{object.GetKind(), hashed[1]}]
		}
		if len(candidates) > 1 {
			candidates = ofNamespace(candidates, object.GetNamespace())
		}
		if len(candidates) != 1 {
			return nil, false
		}
		documents[i] = candidates[0].document
	}
	return documents, true
}

func ofNamespace(candidates []source, namespace string) []source {
	var some []source
	for _, one := range candidates {
		if one.namespace == namespace {
			some = append(some, one)
		}
	}
	return some
}
