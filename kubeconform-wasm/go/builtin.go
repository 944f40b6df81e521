package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

const (
	// The compiler does not hold what is of this origin against the schema of schemas, which takes half of its
	// time, and is of no use for what is generated.
	builtinOrigin      = "http://json-schema.org/kubernetes/"
	metadataDefinition = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
)

// builtin holds the schemas of one Kubernetes minor: a line of JSON for each definition, parsed when needed.
type builtin struct {
	isStrict    bool
	kinds       map[string]string
	lowerKinds  map[string]string
	files       map[string]string
	definitions map[string]string
}

// newBuiltin reads a section of the bundle: first the definition's name of each apiVersion/kind, then, a line
// each, a definition's name and its schema.
func newBuiltin(section string, isStrict bool) (*builtin, error) {
	b := &builtin{isStrict: isStrict, lowerKinds: map[string]string{}, files: map[string]string{}, definitions: map[string]string{}}
	first, rest, _ := strings.Cut(section, "\n")
	if err := json.Unmarshal([]byte(first), &b.kinds); err != nil {
		return nil, fmt.Errorf("the bundle of schemas: %w", err)
	}
	for line := range strings.Lines(rest) {
		name, schema, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		b.definitions[name] = schema
	}
	for key := range b.kinds {
		cut := strings.LastIndexByte(key, '/')
		b.lowerKinds[key[:cut+1]+strings.ToLower(key[cut+1:])] = key
	}
	return b, nil
}

// url returns where the schema of a kind is. A kind in the wrong case has one, too, which then refuses it:
// otherwise it would be taken for a kind without a schema, and skipped where those are.
func (b *builtin) url(apiVersion, kind string) (string, bool) {
	key := apiVersion + "/" + kind
	if _, isKnown := b.kinds[key]; !isKnown {
		key, isKnown = b.lowerKinds[apiVersion+"/"+strings.ToLower(kind)]
		if !isKnown {
			return "", false
		}
	}
	file := fileName(key)
	b.files[file] = b.kinds[key]
	return builtinOrigin + file, true
}

// fileName is what kubeconform's own set of schemas calls the file of apiVersion/kind: deployment-apps-v1.json.
func fileName(key string) string {
	parts := strings.Split(strings.ToLower(key), "/")
	name := parts[len(parts)-1]
	for _, part := range parts[:len(parts)-1] {
		first, _, _ := strings.Cut(part, ".")
		name += "-" + first
	}
	return name + ".json"
}

// Load is what the compiler of schemas asks for each definition that is referred to.
func (b *builtin) Load(url string) (any, error) {
	name, isNullable := strings.CutSuffix(strings.TrimPrefix(url, builtinOrigin), "/null")
	if definition, isFile := b.files[name]; isFile {
		name = definition
	}
	text, isKnown := b.definitions[name]
	if !isKnown {
		return nil, fmt.Errorf("there is no schema %s", name)
	}
	var schema map[string]any
	if err := json.Unmarshal([]byte(text), &schema); err != nil {
		return nil, fmt.Errorf("the bundled schema %s: %w", name, err)
	}
	b.complete(schema)
	if isNullable {
		allowNull(schema)
	}
	return schema, nil
}

// complete makes references absolute and, when strict, closes objects whose fields are known.
func (b *builtin) complete(schema map[string]any) {
	if reference, is := schema["$ref"].(string); is {
		name, isNullable := strings.CutSuffix(reference, "?")
		schema["$ref"] = builtinOrigin + name
		if isNullable {
			schema["$ref"] = builtinOrigin + name + "/null"
		}
		return
	}
	if properties, has := schema["properties"].(map[string]any); has {
		for _, property := range properties {
			b.complete(property.(map[string]any))
		}
		if b.isStrict && schema["additionalProperties"] == nil {
			schema["additionalProperties"] = false
		}
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		if inner, has := schema[keyword].(map[string]any); has {
			b.complete(inner)
		}
	}
}

func allowNull(schema map[string]any) {
	switch kinds := schema["type"].(type) {
	case string:
		schema["type"] = []any{kinds, "null"}
	case []any:
		schema["type"] = append(kinds, "null")
	}
}
