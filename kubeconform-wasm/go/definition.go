package main

import "fmt"

const definitionKind = "CustomResourceDefinition"

// addDefinition adds the kinds of a CustomResourceDefinition: one for each version with a schema.
func (kinds customKinds) addDefinition(definition map[string]any) error {
	spec, _ := definition["spec"].(map[string]any)
	names, _ := spec["names"].(map[string]any)
	group, _ := spec["group"].(string)
	kind, _ := names["kind"].(string)
	versions, _ := spec["versions"].([]any)
	if group == "" || kind == "" || len(versions) == 0 {
		return fmt.Errorf("a CustomResourceDefinition needs spec.group, spec.names.kind and spec.versions")
	}
	for _, one := range versions {
		version, _ := one.(map[string]any)
		name, _ := version["name"].(string)
		if name == "" {
			return fmt.Errorf("the CustomResourceDefinition of %s has a version without a name", kind)
		}
		schema, _ := version["schema"].(map[string]any)
		root, _ := schema["openAPIV3Schema"].(map[string]any)
		key := group + "/" + name + "/" + kind
		kinds[key] = &customKind{"custom:///" + fileName(key), root, group + "/" + name, kind}
	}
	return nil
}
