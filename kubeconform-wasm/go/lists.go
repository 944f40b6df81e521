package main

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// duplicates finds the items that are in a list twice which is a set, or has keys, by the schema of a
// CustomResourceDefinition: JSON Schema cannot say that.
func duplicates(value any, schema map[string]any, place []string, found []problem) []problem {
	switch value := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for name, inner := range value {
			field, isKnown := properties[name].(map[string]any)
			if !isKnown {
				field, isKnown = schema["additionalProperties"].(map[string]any)
			}
			if isKnown {
				found = duplicates(inner, field, append(place[:len(place):len(place)], name), found)
			}
		}
	case []any:
		items, _ := schema["items"].(map[string]any)
		first := map[string]int{}
		for index, item := range value {
			own := append(place[:len(place):len(place)], strconv.Itoa(index))
			found = duplicates(item, items, own, found)
			identity, isOne := identityOf(item, schema)
			if !isOne {
				continue
			}
			if earlier, isThere := first[identity]; isThere {
				found = append(found, problem{pointer(own), fmt.Sprintf("the same as item %d of the list: %s", earlier, identity)})
			} else {
				first[identity] = index
			}
		}
	}
	return found
}

// identityOf is what may be in the list only once.
func identityOf(item any, schema map[string]any) (identity string, isOne bool) {
	switch schema["x-kubernetes-list-type"] {
	case "set":
	case "map":
		object, isObject := item.(map[string]any)
		keys, _ := schema["x-kubernetes-list-map-keys"].([]any)
		if !isObject {
			return "", false
		}
		values := map[string]any{}
		for _, key := range keys {
			key, _ := key.(string)
			values[key] = object[key]
		}
		item = values
	default:
		return "", false
	}
	text, err := json.Marshal(item)
	return string(text), err == nil
}
