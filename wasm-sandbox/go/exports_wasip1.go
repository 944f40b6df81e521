package sandbox

import "unsafe"

// What the host writes into and reads from. The variables keep both from the garbage collector.
var received, answered []byte

// The host writes the operation's name and, right behind it, the request into the buffer returned.
//
//go:wasmexport sandbox_alloc
func alloc(length uint32) unsafe.Pointer {
	received = make([]byte, length)
	return unsafe.Pointer(unsafe.SliceData(received))
}

// call runs what was received. The answer is the address of the reply in the upper half; in the lower half
// its status (2 bits) and its length (30 bits).
//
//go:wasmexport sandbox_call
func call(operationLength uint32) uint64 {
	operation, request := string(received[:operationLength]), received[operationLength:]
	received = nil
	reply, status := Call(operation, request)
	if len(reply) >= 1<<30 {
		reply, status = []byte("the reply has 1 GiB or more"), Failed
	}
	answered = reply
	address := uint64(uintptr(unsafe.Pointer(unsafe.SliceData(answered))))
	return address<<32 | uint64(status)<<30 | uint64(len(answered))
}

// free lets go of the reply, which the host has copied.
//
//go:wasmexport sandbox_free
func free() { answered = nil }
