package repository

import (
	"regexp"
	"strconv"
	"strings"
)

// buildFaults are the errors of kustomize that are told, and by which of their words: those in which nothing of a manifest is quoted but
// names. Kustomize quotes whole patches and literals of secrets in others.
var buildFaults = []*regexp.Regexp{
	regexp.MustCompile(`may not add resource with an already registered id: [\w.:/\[\]-]+`),
	regexp.MustCompile(`no matches for Id [\w.:/\[\]-]+`),
	regexp.MustCompile(`no resource matches strategic merge patch "[\w.:/\[\]-]+"`),
	regexp.MustCompile(`couldn't make target for path '[^']*': kustomization.yaml is empty`),
	regexp.MustCompile(`cycle detected: candidate root '[^']*' contains visited root '[^']*'`),
	regexp.MustCompile(`unknown field "[^"]*"`),
	regexp.MustCompile(`json: cannot unmarshal \w+ into Go struct field [\w.]+ of type [\w.\[\]*]+`),
	regexp.MustCompile(`(?:add|replace|remove) operation does not apply`),
	regexp.MustCompile(`expected kind != '[^']*' for path '[^']*'`),
	regexp.MustCompile(regexp.QuoteMeta(refersToItself)),
	regexp.MustCompile(`namespace transformation produces ID conflict`),
}

// buildFault says why kustomize cannot build a folder, and quotes nothing that might be secret.
func buildFault(err error) string {
	for _, told := range buildFaults {
		if words := told.FindString(err.Error()); words != "" {
			return "kustomize cannot build it: " + strings.ReplaceAll(words, "'/", "'")
		}
	}
	return "kustomize cannot build it; `kustomize build` on this folder says why"
}

// yamlFault is where and why YAML cannot be read.
func yamlFault(err error) (line int, reason string) {
	parts := yamlError.FindStringSubmatch(err.Error())
	if parts == nil {
		return 0, "it cannot be read"
	}
	line, _ = strconv.Atoi(parts[1])
	return line, parts[2]
}

// yamlError takes an error of the YAML library apart, whose words quote nothing of a file but the names of anchors.
var yamlError = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)
