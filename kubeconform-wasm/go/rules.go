package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ruleCall is a CEL rule of a CustomResourceDefinition with the value that it judges. The host evaluates it: the
// API server's own CEL would make the module eight times as large.
type ruleCall struct {
	Path              string `json:"path"`
	Rule              string `json:"rule"`
	Message           string `json:"message,omitempty"`
	MessageExpression string `json:"messageExpression,omitempty"`
	Self              any    `json:"self"`
}

// rules walks an object, and collects the rules of each value in it.
type rules struct {
	calls []ruleCall
	// transitions counts the rules that compare with the object as it was before.
	transitions int
}

var oldSelf = regexp.MustCompile(`\boldSelf\b`)

func (r *rules) collect(value any, schema map[string]any, place []string) {
	for _, one := range listIn(schema, validations) {
		rule, _ := one.(map[string]any)
		r.add(rule, value, schema, place)
	}
	switch value := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for name, inner := range value {
			field, isKnown := properties[name].(map[string]any)
			if !isKnown {
				field, isKnown = schema["additionalProperties"].(map[string]any)
			}
			if isKnown {
				r.collect(inner, field, append(slices.Clone(place), name))
			}
		}
	case []any:
		items, _ := schema["items"].(map[string]any)
		for index, item := range value {
			r.collect(item, items, append(slices.Clone(place), strconv.Itoa(index)))
		}
	}
}

func (r *rules) add(rule map[string]any, value any, schema map[string]any, place []string) {
	text, _ := rule["rule"].(string)
	if oldSelf.MatchString(text) {
		r.transitions++
		return
	}
	message, _ := rule["message"].(string)
	expression, _ := rule["messageExpression"].(string)
	fieldPath, _ := rule["fieldPath"].(string)
	path := pointer(append(slices.Clone(place), fieldsOf(fieldPath)...))
	self := celValue(value, schema, len(place) == 0 || isTrue(schema, embedded))
	r.calls = append(r.calls, ruleCall{path, text, message, expression, self})
}

var fieldPathPart = regexp.MustCompile(`\.([^.\[]+)|\['([^']*)'\]`)

// fieldsOf reads a field path such as `.spec.size` or `['a.b']`.
func fieldsOf(path string) (fields []string) {
	for _, part := range fieldPathPart.FindAllStringSubmatch(path, -1) {
		fields = append(fields, part[1]+part[2])
	}
	return fields
}

// celValue is a value with its type in CEL, which follows from the schema: texts, booleans, doubles and null as
// they are, all else as a list of its type and its value. What the schema does not name is not there for CEL.
func celValue(value any, schema map[string]any, isObject bool) any {
	switch value := value.(type) {
	case map[string]any:
		fields := map[string]any{}
		properties, _ := schema["properties"].(map[string]any)
		additional, isMap := schema["additionalProperties"].(map[string]any)
		for name, inner := range value {
			if field, isKnown := properties[name].(map[string]any); isKnown && !(isObject && isObjects(name)) {
				// A field that is null is not there, says has().
				if name, can := celName(name); can && inner != nil {
					fields[name] = celValue(inner, field, isTrue(field, embedded))
				}
			} else if isMap {
				fields[name] = celValue(inner, additional, false)
			}
		}
		if isObject {
			addObjects(fields, value)
		}
		return []any{"map", fields}
	case []any:
		items, _ := schema["items"].(map[string]any)
		list := []any{"list"}
		for _, item := range value {
			list = append(list, celValue(item, items, isTrue(items, embedded)))
		}
		return list
	case float64:
		if schema["type"] == "number" {
			return value
		}
		return []any{"int", strconv.FormatFloat(value, 'f', -1, 64)}
	case string:
		switch format := schema["format"]; format {
		case "byte", "duration", "date", "date-time", "datetime":
			return []any{format, value}
		}
		return value
	}
	return value
}

// isObjects tells whether a field is one that every object has, of which CEL sees only some parts.
func isObjects(name string) bool { return name == "apiVersion" || name == "kind" || name == "metadata" }

func addObjects(fields, object map[string]any) {
	metadata, _ := object["metadata"].(map[string]any)
	seen := map[string]any{}
	for _, name := range []string{"name", "generateName"} {
		if value, has := metadata[name].(string); has {
			seen[name] = value
		}
	}
	fields["metadata"] = []any{"map", seen}
	for _, name := range []string{"apiVersion", "kind"} {
		if value, has := object[name].(string); has {
			fields[name] = value
		}
	}
}

var (
	celNameForm = regexp.MustCompile(`^[A-Za-z_.\-/][A-Za-z0-9_.\-/]*$`)
	celEscapes  = strings.NewReplacer("__", "__underscores__", ".", "__dot__", "-", "__dash__", "/", "__slash__")
	celReserved = []string{
		"true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
		"let", "loop", "package", "namespace", "return",
	}
)

// celName is how CEL writes the name of a field, where it can.
func celName(name string) (written string, can bool) {
	if slices.Contains(celReserved, name) {
		return "__" + name + "__", true
	}
	return celEscapes.Replace(name), celNameForm.MatchString(name)
}

func listIn(schema map[string]any, keyword string) []any {
	list, _ := schema[keyword].([]any)
	return list
}
