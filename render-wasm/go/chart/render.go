package chart

import (
	"context"
	"fmt"
	"path"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

const (
	chartYAML = "Chart.yaml"
	notesFile = "NOTES.txt"
)

type rendering struct {
	request Request
	files   *tree.Tree
	chart   *chart.Chart
	sources *sources
	reply   *Reply
}

// run goes the way of `helm template`, step by step.
func (r *rendering) run() (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &problem.Problem{Code: problem.Failed, File: path.Join(r.request.Folder, chartYAML), Message: fmt.Sprintf("Helm stopped: %v", cause)}
		}
	}()
	loaded, err := load(r.files, r.request.Folder)
	if err != nil {
		return err
	}
	r.chart = loaded
	r.reply.Name = loaded.Name()
	r.sources = sourcesOf(r.files, r.request.Folder)
	if err := r.checkInstallable(); err != nil {
		return err
	}
	values, err := mergedValues(r.request.Values)
	if err != nil {
		return err
	}
	if err := chartutil.ProcessDependencies(r.chart, values); err != nil {
		return r.failure(problem.Values, err, "chart dependencies processing failed: ")
	}
	capabilities, err := r.capabilities()
	if err != nil {
		return err
	}
	files, err := r.execute(values, capabilities)
	if err != nil {
		return err
	}
	r.reply.Notes = takeNotes(files, r.chart.Name())
	return r.sort(files)
}

func (r *rendering) capabilities() (*common.Capabilities, error) {
	capabilities := common.DefaultCapabilities.Copy()
	if wanted := r.request.KubernetesVersion; wanted != "" {
		version, err := common.ParseKubeVersion(wanted)
		if err != nil {
			return nil, &problem.Problem{Code: problem.KubernetesVersion, Message: fmt.Sprintf("%q is no version of Kubernetes", wanted), Remedy: `Write it as in "1.34".`}
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = append(append(common.VersionSet{}, capabilities.APIVersions...), r.request.APIVersions...)
	if needed := r.chart.Metadata.KubeVersion; needed != "" && !chartutil.IsCompatibleRange(needed, capabilities.KubeVersion.String()) {
		return nil, &problem.Problem{
			Code: problem.KubernetesVersion, File: path.Join(r.request.Folder, chartYAML),
			Message: fmt.Sprintf("the chart is for Kubernetes %s, and the target's is %s", needed, capabilities.KubeVersion.Version),
			Remedy:  "Use a version of the chart that is for this Kubernetes, or correct kubernetesVersion.",
		}
	}
	return capabilities, nil
}

func (r *rendering) execute(values map[string]any, capabilities *common.Capabilities) (map[string]string, error) {
	options := common.ReleaseOptions{
		Name: r.request.ReleaseName, Namespace: r.request.Namespace, Revision: 1,
		IsInstall: !r.request.IsUpgrade, IsUpgrade: r.request.IsUpgrade,
	}
	toRender, err := util.ToRenderValuesWithSchemaValidation(r.chart, values, options, capabilities, false)
	if err != nil {
		return nil, r.refusedValues(err)
	}
	calls := calls{}
	files, err := engine.Engine{CustomTemplateFuncs: calls.functions()}.RenderWithContext(context.Background(), r.chart, toRender)
	r.reply.Impure = calls.names()
	if err != nil {
		return nil, r.templateFailure(err)
	}
	return files, nil
}

// takeNotes takes the notes out of what was rendered. Those of subcharts are dropped, as Helm does.
func takeNotes(files map[string]string, name string) string {
	notes := files[path.Join(name, "templates", notesFile)]
	for file := range files {
		if strings.HasSuffix(file, notesFile) {
			delete(files, file)
		}
	}
	return notes
}

// sort tells hooks from other objects, and orders both.
func (r *rendering) sort(files map[string]string) error {
	for _, crd := range r.chart.CRDObjects() {
		r.reply.CRDs = append(r.reply.CRDs, Document{Text: string(crd.File.Data), Source: crd.Filename, File: r.sources.of(r.chart, crd.Filename)})
	}
	hooks, manifests, err := releaseutil.SortManifests(files, nil, releaseutil.InstallOrder)
	if err != nil {
		return r.unreadableOutput(err)
	}
	for _, manifest := range manifests {
		r.reply.Documents = append(r.reply.Documents, r.document(manifest.Content, manifest.Name))
	}
	for _, hook := range hooks {
		r.reply.Hooks = append(r.reply.Hooks, Hook{
			Document: r.document(hook.Manifest, hook.Path), Kind: hook.Kind, Name: hook.Name,
			Events: texts(hook.Events), Weight: hook.Weight, DeletePolicies: texts(hook.DeletePolicies),
		})
	}
	return nil
}

func (r *rendering) document(text, source string) Document {
	return Document{Text: text, Source: source, File: r.sources.of(r.chart, source)}
}

func texts[T ~string](list []T) []string {
	plain := make([]string, len(list))
	for i, one := range list {
		plain[i] = string(one)
	}
	return plain
}
