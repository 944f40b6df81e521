package kustomization

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/filesys"

	"plumbline.dev/render-wasm/tree"
)

// fileSystem shows a tree to kustomize, below "/". It cannot be written to.
type fileSystem struct {
	files *tree.Tree
	// The root kustomization as it is built, where that differs from the file.
	replaced map[string][]byte
}

var (
	_           filesys.FileSystem = fileSystem{}
	errReadOnly                    = errors.New("the files cannot be written to")
	errNotAsked                    = errors.New("kustomize builds without this")
)

// inside gives the path in the tree: kustomize asks for absolute paths, or for ones from the root.
func inside(name string) string {
	clean := path.Clean("/" + name)
	if clean == "/" {
		return "."
	}
	return clean[1:]
}

func (f fileSystem) ReadFile(name string) ([]byte, error) {
	if content, isReplaced := f.replaced[inside(name)]; isReplaced {
		return content, nil
	}
	if content, exists := f.files.File(inside(name)); exists {
		return content, nil
	}
	if f.IsDir(name) {
		return nil, fmt.Errorf("'%s' is a folder", name)
	}
	return nil, missing(name)
}

func (f fileSystem) IsDir(name string) bool { return f.files.IsFolder(inside(name)) }

func (f fileSystem) Exists(name string) bool {
	_, isFile := f.files.File(inside(name))
	return isFile || f.IsDir(name)
}

func (f fileSystem) CleanedAbs(name string) (filesys.ConfirmedDir, string, error) {
	clean := path.Clean("/" + name)
	if f.IsDir(clean) {
		return filesys.ConfirmedDir(clean), "", nil
	}
	if f.Exists(clean) {
		return filesys.ConfirmedDir(path.Dir(clean)), path.Base(clean), nil
	}
	return "", "", missing(name)
}

// missing is also what kustomize gets for a patch in the kustomization, which it tries as a path first.
func missing(name string) error {
	if strings.ContainsAny(name, "\n:") {
		return fs.ErrNotExist
	}
	return fmt.Errorf("'%s' doesn't exist: %w", name, fs.ErrNotExist)
}

func (fileSystem) Create(string) (filesys.File, error)  { return nil, errReadOnly }
func (fileSystem) Mkdir(string) error                   { return errReadOnly }
func (fileSystem) MkdirAll(string) error                { return errReadOnly }
func (fileSystem) RemoveAll(string) error               { return errReadOnly }
func (fileSystem) WriteFile(string, []byte) error       { return errReadOnly }
func (fileSystem) Open(string) (filesys.File, error)    { return nil, errNotAsked }
func (fileSystem) ReadDir(string) ([]string, error)     { return nil, errNotAsked }
func (fileSystem) Glob(string) ([]string, error)        { return nil, errNotAsked }
func (fileSystem) Walk(string, filepath.WalkFunc) error { return errNotAsked }
