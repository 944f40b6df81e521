// Package kustomization builds kustomizations as the command `kustomize build` does, from files in memory.
package kustomization

import (
	"fmt"
	"path"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/kyaml/openapi"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

// Request names the folder of the kustomization among the files.
type Request struct {
	tree.Files
	Folder string `json:"folder"`
}

// Reply holds the documents in the order in which `kustomize build` prints them, or what is wrong.
type Reply struct {
	Documents []Document   `json:"documents"`
	Problems  problem.List `json:"problems"`
	Warnings  problem.List `json:"warnings"`
}

// Document is one object as `kustomize build` prints it.
type Document struct {
	Text string `json:"text"`
	// The file that holds the object, or the kustomization that generates it; empty where it is not known.
	File string `json:"file,omitempty"`
	// Of the object in its file: its name here may have a prefix, a suffix or a hash.
	Original *Identity `json:"original,omitempty"`
	// The generator's kind, for an object that is in no file.
	GeneratedBy string `json:"generatedBy,omitempty"`
}

// Build runs the kustomization. Its error is the program's; what is wrong with the files is in the reply.
func Build(request Request) (Reply, error) {
	reply := Reply{Documents: []Document{}, Warnings: problem.List{}}
	files, err := tree.New(request.Files)
	if err == nil {
		survey := look(files, request.Folder)
		reply.Warnings = survey.warnings.Bounded()
		if err = survey.problems.OrNil(); err == nil {
			reply.Documents, err = build(survey)
		}
	}
	reply.Problems, err = problem.Of(err)
	return reply, err
}

func build(survey *survey) ([]Document, error) {
	objects, err := run(fileSystem{files: survey.files}, survey)
	if err != nil {
		return nil, failure(err, survey)
	}
	documents, err := sources(objects, survey)
	if err != nil {
		return nil, err
	}
	return documents, print(objects, documents)
}

// sources finds where the objects come from: by their names, or by a second build that traces them.
func sources(objects resmap.ResMap, survey *survey) ([]Document, error) {
	if survey.root.tellsOrigins() {
		return originsIn(objects, survey), nil
	}
	if documents, found := match(objects, survey.sourcesOf(survey.root)); found {
		return documents, nil
	}
	unknown := make([]Document, objects.Size())
	content := withOrigins(survey.root)
	if content == nil {
		return unknown, nil
	}
	traced, err := run(fileSystem{survey.files, map[string][]byte{survey.root.name: content}}, survey)
	// A patch may see the annotations: then the build may fail, or give other objects.
	if err != nil || traced.Size() != objects.Size() {
		return unknown, nil
	}
	return originsIn(traced, survey), nil
}

func run(system fileSystem, survey *survey) (objects resmap.ResMap, err error) {
	// It panics at a schema that is none, for one.
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("kustomize stopped: %v", cause)
		}
	}()
	if survey.namesSchema {
		// kustomize keeps it, and would use it in the next build.
		openapi.ResetOpenAPI()
		defer openapi.ResetOpenAPI()
	}
	options := krusty.MakeDefaultOptions()
	// As the command does without its flag --reorder.
	options.Reorder = krusty.ReorderOptionUnspecified
	return krusty.MakeKustomizer(options).Run(system, path.Join("/", survey.root.folder))
}
