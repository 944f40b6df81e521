package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yannh/kubeconform/pkg/resource"
)

// settings are the flags of kubeconform, and the schemas.
type settings struct {
	// Locations in the order in which they are asked: "default" are the schemas inside, all others the host's.
	Locations            []string `json:"locations"`
	Strict               bool     `json:"strict"`
	IgnoreMissingSchemas bool     `json:"ignoreMissingSchemas"`
	Skip                 []string `json:"skip"`
	Reject               []string `json:"reject"`
	// Schemas are texts with CustomResourceDefinitions, these as objects, or a schema with its kind.
	Schemas []any `json:"schemas"`
}

type judge struct {
	settings
	builtin  *builtin
	compiler *jsonschema.Compiler
	custom   customKinds
	known    map[string]*knownSchema
	supplied map[string]any
	needs    []string
}

// knownSchema is what a kind is judged by; nothing where there is no schema of it.
type knownSchema struct {
	schema *jsonschema.Schema
	// admitted is the schema of a CustomResourceDefinition by which objects are admitted first.
	admitted map[string]any
}

func newJudge(wanted settings, section string) (*judge, error) {
	builtin, err := newBuiltin(section, wanted.Strict)
	if err != nil {
		return nil, err
	}
	j := &judge{settings: wanted, builtin: builtin, known: map[string]*knownSchema{}, supplied: map[string]any{}}
	j.compiler = j.newCompiler()
	j.custom, err = newCustomKinds(wanted.Schemas)
	return j, err
}

func (j *judge) newCompiler() *jsonschema.Compiler {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft4)
	compiler.RegisterFormat(durationFormat)
	compiler.UseLoader(jsonschema.SchemeURLLoader{"http": j.builtin, suppliedScheme: (*suppliedLoader)(j)})
	return compiler
}

// judge says what kubeconform says of one object. It is not judged while a schema is awaited from the host.
func (j *judge) judge(object map[string]any, signature resource.Signature) (verdict result) {
	verdict = result{APIVersion: signature.Version, Kind: signature.Kind, Namespace: signature.Namespace, Name: signature.Name}
	switch {
	case isNamed(j.Skip, signature):
		return verdict.with("skipped", "")
	case isNamed(j.Reject, signature):
		return verdict.with("error", "prohibited resource kind "+signature.Kind)
	}
	found, err := j.schemaOf(signature.Version, signature.Kind)
	switch {
	case err != nil:
		return verdict.with("error", err.Error())
	case found == nil:
		return verdict.with("awaited", "")
	case found.schema == nil && j.IgnoreMissingSchemas:
		return verdict.with("skipped", "")
	case found.schema == nil:
		return verdict.with("error", "could not find schema for "+signature.Kind)
	}
	admit(object, found.admitted)
	var failed *jsonschema.ValidationError
	if errors.As(found.schema.Validate(object), &failed) {
		failed = withoutReferences(failed)
		verdict.Errors, verdict.NativeErrors = problemsOf(failed), nativeErrors(failed)
		words := strings.ReplaceAll(failed.Error(), "\n", " ")
		return verdict.with("invalid", "problem validating schema. Check JSON formatting: "+words)
	}
	if twice := duplicates(object, found.admitted, nil, nil); len(twice) > 0 {
		slices.SortFunc(twice, byPath)
		verdict.Errors = twice
		return verdict.with("invalid", "at '"+twice[0].Path+"': "+twice[0].Message)
	}
	if found.admitted != nil {
		var met rules
		met.collect(object, found.admitted, nil)
		verdict.Rules = met.calls
		if met.transitions > 0 {
			verdict.Warnings = []string{transitionWarning(met.transitions, signature)}
		}
	}
	return verdict.with("valid", "")
}

func transitionWarning(count int, signature resource.Signature) string {
	return fmt.Sprintf("%d CEL rules of %s compare with the object before (oldSelf), and are not evaluated", count, signature.GroupVersionKind())
}

func isNamed(names []string, signature resource.Signature) bool {
	for _, name := range names {
		if name == signature.Kind || name == signature.GroupVersionKind() {
			return true
		}
	}
	return false
}

// schemaOf compiles the schema of a kind when it is first met. It returns nil when the host must supply it.
func (j *judge) schemaOf(apiVersion, kind string) (*knownSchema, error) {
	key := apiVersion + "/" + kind
	if found, isKnown := j.known[key]; isKnown {
		return found, nil
	}
	found, err := j.find(apiVersion, kind)
	if err == nil && found != nil {
		j.known[key] = found
	}
	return found, err
}

func (j *judge) find(apiVersion, kind string) (*knownSchema, error) {
	if custom, has := j.custom[apiVersion+"/"+kind]; has {
		found, err := j.compileCustom(custom)
		if err != nil {
			return nil, fmt.Errorf("the schema of %s %s: %w", apiVersion, kind, err)
		}
		return found, nil
	}
	for index, location := range j.Locations {
		if location == "default" {
			url, has := j.builtin.url(apiVersion, kind)
			if !has {
				continue
			}
			schema, err := j.compiler.Compile(url)
			if err != nil {
				return nil, err
			}
			return &knownSchema{schema: schema}, nil
		}
		schema, isAwaited := j.compileSupplied(index, apiVersion, kind)
		if isAwaited {
			return nil, nil
		}
		if schema != nil {
			return &knownSchema{schema: schema}, nil
		}
	}
	return &knownSchema{}, nil
}
