// The module that the sandbox runs: kustomize and the Helm engine, each an operation on files in memory.
package main

import (
	"plumbline.dev/render-wasm/chart"
	"plumbline.dev/render-wasm/kustomization"
	sandbox "plumbline.dev/wasm-sandbox"
)

func init() {
	sandbox.HandleJSON("kustomization", kustomization.Build)
	sandbox.HandleJSON("chart", chart.Render)
}

func main() {}
