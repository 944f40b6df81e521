package chart

import (
	crand "crypto/rand"
	"encoding/binary"
	"maps"
	"math/rand"
	"reflect"
	"slices"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"github.com/huandu/xstrings"
)

// Functions whose results are no function of the files: random numbers, keys and certificates, the time, and
// what is asked of a cluster. Here they give the same in every rendering, so that a secret made by one is none.
var impure = []string{
	"ago", "bcrypt", "encryptAES", "genCA", "genCAWithKey", "genPrivateKey", "genSelfSignedCert",
	"genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "getHostByName", "htpasswd", "lookup",
	"now", "randAlpha", "randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "shuffle", "uuidv4",
}

// calls notes which of them a chart calls.
type calls map[string]bool

// functions are those of Helm that are other ones here: the impure ones note their calls, and what Helm gives
// in a new order each time has one order.
func (c calls) functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	// As in Helm's engine where it has no cluster and no name server.
	all["lookup"] = func(string, string, string, string) (map[string]any, error) { return map[string]any{}, nil }
	all["getHostByName"] = func(string) string { return "" }
	// Their numbers come from a source that a sandbox cannot seed anew for each call.
	all["shuffle"] = func(text string) string { return xstrings.ShuffleSource(text, rand.NewSource(seed())) }
	all["randInt"] = func(low, high int) int { return rand.New(rand.NewSource(seed())).Intn(high-low) + low }
	functions := template.FuncMap{"keys": keys, "values": values}
	for _, name := range impure {
		functions[name] = c.noted(name, reflect.ValueOf(all[name]))
	}
	return functions
}

// noted gives a function that notes its call and is otherwise the same.
func (c calls) noted(name string, function reflect.Value) any {
	return reflect.MakeFunc(function.Type(), func(arguments []reflect.Value) []reflect.Value {
		c[name] = true
		if function.Type().IsVariadic() {
			return function.CallSlice(arguments)
		}
		return function.Call(arguments)
	}).Interface()
}

func (c calls) names() []string { return append([]string{}, slices.Sorted(maps.Keys(c))...) }

// seed is a random number of the call's own sequence.
func seed() int64 {
	var bytes [8]byte
	// It never fails: a program without random numbers does not go on.
	_, _ = crand.Read(bytes[:])
	return int64(binary.LittleEndian.Uint64(bytes[:]))
}

func keys(dicts ...map[string]any) []string {
	all := []string{}
	for _, dict := range dicts {
		all = append(all, slices.Sorted(maps.Keys(dict))...)
	}
	return all
}

func values(dict map[string]any) []any {
	all := make([]any, 0, len(dict))
	for _, key := range keys(dict) {
		all = append(all, dict[key])
	}
	return all
}
