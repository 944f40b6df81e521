package kustomization

import (
	"strings"

	"sigs.k8s.io/kustomize/api/types"
)

// entry is one path that a kustomization names, and the way to it in the file.
type entry struct {
	file *kustomizationFile
	way  []any
	path string
}

func (e entry) place() place { return e.file.place(e.way...) }

// entries looks at everything that a kustomization names.
func (s *survey) entries(file *kustomizationFile) {
	k := file.parsed
	s.inflators(file)
	for _, list := range []struct {
		field string
		paths []string
		look  func(entry)
	}{
		{"resources", k.Resources, s.resource},
		{"bases", k.Bases, s.resource},
		{"components", k.Components, s.component},
		{"generators", k.Generators, s.plugin},
		{"transformers", k.Transformers, s.plugin},
		{"validators", k.Validators, s.plugin},
		{"crds", k.Crds, s.file},
		{"configurations", k.Configurations, s.file},
	} {
		for i, name := range list.paths {
			list.look(entry{file, []any{list.field, i}, name})
		}
	}
	s.patches(file)
	s.namesSchema = s.namesSchema || len(k.OpenAPI) > 0
	if name, isSet := k.OpenAPI["path"]; isSet {
		s.content(entry{file, []any{"openapi", "path"}, name})
	}
	for i, generator := range k.ConfigMapGenerator {
		s.sources(file, []any{"configMapGenerator", i}, generator.KvPairSources)
	}
	for i, generator := range k.SecretGenerator {
		s.sources(file, []any{"secretGenerator", i}, generator.KvPairSources)
	}
}

func (s *survey) patches(file *kustomizationFile) {
	k := file.parsed
	for i, patch := range k.Patches {
		if patch.Path != "" {
			s.content(entry{file, []any{"patches", i, "path"}, patch.Path})
		}
	}
	for i, patch := range k.PatchesJson6902 {
		if patch.Path != "" {
			s.content(entry{file, []any{"patchesJson6902", i, "path"}, patch.Path})
		}
	}
	for i, patch := range k.PatchesStrategicMerge {
		// The patch itself, or a path to it.
		if text := string(patch); !strings.ContainsAny(text, "\n{") {
			s.content(entry{file, []any{"patchesStrategicMerge", i}, text})
		}
	}
	for i, replacement := range k.Replacements {
		if replacement.Path != "" {
			s.content(entry{file, []any{"replacements", i, "path"}, replacement.Path})
		}
	}
}

// sources looks at the files of a generator of ConfigMaps or Secrets: each a path, or key=path.
func (s *survey) sources(file *kustomizationFile, way []any, from types.KvPairSources) {
	at := func(more ...any) []any { return append(append([]any{}, way...), more...) }
	for i, source := range from.FileSources {
		if _, name, hasKey := strings.Cut(source, "="); hasKey {
			source = name
		}
		s.content(entry{file, at("files", i), source})
	}
	for i, name := range from.EnvSources {
		s.content(entry{file, at("envs", i), name})
	}
	if from.EnvSource != "" {
		s.content(entry{file, at("env"), from.EnvSource})
	}
}
