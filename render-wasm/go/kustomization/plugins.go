package kustomization

import (
	"slices"

	"sigs.k8s.io/kustomize/api/konfig"
	"sigs.k8s.io/kustomize/kyaml/kio"
	"sigs.k8s.io/kustomize/kyaml/yaml"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

const inflator = "HelmChartInflationGenerator"

// inflators finds the fields that make kustomize run the program helm.
func (s *survey) inflators(file *kustomizationFile) {
	fields := map[string]bool{
		"helmCharts":                  len(file.parsed.HelmCharts) > 0,
		"helmChartInflationGenerator": len(file.parsed.HelmChartInflationGenerator) > 0,
	}
	for _, field := range []string{"helmCharts", "helmChartInflationGenerator"} {
		if fields[field] {
			s.inflator(file.place(field))
		}
	}
}

func (s *survey) inflator(at place) {
	s.add(problem.Plugin, at, "kustomize would run the program helm, and no program is run while rendering",
		"Make the chart a target of its own, or commit what it renders and name that as a resource.")
}

// plugin looks at the configuration of a generator, transformer or validator: in the kustomization itself, in
// a file, or in the objects of another kustomization.
func (s *survey) plugin(e entry) {
	if isConfiguration(e.path) {
		s.builtins(e.place(), e.path)
		return
	}
	name, isInside := tree.Join(e.file.folder, e.path)
	if !isInside || !s.isFile(name) {
		s.base(e)
		return
	}
	if content := s.content(e); content != nil {
		s.builtins(place{file: name}, string(content))
	}
}

// isConfiguration tells objects, or nothing at all, from a path.
func isConfiguration(text string) bool {
	objects, err := kio.FromBytes([]byte(text))
	return err == nil && !slices.ContainsFunc(objects, func(object *yaml.RNode) bool { return !isObject(object) })
}

// isObject tells a mapping with a kind; of a list, kyaml cannot be asked for one.
func isObject(node *yaml.RNode) bool {
	return node.YNode().Kind == yaml.MappingNode && node.GetKind() != ""
}

// builtins refuses what is not built into kustomize: a container or a program.
func (s *survey) builtins(at place, text string) {
	objects, err := kio.FromBytes([]byte(text))
	if err != nil {
		// kustomize itself says what is wrong with it.
		return
	}
	for _, object := range objects {
		if !isObject(object) {
			continue
		}
		switch kind := object.GetKind(); {
		case object.GetApiVersion() != konfig.BuiltinPluginApiVersion:
			s.add(problem.Plugin, at, "the plugin %s would run a program or a container, and none is run while rendering",
				"Use what is built into kustomize, or commit what the plugin gives and name that as a resource.", kind)
		case kind == inflator:
			s.inflator(at)
		}
	}
}
