package kustomization

import (
	"path"
	"strings"

	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

// resource looks at a file of objects, or at another kustomization.
func (s *survey) resource(e entry) {
	name, isInside := tree.Join(e.file.folder, e.path)
	if _, isFile := s.files.File(name); isFile && isInside {
		if s.content(e) != nil {
			e.file.resources = append(e.file.resources, part{file: name})
		}
		return
	}
	if base := s.base(e); base != nil {
		e.file.resources = append(e.file.resources, part{base: base})
	}
}

// component looks at a kustomization that has to be a component.
func (s *survey) component(e entry) {
	if component := s.other(e, types.ComponentKind); component != nil {
		e.file.components = append(e.file.components, component)
	}
}

// base looks at a kustomization that must not be one.
func (s *survey) base(e entry) *kustomizationFile { return s.other(e, types.KustomizationKind) }

func (s *survey) other(e entry, kind string) *kustomizationFile {
	if s.isRemote(e) {
		return nil
	}
	name, isInside := tree.Join(e.file.folder, e.path)
	switch {
	case e.path == "":
		s.add(problem.Invalid, e.place(), "an entry is empty", "Remove it.")
	case !isInside:
		s.outside(e)
	case s.isFile(name):
		s.add(problem.Invalid, e.place(), "%s is a file: a folder with a kustomization is expected", "Name the folder.", name)
	case !s.files.IsFolder(name):
		s.add(problem.NotFound, e.place(), "%s does not exist", "Correct the path: it counts from the folder of the kustomization.", name)
	default:
		if !s.isCycle(e, name) {
			file := s.folder(name, e.place())
			s.checkKind(e, file, kind)
			return file
		}
	}
	return nil
}

func (s *survey) checkKind(e entry, file *kustomizationFile, kind string) {
	if file == nil || file.kind == kind {
		return
	}
	message, remedy := "%s is a component", "Name it in components."
	if kind == types.ComponentKind {
		message, remedy = "%s is no component", "Name it in resources, or set its kind to Component."
	}
	s.add(problem.Invalid, e.place(), message, remedy, file.name)
}

// isCycle tells whether a folder is, or holds, one on the way to it. kustomize refuses both.
func (s *survey) isCycle(e entry, folder string) bool {
	for i, visited := range s.way {
		if visited == folder {
			chain := strings.Join(append(append([]string{}, s.way[i:]...), folder), " → ")
			s.add(problem.Cycle, e.place(), "the kustomizations include each other: %s", "Remove one of these entries.", chain)
			return true
		}
		if tree.IsIn(visited, folder) {
			s.add(problem.Cycle, e.place(), "%s cannot be a base of %s, which lies below it", "Move what both need into a folder beside them.", folder, visited)
			return true
		}
	}
	return false
}

// file looks at a file.
func (s *survey) file(e entry) { s.content(e) }

// content gives a file that has to be in or below the folder of the kustomization, or says why it cannot be read.
func (s *survey) content(e entry) []byte {
	if s.isRemote(e) {
		return nil
	}
	name, isInside := tree.Join(e.file.folder, e.path)
	content, isFile := s.files.File(name)
	switch {
	case !isInside:
		s.outside(e)
	case s.files.IsFolder(name):
		s.add(problem.Invalid, e.place(), "%s is a folder: a file is expected", "Name the file.", name)
	case !isFile:
		s.add(problem.NotFound, e.place(), "%s does not exist", "Correct the path: it counts from the folder of the kustomization.", name)
	case !tree.IsIn(name, e.file.folder):
		s.add(problem.Outside, e.place(), "%s is outside of the kustomization's folder, where kustomize reads no files",
			"Move the file, or make a kustomization of its folder and name that as a resource.", name)
	default:
		return content
	}
	return nil
}

func (s *survey) outside(e entry) {
	s.add(problem.Outside, e.place(), "%s leads out of the repository", "Copy what it names into the repository.", e.path)
}

// isRemote tells of an address of a file or of a Git repository.
func (s *survey) isRemote(e entry) bool {
	if !isAddress(e.path) {
		return false
	}
	s.add(problem.Remote, e.place(), "%s would have to be fetched, and nothing is fetched while rendering",
		"Copy it into the repository, for instance as a Git submodule, and name its path.", tree.WithoutUser(e.path))
	return true
}

// isAddress tells addresses from folders as kustomize does, and what it would take for a folder although it
// is meant for an address. Whether something is a repository, kustomize says only of an object's origin.
func isAddress(name string) bool {
	return strings.Contains(name, "://") || strings.Contains(name, "?ref=") || strings.HasPrefix(name, "git::") ||
		(&resource.Origin{}).Append(name).Repo != ""
}

func (s *survey) isFile(name string) bool {
	_, isFile := s.files.File(path.Clean(name))
	return isFile
}
