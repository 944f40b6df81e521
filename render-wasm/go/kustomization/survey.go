package kustomization

import (
	"fmt"
	"path"
	"strings"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/api/types"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

// survey is what a look at the files tells before anything is built: kustomize tries each entry as a file, a
// folder, an address and a repository in turn, and its message is about the last of them.
type survey struct {
	files    *tree.Tree
	root     *kustomizationFile
	problems problem.List
	warnings problem.List
	// Of the files that have been looked into for them.
	identities map[string][]Identity
	// Whether any of them names a schema of its own.
	namesSchema bool
	// The folders on the way to the one looked at, and what was found in those that have been looked at.
	way  []string
	seen map[string]*kustomizationFile
}

// kustomizationFile is one kustomization as kustomize reads it.
type kustomizationFile struct {
	name    string
	folder  string
	content []byte
	parsed  *types.Kustomization
	// Kustomization, where the file says nothing.
	kind string
	// What it names and has been found, in its order.
	resources  []part
	components []*kustomizationFile
}

// part is a file of objects or a base.
type part struct {
	file string
	base *kustomizationFile
}

func look(files *tree.Tree, folder string) *survey {
	s := &survey{files: files, problems: problem.List{}, warnings: problem.List{}, seen: map[string]*kustomizationFile{}, identities: map[string][]Identity{}}
	s.root = s.folder(folder, place{file: folder})
	return s
}

// folder looks at the kustomization of a folder, and at what it names. from is where the folder is named.
func (s *survey) folder(folder string, from place) *kustomizationFile {
	if file, isKnown := s.seen[folder]; isKnown {
		return file
	}
	file := s.open(folder, from)
	s.seen[folder] = file
	if file == nil {
		return nil
	}
	s.way = append(s.way, folder)
	s.entries(file)
	s.way = s.way[:len(s.way)-1]
	return file
}

func (s *survey) open(folder string, from place) *kustomizationFile {
	var names []string
	for _, base := range konfig.RecognizedKustomizationFileNames() {
		name := path.Join(folder, base)
		if _, isFile := s.files.File(name); isFile {
			names = append(names, name)
		} else if s.files.IsFolder(name) {
			s.add(problem.Invalid, place{file: name}, "%s is a folder: a kustomization is a file", "Rename the folder.", name)
			return nil
		}
	}
	switch len(names) {
	case 0:
		s.add(problem.NotFound, from, "%s holds no kustomization.yaml",
			"Add one, or name the files of the folder one by one.", folder)
		return nil
	case 1:
		return s.parse(names[0])
	default:
		s.add(problem.Invalid, place{file: names[1]}, "the folder holds several kustomizations: %s", "Keep one of them.", strings.Join(names, ", "))
		return nil
	}
}

func (s *survey) parse(name string) *kustomizationFile {
	content, _ := s.files.File(name)
	file := &kustomizationFile{name: name, folder: path.Dir(name), content: content, parsed: &types.Kustomization{}}
	if err := file.parsed.Unmarshal(content); err != nil {
		s.problems = append(s.problems, unreadable(file, err))
		return nil
	}
	fixed := *file.parsed
	fixed.FixKustomization()
	file.kind = fixed.Kind
	if err := fixed.CheckEmpty(); err != nil {
		s.add(problem.Invalid, place{file: name}, "the kustomization is empty", "Name its resources, or remove it.")
		return nil
	}
	if wrong := fixed.EnforceFields(); len(wrong) > 0 {
		s.add(problem.Invalid, file.place("kind"), "%s", "Correct it, or leave it out.", strings.Join(wrong, "; "))
		return nil
	}
	if deprecated := file.parsed.CheckDeprecatedFields(); deprecated != nil {
		for _, message := range *deprecated {
			s.warnings = append(s.warnings, &problem.Problem{Code: problem.Invalid, File: name, Message: strings.TrimPrefix(message, "# Warning: ")})
		}
	}
	return file
}

func (s *survey) add(code problem.Code, at place, message, remedy string, args ...any) {
	s.problems = append(s.problems, &problem.Problem{
		Code: code, File: at.file, Line: at.line, Column: at.column,
		Message: fmt.Sprintf(message, args...), Remedy: remedy,
	})
}
