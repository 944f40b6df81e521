// What Go's own libraries make of the cases on standard input, for tests that compare with them.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/envsubst"
	"sigs.k8s.io/yaml"
)

type answer struct {
	Result any    `json:"result,omitempty"`
	Error  string `json:"error,omitempty"`
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(what string) error {
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return err
		}
		result, err := answers[what](raw)
		one := answer{Result: result}
		if err != nil {
			one = answer{Error: err.Error()}
		}
		if err := encoder.Encode(one); err != nil {
			return err
		}
	}
	return nil
}

var answers = map[string]func(json.RawMessage) (any, error){
	"template": template,
	"object":   object,
	"yaml":     readYAML,
	"versions": versions,
}

type substitution struct {
	Template string            `json:"template"`
	Object   json.RawMessage   `json:"object"`
	Values   map[string]string `json:"values"`
}

func (s substitution) fill(text string) (string, error) {
	return envsubst.Eval(text, func(name string) (string, bool) {
		value, exists := s.Values[name]
		return value, exists
	})
}

// template fills in one text.
func template(raw json.RawMessage) (any, error) {
	var s substitution
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, err
	}
	return s.fill(s.Template)
}

// object fills in an object by the three steps of Flux' kustomize-controller.
func object(raw json.RawMessage) (any, error) {
	var s substitution
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, err
	}
	text, err := yaml.JSONToYAML(s.Object)
	if err != nil {
		return nil, err
	}
	filled, err := s.fill(string(text))
	if err != nil {
		return nil, err
	}
	result, err := yaml.YAMLToJSON([]byte(filled))
	return json.RawMessage(result), err
}

// readYAML reads one document as Kubernetes' own code does.
func readYAML(raw json.RawMessage) (any, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return nil, err
	}
	result, err := yaml.YAMLToJSONStrict([]byte(text))
	return json.RawMessage(result), err
}
