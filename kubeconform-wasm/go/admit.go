package main

import "encoding/json"

// admit makes of an object what the API server validates, by the schema of its CustomResourceDefinition: a null
// that may not be there is dropped, and a field that is not there gets its default.
func admit(value any, schema map[string]any) {
	switch value := value.(type) {
	case map[string]any:
		admitFields(value, schema)
	case []any:
		if items, has := schema["items"].(map[string]any); has {
			for _, item := range value {
				admit(item, items)
			}
		}
	}
}

func admitFields(object, schema map[string]any) {
	properties, _ := schema["properties"].(map[string]any)
	additional, _ := schema["additionalProperties"].(map[string]any)
	for name, value := range object {
		field, isKnown := properties[name].(map[string]any)
		if !isKnown {
			field = additional
		}
		if field == nil {
			continue
		}
		if value == nil && !isTrue(field, "nullable") {
			delete(object, name)
		}
	}
	for name, field := range properties {
		field, _ := field.(map[string]any)
		if _, isThere := object[name]; !isThere && field["default"] != nil {
			object[name] = copyOf(field["default"])
		}
	}
	for name, value := range object {
		if field, isKnown := properties[name].(map[string]any); isKnown {
			admit(value, field)
		} else if additional != nil {
			admit(value, additional)
		}
	}
}

// copyOf is a copy that can be changed without changing the schema.
func copyOf(value any) (copied any) {
	text, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(text, &copied)
	}
	if err != nil {
		panic(err) // it came out of JSON
	}
	return copied
}
