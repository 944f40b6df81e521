// The judgement of kubeconform as a WebAssembly module: see judge.go. The host reads every file.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime/debug"

	sandbox "plumbline.dev/wasm-sandbox"
)

// garbageBytes may lie about before it is collected. Collecting is a third of all time otherwise, for a module
// has one thread, and lives shortly.
const garbageBytes = 160 << 20

// current is set up by the first request of an instance, and serves all that follow.
var current *judge

func init() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(garbageBytes)
	sandbox.Handle("open", open)
	sandbox.HandleJSON("texts", func(request textsRequest) (reply, error) {
		current.supply(request.Supplied)
		return current.texts(request.Texts, request.IsStream), nil
	})
	sandbox.HandleJSON("objects", func(request objectsRequest) (reply, error) {
		current.supply(request.Supplied)
		return current.objects(request.Objects), nil
	})
}

// open takes a line of settings in JSON, and then the schemas of the Kubernetes minor.
func open(request []byte) ([]byte, error) {
	line, section, _ := bytes.Cut(request, []byte("\n"))
	var wanted settings
	if err := json.Unmarshal(line, &wanted); err != nil {
		return nil, fmt.Errorf("the settings: %w", err)
	}
	var err error
	current, err = newJudge(wanted, string(section))
	return nil, err
}

func main() {}
