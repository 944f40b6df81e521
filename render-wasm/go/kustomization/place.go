package kustomization

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"plumbline.dev/render-wasm/problem"
)

// place is where something is said. Line and column count from 1; 0 is not known.
type place struct {
	file         string
	line, column int
}

// place finds a value of the file by its way: keys and indices.
func (k *kustomizationFile) place(way ...any) place {
	at := place{file: k.name}
	var document yaml.Node
	if err := yaml.Unmarshal(k.content, &document); err != nil || len(document.Content) == 0 {
		return at
	}
	node := document.Content[0]
	for _, step := range way {
		if node = child(node, step); node == nil {
			return at
		}
		at.line, at.column = node.Line, node.Column
	}
	return at
}

func child(node *yaml.Node, step any) *yaml.Node {
	for node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	switch step := step.(type) {
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return node.Content[step]
		}
	case string:
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			// kustomize does not mind the case of a key.
			if strings.EqualFold(node.Content[i].Value, step) {
				return node.Content[i+1]
			}
		}
	}
	return nil
}

var (
	atLine       = regexp.MustCompile(`\bline (\d+)`)
	unknownField = regexp.MustCompile(`unknown field "([^"]*)"`)
)

// unreadable says why a kustomization cannot be read, and where, as far as the message tells.
func unreadable(file *kustomizationFile, err error) *problem.Problem {
	message := strings.TrimPrefix(err.Error(), "invalid Kustomization: ")
	found := &problem.Problem{
		Code: problem.Invalid, File: file.name, Message: "the kustomization cannot be read: " + message,
		Remedy: "Correct the file.",
	}
	if field := unknownField.FindStringSubmatch(message); field != nil {
		found.Message = "a kustomization has no field " + field[1]
		found.Remedy = "Correct the field's name, or remove it."
		found.Line, found.Column = file.key(field[1])
	} else if wrong, isType := errors.AsType[*json.UnmarshalTypeError](err); isType {
		at := file.place(steps(wrong.Field)...)
		found.Line, found.Column = at.line, at.column
		found.Message = fmt.Sprintf("%s is a %s, and something else is expected", wrong.Field, wrong.Value)
	} else if line := atLine.FindStringSubmatch(message); line != nil {
		found.Line, _ = strconv.Atoi(line[1])
	}
	return found
}

func steps(field string) []any {
	var way []any
	for _, name := range strings.Split(field, ".") {
		way = append(way, name)
	}
	return way
}

// key finds the first key of a name, at any depth.
func (k *kustomizationFile) key(name string) (line, column int) {
	var document yaml.Node
	if yaml.Unmarshal(k.content, &document) != nil {
		return 0, 0
	}
	var find func(*yaml.Node) *yaml.Node
	find = func(node *yaml.Node) *yaml.Node {
		for i, child := range node.Content {
			if node.Kind == yaml.MappingNode && i%2 == 0 && child.Value == name {
				return child
			}
			if found := find(child); found != nil {
				return found
			}
		}
		return nil
	}
	if found := find(&document); found != nil {
		return found.Line, found.Column
	}
	return 0, 0
}
