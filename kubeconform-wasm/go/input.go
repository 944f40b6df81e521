package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/yannh/kubeconform/pkg/resource"
	"sigs.k8s.io/yaml"
)

type textsRequest struct {
	Texts []string `json:"texts"`
	// IsStream for what came by standard input, of which kubeconform counts empty documents differently.
	IsStream bool                       `json:"isStream"`
	Supplied map[string]json.RawMessage `json:"supplied"`
}

type objectsRequest struct {
	Objects  []any                      `json:"objects"`
	Supplied map[string]json.RawMessage `json:"supplied"`
}

type result struct {
	// Source is the index of the text or the object.
	Source       int       `json:"source"`
	Status       string    `json:"status"`
	APIVersion   string    `json:"apiVersion"`
	Kind         string    `json:"kind"`
	Namespace    string    `json:"namespace,omitempty"`
	Name         string    `json:"name"`
	Message      string    `json:"message,omitempty"`
	Errors       []problem `json:"errors,omitempty"`
	NativeErrors []problem `json:"nativeErrors,omitempty"`
	Warnings     []string  `json:"warnings,omitempty"`
	// Rules are left to be evaluated where all else is valid.
	Rules []ruleCall `json:"rules,omitempty"`
}

func (r result) with(status, message string) result {
	r.Status, r.Message = status, message
	return r
}

type reply struct {
	Results []result `json:"results"`
	// Needs names the schema files without which not all could be judged.
	Needs []string `json:"needs,omitempty"`
}

func (j *judge) reply(results []result) reply {
	answer := reply{Results: results, Needs: j.needs}
	j.needs = nil
	return answer
}

func (j *judge) objects(objects []any) reply {
	results := make([]result, 0, len(objects))
	for source, value := range objects {
		for _, one := range j.object(value) {
			one.Source = source
			results = append(results, one)
		}
	}
	return j.reply(results)
}

func (j *judge) object(value any) []result {
	object, isObject := value.(map[string]any)
	if !isObject {
		return []result{result{}.with("error", fmt.Sprintf("error unmarshalling resource: it is no object but %T", value))}
	}
	if signature, isPlain := plainSignature(object); isPlain {
		return []result{j.judge(object, signature)}
	}
	text, err := json.Marshal(object)
	if err != nil {
		return []result{result{}.with("error", "error unmarshalling resource: "+err.Error())}
	}
	return j.resources(text)
}

func (j *judge) texts(texts []string, isStream bool) reply {
	results := make([]result, 0, len(texts))
	for source, text := range texts {
		for _, one := range j.text([]byte(text), isStream) {
			one.Source = source
			results = append(results, one)
		}
	}
	return j.reply(results)
}

// text judges each document. kubeconform's own way to find them allocates 4 MiB a call.
func (j *judge) text(data []byte, isStream bool) []result {
	var results []result
	count := 0
	for len(data) > 0 {
		advance, document, err := resource.SplitYAMLDocument(data, true)
		if err != nil || advance == 0 {
			break
		}
		data = data[advance:]
		if len(document) > 0 || isStream {
			found := j.document(document)
			count += len(found)
			results = append(results, found...)
		}
	}
	if count == 0 && !isStream {
		results = append(results, result{Status: "empty"})
	}
	return results
}

func (j *judge) document(text []byte) []result {
	var object map[string]any
	if err := j.unmarshal(text, &object); err == nil {
		if signature, isPlain := plainSignature(object); isPlain {
			return []result{j.judge(object, signature)}
		}
	}
	return j.resources(text)
}

// plainSignature returns the signature of what is neither a list nor wrong. It is that of kubeconform, which
// reads every text twice for it, and does not mind the case of keys.
func plainSignature(object map[string]any) (signature resource.Signature, isPlain bool) {
	for key := range object {
		for _, name := range []string{"apiVersion", "kind", "metadata"} {
			if key != name && strings.EqualFold(key, name) {
				return signature, false
			}
		}
	}
	metadata, isObject := object["metadata"].(map[string]any)
	if !isObject && object["metadata"] != nil {
		return signature, false
	}
	var generateName string
	for key, value := range metadata {
		for name, target := range map[string]*string{
			"name": &signature.Name, "namespace": &signature.Namespace, "generateName": &generateName,
		} {
			if !strings.EqualFold(key, name) {
				continue
			}
			text, isText := value.(string)
			if key != name || !isText && value != nil {
				return signature, false
			}
			*target = text
		}
	}
	if generateName != "" {
		signature.Name = generateName + "{{ generateName }}"
	}
	signature.Kind, _ = object["kind"].(string)
	signature.Version, _ = object["apiVersion"].(string)
	return signature, signature.Kind != "" && signature.Version != "" && !strings.EqualFold(signature.Kind, "list")
}

// resources judges a document in the way of kubeconform: the items of a list, nothing, or something wrong.
func (j *judge) resources(text []byte) []result {
	var results []result
	document := resource.Resource{Bytes: text}
	for _, one := range document.Resources() {
		results = append(results, j.resource(one))
	}
	return results
}

func (j *judge) resource(one resource.Resource) result {
	if len(one.Bytes) == 0 {
		return result{Status: "empty"}
	}
	var object map[string]any
	if err := j.unmarshal(one.Bytes, &object); err != nil {
		return named(one).with("error", "error unmarshalling resource: "+err.Error())
	}
	if object == nil {
		return result{Status: "empty"}
	}
	signature, err := one.SignatureFromMap(object)
	if err != nil {
		return named(one).with("error", "error while parsing: "+err.Error())
	}
	return j.judge(object, *signature)
}

func (j *judge) unmarshal(text []byte, into *map[string]any) error {
	if j.Strict {
		return yaml.UnmarshalStrict(text, into)
	}
	return yaml.Unmarshal(text, into)
}

// named is a result with what can be known of a document that cannot be read well.
func named(one resource.Resource) result {
	signature, _ := one.Signature()
	return result{APIVersion: signature.Version, Kind: signature.Kind, Namespace: signature.Namespace, Name: signature.Name}
}
