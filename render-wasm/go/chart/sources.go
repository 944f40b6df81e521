package chart

import (
	"bytes"
	"path"
	"strings"

	chart "helm.sh/helm/v4/pkg/chart/v2"
	"sigs.k8s.io/yaml"

	"plumbline.dev/render-wasm/tree"
)

// sources finds the file behind what Helm calls a source: the names of the charts on the way to a template,
// which an alias changes, and not the folders.
type sources struct {
	folder string
	// A file of the tree by its first byte, which Helm's chart shares.
	files  map[*byte]string
	packed []string
	// By Helm's name, once the dependencies are known.
	named map[string]string
}

func sourcesOf(files *tree.Tree, folder string) *sources {
	s := &sources{folder: folder, files: map[*byte]string{}}
	for name, content := range files.All() {
		if content = bytes.TrimPrefix(content, byteOrderMark); tree.IsIn(name, folder) && len(content) > 0 {
			s.files[&content[0]] = name
		}
		if path.Ext(name) == ".tgz" && path.Base(path.Dir(name)) == "charts" && tree.IsIn(name, folder) {
			s.packed = append(s.packed, name)
		}
	}
	return s
}

// of gives the file of a source; empty where it is not known.
func (s *sources) of(root *chart.Chart, source string) string {
	if s.named == nil {
		s.named = map[string]string{}
		s.add(root)
	}
	return s.named[source]
}

func (s *sources) add(one *chart.Chart) {
	for _, file := range append(append(one.Templates[:0:0], one.Templates...), one.Files...) {
		if len(file.Data) == 0 {
			continue
		}
		name, isKnown := s.files[&file.Data[0]]
		if !isKnown {
			name = s.archiveOf(one)
		}
		s.named[path.Join(one.ChartFullPath(), file.Name)] = name
	}
	for _, dependency := range one.Dependencies() {
		s.add(dependency)
	}
}

// archiveOf finds the packed chart that holds this one, directly or deeper.
func (s *sources) archiveOf(one *chart.Chart) string {
	for ; one != nil; one = one.Parent() {
		wanted := nameInFile(one) + "-"
		for _, name := range s.packed {
			if strings.HasPrefix(path.Base(name), wanted) {
				return name
			}
		}
	}
	return ""
}

// nameInFile is the chart's name without the alias that a dependency may give it.
func nameInFile(one *chart.Chart) string {
	for _, file := range one.Raw {
		var metadata struct{ Name string }
		if file.Name == chartYAML && yaml.Unmarshal(file.Data, &metadata) == nil {
			return metadata.Name
		}
	}
	return one.Name()
}
