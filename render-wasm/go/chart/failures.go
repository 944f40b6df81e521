package chart

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"plumbline.dev/render-wasm/problem"
	"plumbline.dev/render-wasm/tree"
)

var (
	unreadFile = regexp.MustCompile(`^cannot load ([^:]+): `)
	subchart   = regexp.MustCompile(`^error unpacking subchart (?:tar in )?(.+?) in [^:]+: `)
)

// unloadable says which file of the chart, or of a subchart, Helm cannot read.
func unloadable(err error, files *tree.Tree, folder string) error {
	message := err.Error()
	at := folder
	for found := subchart.FindStringSubmatch(message); found != nil; found = subchart.FindStringSubmatch(message) {
		at = path.Join(at, "charts", found[1])
		message = message[len(found[0]):]
	}
	found := &problem.Problem{
		Code: problem.Invalid, File: path.Join(at, chartYAML), Line: line(message),
		Message: "the chart cannot be loaded: " + message, Remedy: "Correct the file.",
	}
	switch _, isFile := files.File(at); {
	case isFile && path.Ext(at) == ".tgz":
		found.File, found.Remedy = at, "Pack the chart anew."
	case isFile:
		found.File, found.Message = at, "charts/ holds a file that is no chart"
		found.Remedy = "Move it out of charts/, or name it in .helmignore."
	case message == "Chart.yaml file is missing":
		found.Code, found.Message, found.Remedy = problem.NotFound, at+" holds no Chart.yaml", "Add it, or correct the path."
	default:
		if file := unreadFile.FindStringSubmatch(message); file != nil {
			found.File = path.Join(at, file[1])
		}
	}
	return found
}

// checkInstallable refuses what Helm would not install.
func (r *rendering) checkInstallable() error {
	metadata := r.chart.Metadata
	file := path.Join(r.request.Folder, chartYAML)
	if metadata.Type != "" && metadata.Type != "application" {
		return &problem.Problem{
			Code: problem.Invalid, File: file, Message: fmt.Sprintf("a chart of type %s cannot be installed", metadata.Type),
			Remedy: "Point the target at a chart that uses it.",
		}
	}
	if metadata.Deprecated {
		r.reply.Warnings = append(r.reply.Warnings, &problem.Problem{Code: problem.Invalid, File: file, Message: "the chart is deprecated"})
	}
	present := map[string]bool{}
	for _, dependency := range r.chart.Dependencies() {
		present[dependency.Name()] = true
	}
	var missing problem.List
	for _, wanted := range metadata.Dependencies {
		if present[wanted.Name] {
			continue
		}
		from := ""
		if wanted.Repository != "" {
			from = " from " + tree.WithoutUser(wanted.Repository)
		}
		missing = append(missing, &problem.Problem{
			Code: problem.DependencyMissing, File: file,
			Message: fmt.Sprintf("the dependency %s %s%s is not in charts/", wanted.Name, wanted.Version, from),
			Remedy:  "Run helm dependency build, and commit the charts folder.",
		})
	}
	return missing.OrNil()
}

func (r *rendering) failure(code problem.Code, err error, prefix string) error {
	return &problem.Problem{Code: code, File: path.Join(r.request.Folder, chartYAML), Message: prefix + err.Error()}
}

// templateFailure finds the innermost place of a template that Helm's message names.
func (r *rendering) templateFailure(err error) error {
	found := &problem.Problem{Code: problem.Template, File: r.request.Folder, Message: err.Error()}
	r.sources.of(r.chart, "")
	innermost := -1
	for source, file := range r.sources.named {
		at := strings.LastIndex(found.Message, source+":")
		if at <= innermost || file == "" {
			continue
		}
		innermost = at
		found.File = file
		found.Line, found.Column = position(found.Message[at+len(source):])
	}
	return found
}

var positionText = regexp.MustCompile(`^:(\d+)(?::(\d+))?`)

// position reads the line and the column of ":12:7: …". Helm counts columns from 0.
func position(text string) (line, column int) {
	found := positionText.FindStringSubmatch(text)
	if found == nil {
		return 0, 0
	}
	line, _ = strconv.Atoi(found[1])
	if found[2] != "" {
		column, _ = strconv.Atoi(found[2])
		column++
	}
	return line, column
}

var unreadOutput = regexp.MustCompile(`^YAML parse error on (.+?): (?:error converting YAML to JSON: )?(?:yaml: )?(?:line (\d+): )?`)

// unreadableOutput is about what a template rendered: its lines are not those of the template.
func (r *rendering) unreadableOutput(err error) error {
	message := err.Error()
	found := &problem.Problem{Code: problem.Template, File: r.request.Folder, Message: message, Remedy: "Look at the indentation and the quotes of what the template puts in."}
	parts := unreadOutput.FindStringSubmatch(message)
	if parts == nil {
		return found
	}
	found.File = r.sources.of(r.chart, parts[1])
	where := ""
	if parts[2] != "" {
		where = ", in line " + parts[2] + " of a document"
	}
	found.Message = "what the template renders is not YAML" + where + ": " + message[len(parts[0]):]
	return found
}
