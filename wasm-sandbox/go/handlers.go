// Package sandbox is the inner half of the sandbox: what a Go module compiled to WebAssembly answers the
// TypeScript host with. A module registers its operations in init functions, and has an empty main.
package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime/debug"
)

// Status tells the host what a reply is.
type Status uint32

const (
	// Done: the reply is the operation's result.
	Done Status = iota
	// Failed: the reply is the message of the error that the operation returned.
	Failed
	// Panicked: the reply is the panic and its stack. The host throws the instance away.
	Panicked
)

// Handler answers a request with a reply.
type Handler func(request []byte) (reply []byte, err error)

var handlers = map[string]Handler{}

// Handle registers an operation of raw bytes.
func Handle(operation string, handler Handler) {
	if _, isKnown := handlers[operation]; isKnown {
		panic("operation registered twice: " + operation)
	}
	handlers[operation] = handler
}

// HandleJSON registers an operation whose request and reply are JSON. A field of the request that the
// operation does not know is an error: host and module are of different versions then.
func HandleJSON[Request, Reply any](operation string, handler func(Request) (Reply, error)) {
	Handle(operation, func(request []byte) ([]byte, error) {
		var decoded Request
		decoder := json.NewDecoder(bytes.NewReader(request))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&decoded); err != nil {
			return nil, fmt.Errorf("the request of %s: %w", operation, err)
		}
		reply, err := handler(decoded)
		if err != nil {
			return nil, err
		}
		var encoded bytes.Buffer
		encoder := json.NewEncoder(&encoded)
		// Nobody puts the reply into HTML, and the escapes would triple the length of <, > and &.
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(reply)
		return encoded.Bytes(), err
	})
}

// Call runs one operation. It never panics.
func Call(operation string, request []byte) (reply []byte, status Status) {
	defer func() {
		if cause := recover(); cause != nil {
			reply, status = fmt.Appendf(nil, "%v\n%s", cause, debug.Stack()), Panicked
		}
	}()
	handler, isKnown := handlers[operation]
	if !isKnown {
		return fmt.Appendf(nil, "the module has no operation %q", operation), Failed
	}
	reply, err := handler(request)
	if err != nil {
		return []byte(err.Error()), Failed
	}
	return reply, Done
}
