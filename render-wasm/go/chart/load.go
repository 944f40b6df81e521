package chart

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/ignore"
	"sigs.k8s.io/yaml"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

var byteOrderMark = []byte("\ufeff")

// load reads the chart as Helm reads a folder: without what .helmignore names, in the order of a walk.
func load(files *tree.Tree, folder string) (*chart.Chart, error) {
	if err := checkVersion(files, path.Join(folder, chartYAML)); err != nil {
		return nil, err
	}
	rules, err := ignoreRules(files, folder)
	if err != nil {
		return nil, err
	}
	var buffered []*archive.BufferedFile
	for name, content := range files.All() {
		inChart, isInChart := strings.CutPrefix(path.Join("/", name), path.Join("/", folder)+"/")
		if folder == "." {
			inChart, isInChart = name, true
		}
		if isInChart && !isIgnored(rules, inChart) {
			buffered = append(buffered, &archive.BufferedFile{Name: inChart, Data: bytes.TrimPrefix(content, byteOrderMark)})
		}
	}
	slices.SortFunc(buffered, func(a, b *archive.BufferedFile) int { return inOrderOfWalk(a.Name, b.Name) })
	loaded, err := loader.LoadFiles(buffered)
	if err != nil {
		return nil, unloadable(err, files, folder)
	}
	sortDependencies(loaded)
	return loaded, nil
}

// sortDependencies gives one order to what Helm reads in a new one each time.
func sortDependencies(one *chart.Chart) {
	dependencies := slices.SortedFunc(slices.Values(one.Dependencies()), func(a, b *chart.Chart) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.Metadata.Version, b.Metadata.Version))
	})
	one.SetDependencies(dependencies...)
	for _, dependency := range dependencies {
		sortDependencies(dependency)
	}
}

// checkVersion refuses what Helm's command refuses, and v3, which it takes only as an experiment. What else may
// be wrong with the file is told when it is loaded.
func checkVersion(files *tree.Tree, file string) error {
	if files.IsFolder(file) {
		return &problem.Problem{Code: problem.Invalid, File: file, Message: "Chart.yaml is a folder", Remedy: "Rename the folder."}
	}
	content, _ := files.File(file)
	var metadata struct{ APIVersion string }
	if yaml.Unmarshal(content, &metadata) != nil {
		return nil
	}
	switch metadata.APIVersion {
	case chart.APIVersionV1, chart.APIVersionV2, "":
		return nil
	}
	return &problem.Problem{
		Code: problem.Invalid, File: file, Message: "charts of apiVersion " + metadata.APIVersion + " are not supported",
		Remedy: "Use v2.",
	}
}

func ignoreRules(files *tree.Tree, folder string) (*ignore.Rules, error) {
	rules := ignore.Empty()
	name := path.Join(folder, ignore.HelmIgnore)
	if content, exists := files.File(name); exists {
		parsed, err := ignore.Parse(bytes.NewReader(content))
		if err != nil {
			return nil, &problem.Problem{Code: problem.Invalid, File: name, Message: "the file cannot be read: " + err.Error(), Remedy: "Correct the pattern."}
		}
		rules = parsed
	}
	rules.AddDefaults()
	return rules, nil
}

// isIgnored asks for a file and for each folder on the way to it.
func isIgnored(rules *ignore.Rules, name string) bool {
	for at, letter := range name {
		if letter == '/' && rules.Ignore(name[:at], entry{name[:at], true}) {
			return true
		}
	}
	return rules.Ignore(name, entry{name, false})
}

// inOrderOfWalk orders paths as a walk that goes into each folder in the order of names.
func inOrderOfWalk(a, b string) int {
	return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
}

// entry is what the rules ask of a file or folder.
type entry struct {
	name     string
	isFolder bool
}

func (e entry) Name() string { return path.Base(e.name) }
func (e entry) IsDir() bool  { return e.isFolder }
func (e entry) Mode() fs.FileMode {
	if e.isFolder {
		return fs.ModeDir
	}
	return 0
}
func (entry) Size() int64        { return 0 }
func (entry) ModTime() time.Time { return time.Time{} }
func (entry) Sys() any           { return nil }
