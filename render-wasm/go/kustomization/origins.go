package kustomization

import (
	"encoding/json"
	"path"
	"reflect"
	"slices"
	"strings"

	"sigs.k8s.io/kustomize/api/resmap"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/yaml"
)

// tellsOrigins tells whether the file itself asks for kustomize's origin annotations.
func (k *kustomizationFile) tellsOrigins() bool {
	return slices.Contains(k.parsed.BuildMetadata, types.OriginAnnotations)
}

// withOrigins gives the file with the annotations switched on: kustomize takes the option from the root alone. The
// copy is JSON, which is YAML too; where it does not read as the file does, there is none.
func withOrigins(file *kustomizationFile) []byte {
	asJSON, err := yaml.YAMLToJSON(file.content)
	if err != nil {
		return nil
	}
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(asJSON, &fields) != nil {
		return nil
	}
	for name := range fields {
		// kustomize does not mind the case of a key.
		if strings.EqualFold(name, "buildMetadata") {
			delete(fields, name)
		}
	}
	wanted := append(slices.Clone(file.parsed.BuildMetadata), types.OriginAnnotations)
	if fields["buildMetadata"], err = json.Marshal(wanted); err != nil {
		return nil
	}
	content, err := json.Marshal(fields)
	if err != nil {
		return nil
	}
	var read types.Kustomization
	expected := *file.parsed
	expected.BuildMetadata = wanted
	if read.Unmarshal(content) != nil || !reflect.DeepEqual(read, expected) {
		return nil
	}
	return content
}

// originsIn reads the annotations that a build has left on its objects.
func originsIn(objects resmap.ResMap, survey *survey) []Document {
	documents := make([]Document, objects.Size())
	for i, object := range objects.Resources() {
		// One that cannot be read was written by a patch.
		origin, err := object.GetOrigin()
		if err == nil && origin != nil {
			documents[i] = survey.document(object, origin)
		}
	}
	return documents
}

func (s *survey) document(object *resource.Resource, origin *resource.Origin) Document {
	if origin.ConfiguredIn != "" {
		return Document{File: path.Join(s.root.folder, origin.ConfiguredIn), GeneratedBy: origin.ConfiguredBy.Kind}
	}
	file := path.Join(s.root.folder, origin.Path)
	return Document{File: file, Original: s.original(file, object.GetKind(), object.GetName())}
}

// original finds what an object is called in its file: kustomize forgets it when it is done. What it leaves is
// the kind, and a name that has the first one in it, for nearly all that changes names adds to them.
func (s *survey) original(file, kind, name string) *Identity {
	var best *Identity
	var ofKind []Identity
	for _, one := range s.identitiesIn(file) {
		if one.Kind != kind {
			continue
		}
		ofKind = append(ofKind, one)
		if strings.Contains(name, one.Name) && (best == nil || len(one.Name) > len(best.Name)) {
			best = &one
		}
	}
	if best == nil && len(ofKind) == 1 {
		return &ofKind[0]
	}
	return best
}
