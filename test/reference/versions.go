package main

import (
	"encoding/json"

	"github.com/Masterminds/semver/v3"
)

type versionCase struct {
	Range    string   `json:"range"`
	Versions []string `json:"versions"`
}

// versions tells which versions are in a range, as Helm reads both.
func versions(raw json.RawMessage) (any, error) {
	var c versionCase
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, err
	}
	constraint, err := semver.NewConstraint(c.Range)
	if err != nil {
		return nil, err
	}
	in := []string{}
	for _, text := range c.Versions {
		version, err := semver.NewVersion(text)
		if err == nil && constraint.Check(version) {
			in = append(in, text)
		}
	}
	return in, nil
}
