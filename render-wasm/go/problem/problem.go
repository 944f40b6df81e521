// Package problem says what is wrong with the files of a target, and what to do about it.
package problem

import (
	"errors"
	"slices"
	"strings"
)

// Code is one of a closed list, which the TypeScript face repeats.
type Code string

const (
	// A file or folder that is named is not among the files.
	NotFound Code = "NOT_FOUND"
	// A path that leads out of the files, or out of the folder that may be read from.
	Outside Code = "OUTSIDE"
	// Something that would have to be fetched.
	Remote Code = "REMOTE"
	// A program or container that would have to be run.
	Plugin Code = "PLUGIN"
	// Kustomizations that include each other.
	Cycle Code = "CYCLE"
	// A file that is not what its name says.
	Invalid Code = "INVALID"
	// A dependency of a chart that is not in charts/.
	DependencyMissing Code = "DEPENDENCY_MISSING"
	// The chart says that it is not for this version of Kubernetes.
	KubernetesVersion Code = "KUBERNETES_VERSION"
	// Values that cannot be read, or that the chart's schema refuses.
	Values Code = "VALUES"
	// A template that fails.
	Template Code = "TEMPLATE"
	// Anything else that kustomize or Helm says.
	Failed Code = "FAILED"
)

// Problem is an error with its place. Line and Column count from 1; 0 is not known.
type Problem struct {
	Code    Code   `json:"code"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Remedy  string `json:"remedy,omitempty"`
}

func (p *Problem) Error() string { return p.Message }

// List is several at once.
type List []*Problem

func (l List) Error() string {
	messages := make([]string, len(l))
	for i, one := range l {
		messages[i] = one.Message
	}
	return strings.Join(messages, "\n")
}

// OrNil is the list as an error: none where nothing is wrong.
func (l List) OrNil() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

const (
	mostProblems = 100
	// Helm tells the whole way of a recursion, a thousand steps.
	mostBytes = 4 << 10
)

// Of returns what is wrong, and no more of it than a person reads; an error of another kind is the program's,
// not the files', and is returned as it is.
func Of(err error) (List, error) {
	if err == nil {
		return List{}, nil
	}
	list, isList := errors.AsType[List](err)
	if !isList {
		one, isOne := errors.AsType[*Problem](err)
		if !isOne {
			return List{}, err
		}
		list = List{one}
	}
	return list.Bounded(), nil
}

// Bounded leaves out what nobody reads.
func (l List) Bounded() List {
	bounded := slices.Clone(l[:min(len(l), mostProblems)])
	for i, one := range bounded {
		shorter := *one
		shorter.Message = middleOut(one.Message)
		bounded[i] = &shorter
	}
	return bounded
}

func middleOut(text string) string {
	if len(text) <= mostBytes {
		return text
	}
	cut := text[:mostBytes/2] + "\n…\n" + text[len(text)-mostBytes/2:]
	return strings.ToValidUTF8(cut, "")
}
