package kustomization

import (
	"fmt"
	"regexp"
	"strconv"

	yamlv2 "go.yaml.in/yaml/v2"
	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"

	"plumbline.dev/render-wasm/problem"
)

// print writes the objects into the documents, as the command does.
func print(objects resmap.ResMap, documents []Document) error {
	for i, object := range objects.Resources() {
		text, err := asYAML(object)
		if err != nil {
			// Such as a key that is there twice, which kustomize does not mind until now.
			return &problem.Problem{
				Code: problem.Invalid, File: documents[i].File,
				Message: fmt.Sprintf("%s %s cannot be written: %s", object.GetKind(), object.GetName(), err),
				Remedy:  "Correct the object.",
			}
		}
		documents[i].Text = string(text)
	}
	return nil
}

// asYAML prints an object as kustomize does, which writes it as YAML, reads that, writes it as JSON, reads that
// and writes it as YAML, a quarter of a build's time. Values that all of this leaves as they are are written at
// once, by the same last step.
func asYAML(object *resource.Resource) ([]byte, error) {
	if value, isPlain := plainValue(object.YNode()); isPlain {
		return yamlv2.Marshal(value)
	}
	return object.AsYAML()
}

const oddStyle = yaml.TaggedStyle | yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

var (
	plainText    = regexp.MustCompile(`^(?:[!-~](?:[ -~]*[!-~])?)?$`)
	plainInteger = regexp.MustCompile(`^(?:0|-?[1-9][0-9]{0,17})$`)
)

// plainValue gives the value of a node without comments, anchors, tags, and scalars of more than one form.
func plainValue(node *yaml.Node) (value any, isPlain bool) {
	if node.Anchor != "" || node.HeadComment+node.LineComment+node.FootComment != "" {
		return nil, false
	}
	switch node.Kind {
	case yaml.MappingNode:
		return plainMapping(node)
	case yaml.SequenceNode:
		list := make([]any, len(node.Content))
		for i, item := range node.Content {
			if list[i], isPlain = plainValue(item); !isPlain {
				return nil, false
			}
		}
		return list, true
	case yaml.ScalarNode:
		return plainScalar(node)
	}
	return nil, false
}

func plainMapping(node *yaml.Node) (value any, isPlain bool) {
	mapping := make(map[string]any, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, isPlain := plainValue(node.Content[i])
		name, isText := key.(string)
		if _, isThere := mapping[name]; !isPlain || !isText || isThere {
			return nil, false
		}
		if mapping[name], isPlain = plainValue(node.Content[i+1]); !isPlain {
			return nil, false
		}
	}
	return mapping, true
}

func plainScalar(node *yaml.Node) (value any, isPlain bool) {
	tag := node.ShortTag()
	if tag == "!!str" {
		return node.Value, node.Style&yaml.TaggedStyle == 0 && plainText.MatchString(node.Value)
	}
	if node.Style&oddStyle != 0 {
		return nil, false
	}
	switch {
	case tag == "!!int" && plainInteger.MatchString(node.Value):
		number, err := strconv.ParseInt(node.Value, 10, 64)
		return number, err == nil
	case tag == "!!bool" && (node.Value == "true" || node.Value == "false"):
		return node.Value == "true", true
	case tag == "!!null" && (node.Value == "null" || node.Value == "~"):
		return nil, true
	}
	return nil, false
}
