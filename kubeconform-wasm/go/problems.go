package main

import (
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// problem is one thing that is wrong, at a path in the object.
type problem struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

var english = message.NewPrinter(language.English)

// problemsOf returns what is wrong, each at the very field, by path.
func problemsOf(failed *jsonschema.ValidationError) []problem {
	found := leaves(failed, nil)
	slices.SortFunc(found, byPath)
	return slices.Compact(found)
}

func byPath(a, b problem) int {
	if order := strings.Compare(a.Path, b.Path); order != 0 {
		return order
	}
	return strings.Compare(a.Message, b.Message)
}

func leaves(failed *jsonschema.ValidationError, found []problem) []problem {
	text := failed.ErrorKind.LocalizedString(english)
	switch what := failed.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range what.Properties {
			single := &kind.AdditionalProperties{Properties: []string{name}}
			path := pointer(append(slices.Clone(failed.InstanceLocation), name))
			found = append(found, problem{path, single.LocalizedString(english)})
		}
		return found
	case *kind.AnyOf, *kind.OneOf:
		// Any of the causes would mend it, so they are one problem.
		var causes []string
		for _, cause := range failed.Causes {
			for _, leaf := range leaves(cause, nil) {
				causes = append(causes, "at '"+leaf.Path+"': "+leaf.Message)
			}
		}
		if len(causes) > 0 {
			text += " (" + strings.Join(causes, "; ") + ")"
		}
		return append(found, problem{pointer(failed.InstanceLocation), text})
	}
	if len(failed.Causes) == 0 {
		return append(found, problem{pointer(failed.InstanceLocation), text})
	}
	for _, cause := range failed.Causes {
		found = leaves(cause, found)
	}
	return found
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointer is the JSON pointer (RFC 6901) of a place.
func pointer(place []string) string {
	var text strings.Builder
	for _, token := range place {
		text.WriteByte('/')
		text.WriteString(pointerEscapes.Replace(token))
	}
	return text.String()
}

// nativeErrors are the validationErrors that kubeconform's JSON has: the causes of the first level, which may
// be no more than the object in which several fields are wrong.
func nativeErrors(failed *jsonschema.ValidationError) []problem {
	found := make([]problem, 0, len(failed.Causes))
	for _, cause := range failed.Causes {
		path := ""
		for _, token := range cause.InstanceLocation {
			path += "/" + token
		}
		found = append(found, problem{path, cause.ErrorKind.LocalizedString(english)})
	}
	return found
}

// withoutReferences is the failure as it would be by a schema with all references replaced, which is what
// kubeconform's sets of schemas are.
func withoutReferences(failed *jsonschema.ValidationError) *jsonschema.ValidationError {
	root := *replaced(failed)
	if schema, isSchema := root.ErrorKind.(*kind.Schema); isSchema {
		// Where the schema comes from is our matter.
		root.ErrorKind = &kind.Schema{Location: strings.Replace(schema.Location, builtinOrigin, "kubernetes:///", 1)}
	}
	if len(root.Causes) == 1 {
		if _, isGroup := root.Causes[0].ErrorKind.(*kind.Group); isGroup {
			root.Causes = root.Causes[0].Causes
		}
	}
	return &root
}

func replaced(failed *jsonschema.ValidationError) *jsonschema.ValidationError {
	same := *failed
	same.Causes = make([]*jsonschema.ValidationError, len(failed.Causes))
	for index, cause := range failed.Causes {
		same.Causes[index] = replaced(cause)
	}
	if _, isReference := failed.ErrorKind.(*kind.Reference); !isReference {
		return &same
	}
	if len(same.Causes) == 1 {
		return same.Causes[0]
	}
	// The reference has taken the causes of a group, whose place was where they part.
	same.ErrorKind, same.InstanceLocation = &kind.Group{}, commonPlace(same.Causes)
	return &same
}

func commonPlace(failures []*jsonschema.ValidationError) []string {
	common := failures[0].InstanceLocation
	for _, one := range failures[1:] {
		length := 0
		for length < min(len(common), len(one.InstanceLocation)) && common[length] == one.InstanceLocation[length] {
			length++
		}
		common = common[:length]
	}
	return common
}
