package kustomization

import (
	"regexp"
	"strings"

	"plumbline.dev/render-wasm/tree"
)

// What kustomize puts into its messages and nobody shall read there: literals of Secrets, whole patches and
// configurations, addresses in its memory.
var contents = []struct {
	shown   *regexp.Regexp
	instead string
}{
	{regexp.MustCompile(`(?s)literal sources \[.*invalid literal source .*, expected key=value`), "a literal is not of the form key=value"},
	{regexp.MustCompile(`(?s)line \[[\d ]*\] has invalid utf8 bytes : .*`), "a line is not UTF-8"},
	{regexp.MustCompile("(?s)trouble configuring builtin (\\w+) with config: `.*?\n`: "), "$1: "},
	{regexp.MustCompile(`(?s)\[patch: ".*"\]`), "the patch in the kustomization"},
	{regexp.MustCompile(`(?s)must specify one of patch and path in.*`), "must specify one of patch and path"},
	{regexp.MustCompile(`(?s)patch and path can't be set at the same time.*`), "patch and path can't be set at the same time"},
	{regexp.MustCompile(`merging from generator &\{[^}]*\}: `), ""},
	{regexp.MustCompile(`(?:id )?resid\.ResId\{Gvk:resid\.Gvk\{[^}]*Kind:"(\w*)"[^}]*\}, Name:"([^"]*)"[^}]*\}`), "$1 $2"},
	{regexp.MustCompile(`missing (\S+) in object \{.*\}`), "an object has no $1"},
}

func withoutContents(message string) string {
	for _, one := range contents {
		message = one.shown.ReplaceAllString(message, one.instead)
	}
	return message
}

var rooted = regexp.MustCompile(`/[^\s'":,()]+`)

// withPaths shows paths as the repository has them: kustomize sees it below "/".
func withPaths(message string, files *tree.Tree) string {
	return rooted.ReplaceAllStringFunc(strings.TrimSpace(message), func(found string) string {
		name := inside(found)
		if _, isFile := files.File(name); isFile || files.IsFolder(name) {
			return name
		}
		return found
	})
}
