package chart

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

var (
	refusedChart = regexp.MustCompile(`^([^\s-][^:]*):$`)
	unreadSchema = regexp.MustCompile(`failing loading "([^"]*)"`)
	refusedValue = regexp.MustCompile(`^\s*- at '([^']*)': (.*)$`)
)

// refusedValues makes one problem of each value that a schema refuses, at its place in the values files.
func (r *rendering) refusedValues(err error) error {
	var found problem.List
	chartName := r.chart.Name()
	for text := range strings.Lines(err.Error()) {
		text = strings.TrimRight(text, "\n")
		if name := refusedChart.FindStringSubmatch(text); name != nil {
			chartName = name[1]
		} else if value := refusedValue.FindStringSubmatch(text); value != nil {
			found = append(found, r.refusedValue(chartName, value[1], value[2]))
		}
	}
	if found != nil {
		// The schema's properties are judged in a new order each time.
		slices.SortStableFunc(found, func(a, b *problem.Problem) int { return cmp.Compare(a.Message, b.Message) })
		return found
	}
	file := path.Join(r.request.Folder, "values.schema.json")
	if address := unreadSchema.FindStringSubmatch(err.Error()); address != nil {
		return &problem.Problem{
			Code: problem.Remote, File: file, Message: "the schema refers to " + tree.WithoutUser(address[1]) + ", and nothing is fetched while rendering",
			Remedy: "Write what it refers to into the schema.",
		}
	}
	return &problem.Problem{Code: problem.Values, File: file, Message: err.Error(), Remedy: "Correct the values, or the schema."}
}

func (r *rendering) refusedValue(chartName, pointer, why string) *problem.Problem {
	if chartName != r.chart.Name() {
		pointer = "/" + chartName + pointer
	}
	found := &problem.Problem{
		Code: problem.Values, File: path.Join(r.request.Folder, "values.schema.json"),
		Message: "the chart's schema refuses the values at " + pointer + ": " + why,
		Remedy:  "Correct the value.",
	}
	if pointer == "" {
		found.Message = "the chart's schema refuses the values: " + why
	}
	files := r.request.Values
	if defaults, exists := r.files.File(path.Join(r.request.Folder, "values.yaml")); exists {
		files = append([]ValuesFile{{File: path.Join(r.request.Folder, "values.yaml"), Text: string(defaults)}}, files...)
	}
	// The last file that has the value is the one that counts.
	for i := len(files) - 1; i >= 0 && pointer != ""; i-- {
		if node := at(files[i].Text, pointer); node != nil {
			found.File = files[i].File
			if found.File != "" {
				found.Line, found.Column = node.Line, node.Column
			}
			break
		}
	}
	return found
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// at finds the value of a JSON pointer in a text; nil where there is none.
func at(text, pointer string) *yaml.Node {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) == 0 {
		return nil
	}
	node := document.Content[0]
	for _, step := range strings.Split(pointer, "/")[1:] {
		if node = inMapping(node, unescape.Replace(step)); node == nil {
			return nil
		}
	}
	return node
}

func inMapping(node *yaml.Node, key string) *yaml.Node {
	for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}
