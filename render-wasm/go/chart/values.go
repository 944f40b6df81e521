package chart

import (
	"regexp"
	"strconv"
	"strings"

	"helm.sh/helm/v4/pkg/chart/v2/loader"

	"plumbline.dev/render-wasm/problem"
)

var atLine = regexp.MustCompile(`\bline (\d+)`)

// mergedValues reads the files as Helm reads those of its flag --values.
func mergedValues(files []ValuesFile) (map[string]any, error) {
	merged := map[string]any{}
	for _, file := range files {
		values, err := loader.LoadValues(strings.NewReader(file.Text))
		if err != nil {
			return nil, &problem.Problem{
				Code: problem.Values, File: file.File, Line: line(err.Error()),
				Message: "the values cannot be read: " + err.Error(), Remedy: "Correct the file.",
			}
		}
		merged = loader.MergeMaps(merged, values)
	}
	return merged, nil
}

// line is what a message of the YAML reader tells; 0 where it tells none.
func line(message string) int {
	found := atLine.FindStringSubmatch(message)
	if found == nil {
		return 0
	}
	number, _ := strconv.Atoi(found[1])
	return number
}
