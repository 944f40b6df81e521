// Package tree holds the files that a build may read: nothing else exists for it.
package tree

import (
	"encoding/base64"
	"fmt"
	"path"
	"strings"

	"plumbline.dev/render-wasm/problem"
)

// Files are the files as the host sends them: texts as they are, everything else in base64.
type Files struct {
	Texts  map[string]string `json:"texts"`
	Binary map[string]string `json:"binary,omitempty"`
}

// Tree is files by their clean path from the root, without a leading slash, and the folders that hold them.
type Tree struct {
	files   map[string][]byte
	folders map[string]bool
}

// New makes a tree. The host has checked the paths; one that is not clean is an error all the same.
func New(files Files) (*Tree, error) {
	tree := &Tree{files: make(map[string][]byte, len(files.Texts)+len(files.Binary)), folders: map[string]bool{".": true}}
	for name, text := range files.Texts {
		if err := tree.add(name, []byte(text)); err != nil {
			return nil, err
		}
	}
	for name, text := range files.Binary {
		content, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, fmt.Errorf("the file %s: %w", name, err)
		}
		if err := tree.add(name, content); err != nil {
			return nil, err
		}
	}
	for name := range tree.files {
		if tree.folders[name] {
			return nil, &problem.Problem{Code: problem.Invalid, File: name, Message: name + " is a file and a folder", Remedy: "Rename one of them."}
		}
	}
	return tree, nil
}

func (t *Tree) add(name string, content []byte) error {
	if name == "." || path.Clean("/" + name)[1:] != name {
		return fmt.Errorf("the path %q is not clean", name)
	}
	t.files[name] = content
	for folder := path.Dir(name); !t.folders[folder]; folder = path.Dir(folder) {
		t.folders[folder] = true
	}
	return nil
}

// File returns the content of a file.
func (t *Tree) File(name string) (content []byte, exists bool) {
	content, exists = t.files[name]
	return content, exists
}

// IsFolder tells whether a folder holds a file, at any depth.
func (t *Tree) IsFolder(name string) bool { return t.folders[name] }

// All gives every file, in no order.
func (t *Tree) All() map[string][]byte { return t.files }

// Join gives the path of what a file in a folder names; it is not inside where it leads out of the root.
func Join(folder, name string) (joined string, inside bool) {
	joined = path.Join(folder, name)
	return joined, joined != ".." && !strings.HasPrefix(joined, "../") && !path.IsAbs(name)
}

// IsIn tells whether a path is a folder or lies below it.
func IsIn(name, folder string) bool {
	return folder == "." || name == folder || strings.HasPrefix(name, folder+"/")
}

// WithoutUser leaves out of an address what may be a password.
func WithoutUser(address string) string {
	scheme, rest, hasScheme := strings.Cut(address, "://")
	if !hasScheme {
		return address
	}
	host, _, _ := strings.Cut(rest, "/")
	if at := strings.LastIndex(host, "@"); at >= 0 {
		return scheme + "://" + rest[at+1:]
	}
	return address
}
