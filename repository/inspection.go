package repository

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// inspection looks at the kustomization files of one build, and takes out of them what would make it fail, so that the rest is seen.
type inspection struct {
	tree *tree
	// report takes what is wrong in a file.
	report func(file string, line int, rule, message string)
	// unseen is called where objects come from elsewhere.
	unseen func()
}

// refersToItself is what is said of aliases without end.
const refersToItself = "refers to itself by its aliases, or grows beyond measure; write out what they stand for"

// whole is a kustomization file of which nothing is left.
var whole = []byte("{}\n")

// kustomization reads a kustomization file and returns what of it can be built.
func (i *inspection) kustomization(name string, text []byte) []byte {
	documents, err := parse(text)
	if err != nil {
		i.broken(name, err)
		return whole
	}
	if len(documents) != 1 || documents[0].node.Kind != yaml.MappingNode {
		if len(documents) > 0 {
			i.report(name, documents[0].node.Line, RuleBuild, "is no kustomization: it must hold one mapping")
		}
		return whole
	}
	root := documents[0]
	if endless(text) || endlessInside(root.node) {
		i.report(name, root.node.Line, RuleBuild, refersToItself)
		return whole
	}
	clean := flat(root.node)
	for _, l := range lists {
		for _, node := range valuesOf(clean, l.key) {
			i.filter(name, node, l)
		}
	}
	i.refuse(name, clean)
	cleaned, err := yaml.Marshal(clean)
	if err != nil {
		return whole
	}
	return cleaned
}

// list is a field of a kustomization file that names files or folders, in its elements or in a field of these.
type list struct {
	key    string
	fields []string
	check  func(i *inspection, name string, entry *yaml.Node) bool
}

var lists = []list{
	{key: "resources", check: (*inspection).resource},
	{key: "bases", check: (*inspection).resource},
	{key: "components", check: (*inspection).component},
	{key: "crds", check: (*inspection).plainFile},
	{key: "configurations", check: (*inspection).plainFile},
	{key: "generators", check: (*inspection).plugin},
	{key: "transformers", check: (*inspection).plugin},
	{key: "validators", check: (*inspection).plugin},
	{key: "patchesStrategicMerge", check: (*inspection).patch},
	{key: "patches", fields: []string{"path"}, check: (*inspection).plainFile},
	{key: "patchesJson6902", fields: []string{"path"}, check: (*inspection).plainFile},
	{key: "replacements", fields: []string{"path"}, check: (*inspection).plainFile},
	{key: "configMapGenerator", fields: []string{"files", "envs", "env"}, check: (*inspection).keyed},
	{key: "secretGenerator", fields: []string{"files", "envs", "env"}, check: (*inspection).keyed},
}

// filter leaves in a list only the elements that can be built.
func (i *inspection) filter(name string, node *yaml.Node, l list) {
	if node == nil || node.Kind != yaml.SequenceNode {
		return
	}
	kept := node.Content[:0:0]
	for _, element := range node.Content {
		if i.keep(name, element, l) {
			kept = append(kept, element)
		}
	}
	node.Content = kept
}

func (i *inspection) keep(name string, element *yaml.Node, l list) bool {
	if len(l.fields) == 0 {
		return element.Kind != yaml.ScalarNode || l.check(i, name, element)
	}
	for _, field := range l.fields {
		for _, value := range valuesOf(element, field) {
			entries := []*yaml.Node{value}
			if value.Kind == yaml.SequenceNode {
				entries = value.Content
			}
			for _, entry := range entries {
				if entry.Kind == yaml.ScalarNode && !l.check(i, name, entry) {
					return false
				}
			}
		}
	}
	return true
}

// refuse takes out what Flux's kustomize does not do, and what would be fetched.
func (i *inspection) refuse(name string, root *yaml.Node) {
	kept := root.Content[:0:0]
	for at := 0; at+1 < len(root.Content); at += 2 {
		key, value := root.Content[at], root.Content[at+1]
		switch strings.ToLower(key.Value) {
		case "helmcharts", "helmchartinflationgenerator":
			i.report(name, key.Line, RuleBuild, key.Value+" needs Helm, which Flux's kustomize does not run; write a HelmRelease")
			continue
		case "openapi":
			if !i.definitions(name, value) {
				continue
			}
		}
		kept = append(kept, key, value)
	}
	root.Content = kept
}

// definitions checks the file of a kustomization file's `openapi`.
func (i *inspection) definitions(name string, openapi *yaml.Node) bool {
	for _, path := range valuesOf(openapi, "path") {
		if !i.plainFile(name, path) {
			return false
		}
	}
	return true
}

func (i *inspection) broken(name string, err error) {
	line, reason := yamlFault(err)
	i.report(name, line, RuleBuild, "is not YAML: "+reason)
}
