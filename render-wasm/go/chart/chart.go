// Package chart renders Helm charts as the command `helm template` does, from files in memory. Helm's own
// pkg/action does not build for WebAssembly: what is here is its way through the same packages.
package chart

import (
	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

// Request names the folder of the chart among the files.
type Request struct {
	tree.Files
	Folder string `json:"folder"`
	// Later ones win over earlier ones, and all over the chart's own values.yaml.
	Values      []ValuesFile `json:"values"`
	ReleaseName string       `json:"releaseName"`
	Namespace   string       `json:"namespace"`
	// Empty: the version that this Helm is made for.
	KubernetesVersion string `json:"kubernetesVersion"`
	// What the cluster serves beyond the versions that Helm knows.
	APIVersions []string `json:"apiVersions"`
	IsUpgrade   bool     `json:"isUpgrade"`
}

// ValuesFile is one file of values and its name: empty for values that are in no file.
type ValuesFile struct {
	File string `json:"file"`
	Text string `json:"text"`
}

// Reply holds what the chart gives, each in Helm's order, or what is wrong.
type Reply struct {
	Name      string       `json:"name"`
	CRDs      []Document   `json:"crds"`
	Documents []Document   `json:"documents"`
	Hooks     []Hook       `json:"hooks"`
	Notes     string       `json:"notes"`
	Problems  problem.List `json:"problems"`
	Warnings  problem.List `json:"warnings"`
	// Template functions called whose results are no function of the files.
	Impure []string `json:"impure"`
}

// Document is the text of one or more objects.
type Document struct {
	Text string `json:"text"`
	// As Helm prints it: the chart's name, then the path in the chart.
	Source string `json:"source"`
	// Among the files; a packed chart for what is in one; empty where it is not known.
	File string `json:"file,omitempty"`
}

// Hook is an object that Helm writes at some point of a release's life.
type Hook struct {
	Document
	Kind           string   `json:"kind"`
	Name           string   `json:"name"`
	Events         []string `json:"events"`
	Weight         int      `json:"weight"`
	DeletePolicies []string `json:"deletePolicies"`
}

// Render renders the chart. Its error is the program's; what is wrong with the files is in the reply.
func Render(request Request) (Reply, error) {
	reply := Reply{
		CRDs: []Document{}, Documents: []Document{}, Hooks: []Hook{}, Impure: []string{},
		Warnings: problem.List{},
	}
	files, err := tree.New(request.Files)
	if err == nil {
		err = (&rendering{request: request, files: files, reply: &reply}).run()
	}
	reply.Problems, err = problem.Of(err)
	return reply, err
}
