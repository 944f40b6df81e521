package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const suppliedScheme = "file"

// supply takes the schema files that the host has read: by what was asked for, null where there is none.
func (j *judge) supply(files map[string]json.RawMessage) {
	for what, text := range files {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			document = nil // kubeconform takes what is no JSON for a schema that is not there
		}
		j.supplied[what] = document
	}
}

// suppliedFile is the answer to a kind at a location: where its schema is, and what it holds.
func (j *judge) suppliedFile(index int, apiVersion, kind string) (url string, document any, isAwaited bool) {
	what := need{"kind", index, apiVersion, kind}
	answer, isThere := j.supplied[what.String()]
	if !isThere {
		j.ask(what)
		return "", nil, true
	}
	file, has := answer.(map[string]any)
	if !has {
		return "", nil, false
	}
	url, _ = file["url"].(string)
	return url, file["schema"], false
}

// compileSupplied returns the schema of a kind at one of the host's locations, nil where it has none that can
// be compiled, which is how kubeconform does it, too.
func (j *judge) compileSupplied(index int, apiVersion, kind string) (schema *jsonschema.Schema, isAwaited bool) {
	url, document, isAwaited := j.suppliedFile(index, apiVersion, kind)
	if isAwaited || document == nil {
		return nil, isAwaited
	}
	before := len(j.needs)
	compiler := j.newCompiler()
	if err := compiler.AddResource(url, document); err != nil {
		return nil, false
	}
	schema, err := compiler.Compile(url)
	if err != nil {
		return nil, len(j.needs) > before
	}
	return schema, false
}

// need names a schema that the host has: of a kind at a location, or in a file.
type need []any

func (n need) String() string {
	text, _ := json.Marshal([]any(n)) // texts and numbers, which JSON can always say
	return string(text)
}

func (j *judge) ask(what need) {
	if text := what.String(); !slices.Contains(j.needs, text) {
		j.needs = append(j.needs, text)
	}
}

// suppliedLoader finds the files that a supplied schema refers to.
type suppliedLoader judge

func (l *suppliedLoader) Load(url string) (any, error) {
	what := need{"file", url}
	document, isThere := l.supplied[what.String()]
	if !isThere {
		(*judge)(l).ask(what)
	}
	if document == nil {
		return nil, fmt.Errorf("there is no file %s", url)
	}
	return document, nil
}
