package main

import (
	"errors"
	"fmt"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"k8s.io/kube-openapi/pkg/validation/strfmt"
)

// isoDuration is the library's own reading of a duration, which it keeps to itself.
var isoDuration = sync.OnceValue(func() *jsonschema.Schema {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("duration", map[string]any{"format": "duration"}); err != nil {
		panic(err)
	}
	return compiler.MustCompile("duration")
})

// durationFormat takes Go's form, which Kubernetes uses, and that of ISO 8601, as kubeconform does.
var durationFormat = &jsonschema.Format{Name: "duration", Validate: func(value any) error {
	text, isText := value.(string)
	if !isText {
		return nil
	}
	if _, err := strfmt.ParseDuration(text); err == nil {
		return nil
	}
	var failed *jsonschema.ValidationError
	if errors.As(isoDuration().Validate(text), &failed) && len(failed.Causes) == 1 {
		if format, is := failed.Causes[0].ErrorKind.(*kind.Format); is {
			return format.Err
		}
		return failed
	}
	return nil
}}

// serverFormats are those of a CustomResourceDefinition that the API server checks; it ignores all others.
var serverFormats = sync.OnceValue(func() map[string]*jsonschema.Format {
	formats := map[string]*jsonschema.Format{}
	for _, name := range []string{
		"bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5",
		"isbn", "isbn10", "isbn13", "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date",
		"duration", "date-time", "datetime", "k8s-short-name", "k8s-long-name",
	} {
		if !strfmt.Default.ContainsName(name) {
			continue
		}
		formats[name] = &jsonschema.Format{Name: name, Validate: func(value any) error {
			text, isText := value.(string)
			if !isText || strfmt.Default.Validates(name, text) {
				return nil
			}
			return fmt.Errorf("not a %s as Kubernetes reads it", name)
		}}
	}
	return formats
})
