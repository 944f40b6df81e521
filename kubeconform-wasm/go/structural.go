package main

import "slices"

// Keywords of a CustomResourceDefinition's schema that JSON Schema of draft 4 reads as the API server does.
var sameKeywords = []string{
	"type", "enum", "pattern", "required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
	"minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
}

const (
	intOrString     = "x-kubernetes-int-or-string"
	preserveUnknown = "x-kubernetes-preserve-unknown-fields"
	embedded        = "x-kubernetes-embedded-resource"
	validations     = "x-kubernetes-validations"
)

// structural turns the schema of a CustomResourceDefinition into a JSON Schema that judges what `admit` leaves as
// the API server does: by the formats that it knows, and, when strict, without the fields that it would prune.
type structural struct{ isStrict bool }

func (s *structural) root(schema map[string]any, apiVersion, kind string) map[string]any {
	converted := s.node(schema)
	properties := objectIn(converted, "properties")
	properties["apiVersion"] = map[string]any{"type": "string", "enum": []any{apiVersion}}
	properties["kind"] = map[string]any{"type": "string", "enum": []any{kind}}
	metadata := map[string]any{"$ref": builtinOrigin + metadataDefinition}
	// What is said of metadata (often of the name's form) holds beside its own schema.
	declared, _ := schema["properties"].(map[string]any)
	if own, has := declared["metadata"].(map[string]any); has {
		metadata = map[string]any{"allOf": []any{metadata, (&structural{}).node(own)}}
	}
	properties["metadata"] = metadata
	return converted
}

// node converts the schema of a value.
func (s *structural) node(schema map[string]any) map[string]any {
	converted := s.validation(schema)
	if isTrue(schema, intOrString) {
		converted["type"] = []any{"integer", "string"}
	}
	if isTrue(schema, "nullable") {
		allowNull(converted)
	}
	if items, has := schema["items"].(map[string]any); has {
		converted["items"] = s.node(items)
	}
	s.fields(schema, converted)
	return converted
}

// fields converts what is said of the fields of an object.
func (s *structural) fields(schema, converted map[string]any) {
	if properties, has := schema["properties"].(map[string]any); has {
		fields := map[string]any{}
		for name, property := range properties {
			if property, is := property.(map[string]any); is {
				fields[name] = s.node(property)
			}
		}
		converted["properties"] = fields
	}
	isOpen := isTrue(schema, preserveUnknown)
	switch additional := schema["additionalProperties"].(type) {
	case map[string]any:
		converted["additionalProperties"] = s.node(additional)
		isOpen = true
	case bool:
		isOpen = isOpen || additional
	}
	if isTrue(schema, embedded) {
		s.embed(converted)
	}
	if s.isStrict && !isOpen && schema["type"] == "object" {
		objectIn(converted, "properties")
		converted["additionalProperties"] = false
	}
}

// embed adds what every object has, in one that stands within another.
func (s *structural) embed(converted map[string]any) {
	properties := objectIn(converted, "properties")
	for name, kind := range map[string]string{"apiVersion": "string", "kind": "string", "metadata": "object"} {
		if properties[name] == nil {
			properties[name] = map[string]any{"type": kind}
		}
	}
	// The metadata has fields of its own, whatever the schema says of it.
	properties["metadata"] = map[string]any{"$ref": builtinOrigin + metadataDefinition + "/null"}
	required, _ := converted["required"].([]any)
	for _, name := range []any{"apiVersion", "kind"} {
		if !slices.Contains(required, name) {
			required = append(required, name)
		}
	}
	converted["required"] = required
}

// validation converts what judges a value without saying what fields there are; so do the junctors within.
func (s *structural) validation(schema map[string]any) map[string]any {
	converted := map[string]any{}
	for _, keyword := range sameKeywords {
		if value, has := schema[keyword]; has {
			converted[keyword] = value
		}
	}
	if format, is := schema["format"].(string); is && serverFormats()[format] != nil {
		converted["format"] = format
	}
	for _, junctor := range []string{"allOf", "anyOf", "oneOf"} {
		parts, _ := schema[junctor].([]any)
		if len(parts) == 0 {
			continue
		}
		var all []any
		for _, part := range parts {
			if part, is := part.(map[string]any); is {
				all = append(all, s.within(part))
			}
		}
		converted[junctor] = all
	}
	if not, is := schema["not"].(map[string]any); is {
		converted["not"] = s.within(not)
	}
	return converted
}

// within converts a schema inside of a junctor, which may reach into fields and items.
func (s *structural) within(schema map[string]any) map[string]any {
	converted := s.validation(schema)
	if properties, has := schema["properties"].(map[string]any); has {
		fields := map[string]any{}
		for name, property := range properties {
			if property, is := property.(map[string]any); is {
				fields[name] = s.within(property)
			}
		}
		converted["properties"] = fields
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		if inner, has := schema[keyword].(map[string]any); has {
			converted[keyword] = s.within(inner)
		}
	}
	return converted
}

func isTrue(schema map[string]any, keyword string) bool { return schema[keyword] == true }

// objectIn returns the object at the key, which is made where there is none.
func objectIn(parent map[string]any, key string) map[string]any {
	object, has := parent[key].(map[string]any)
	if !has {
		object = map[string]any{}
		parent[key] = object
	}
	return object
}
