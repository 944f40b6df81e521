package kustomization

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"sigs.k8s.io/kustomize/api/types"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

var (
	recursed  = regexp.MustCompile(`recursed (?:accumulation of|merging from) path '([^']+)': `)
	ofFile    = regexp.MustCompile(`(accumulating|merging) resources from '([^']+)': (.*)`)
	thenAs    = regexp.MustCompile(`': (?:must build at directory|evalsymlink failure|couldn't make target|recursed accumulation|new root|loader\.New).*$`)
	wrapped   = regexp.MustCompile(`^(?:accumulating (?:resources|components): |accumulation err=')+`)
	duplicate = regexp.MustCompile(`^may not add resource with an already registered id: (.*)`)
	patchFile = regexp.MustCompile(`\[path: "([^"]+)"\]`)
)

// failure says what kustomize said. It tells all ways that it went until it failed, and what it tried a file as
// afterwards; what matters is the innermost kustomization, and the first thing that it tried.
func failure(err error, survey *survey) *problem.Problem {
	files := survey.files
	message := strings.TrimSpace(err.Error())
	folder := survey.root.folder
	if ways := recursed.FindAllStringSubmatchIndex(message, -1); ways != nil {
		last := ways[len(ways)-1]
		folder = inside(message[last[2]:last[3]])
		message = message[last[1]:]
	}
	message = wrapped.ReplaceAllString(message, "")
	found := &problem.Problem{Code: problem.Failed, File: survey.nameIn(folder)}
	if file := ofFile.FindStringSubmatch(message); file != nil {
		found.File = path.Join(folder, file[2])
		message = thenAs.ReplaceAllString(file[3], "")
		found.Line = lineOf(message, files, found.File)
		message = strings.TrimSuffix(strings.TrimPrefix(message, "MalformedYAMLError: "), " in File: "+file[2])
	}
	if id := duplicate.FindStringSubmatch(message); id != nil {
		message = id[1] + " is there twice"
		found.Remedy = "Remove one of the two, or change the one by a patch."
	}
	if patch := patchFile.FindStringSubmatch(message); patch != nil {
		found.File = path.Join(folder, patch[1])
	}
	if types.IsErrOnlyBuiltinPluginsAllowed(err) {
		found.Code = problem.Plugin
		found.Remedy = "Use what is built into kustomize, or commit what the plugin gives and name that as a resource."
	}
	found.Message = withPaths(withoutContents(message), files)
	return found
}

// nameIn gives the kustomization of a folder.
func (s *survey) nameIn(folder string) string {
	if file := s.seen[folder]; file != nil {
		return file.name
	}
	return folder
}

// lineOf gives the line that a message tells. It counts from the start of a document: of a file with several,
// it tells nothing.
func lineOf(message string, files *tree.Tree, name string) int {
	line := atLine.FindStringSubmatch(message)
	content, _ := files.File(name)
	if line == nil || strings.Contains(string(content), "\n---") {
		return 0
	}
	number, _ := strconv.Atoi(line[1])
	return number
}
