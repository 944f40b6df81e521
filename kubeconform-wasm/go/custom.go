package main

import (
	"fmt"

	"github.com/yannh/kubeconform/pkg/resource"
	"sigs.k8s.io/yaml"
)

// customKind is a kind whose schema comes from the host.
type customKind struct {
	url    string
	schema any
	// apiVersion and kind where the schema is that of a CustomResourceDefinition.
	apiVersion, kind string
}

type customKinds map[string]*customKind

func newCustomKinds(schemas []any) (customKinds, error) {
	kinds := customKinds{}
	for _, one := range schemas {
		var err error
		switch one := one.(type) {
		case string:
			err = kinds.addText([]byte(one))
		case map[string]any:
			err = kinds.add(one)
		default:
			err = fmt.Errorf("a schema is a text or an object, not %T", one)
		}
		if err != nil {
			return nil, err
		}
	}
	return kinds, nil
}

// addText adds the CustomResourceDefinitions of a text of YAML, and passes over all else in it.
func (kinds customKinds) addText(text []byte) error {
	for len(text) > 0 {
		advance, document, err := resource.SplitYAMLDocument(text, true)
		if err != nil || advance == 0 {
			break
		}
		text = text[advance:]
		one := resource.Resource{Bytes: document}
		for _, part := range one.Resources() {
			var object map[string]any
			if err := yaml.Unmarshal(part.Bytes, &object); err != nil {
				return fmt.Errorf("a text of schemas: %w", err)
			}
			if object["kind"] != definitionKind {
				continue
			}
			if err := kinds.addDefinition(object); err != nil {
				return err
			}
		}
	}
	return nil
}

func (kinds customKinds) add(one map[string]any) error {
	if one["kind"] == definitionKind {
		return kinds.addDefinition(one)
	}
	apiVersion, _ := one["apiVersion"].(string)
	kind, _ := one["kind"].(string)
	if apiVersion == "" || kind == "" || one["schema"] == nil {
		return fmt.Errorf("a schema needs apiVersion, kind and schema: %s %s has not all of them", apiVersion, kind)
	}
	key := apiVersion + "/" + kind
	kinds[key] = &customKind{url: "custom:///" + fileName(key), schema: one["schema"]}
	return nil
}

// compileCustom compiles the schema of a kind.
func (j *judge) compileCustom(custom *customKind) (*knownSchema, error) {
	compiler, document := j.newCompiler(), custom.schema
	found := &knownSchema{}
	if custom.kind != "" {
		conversion := &structural{isStrict: j.Strict}
		schema, _ := custom.schema.(map[string]any)
		document = conversion.root(schema, custom.apiVersion, custom.kind)
		found.admitted = schema
		for _, format := range serverFormats() {
			compiler.RegisterFormat(format)
		}
	}
	if err := compiler.AddResource(custom.url, document); err != nil {
		return nil, err
	}
	var err error
	found.schema, err = compiler.Compile(custom.url)
	return found, err
}
