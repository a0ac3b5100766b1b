package repository

import (
	"fmt"
	"path"
	"regexp"
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
	for _, list := range lists {
		i.filter(name, root.get(list.key), list)
	}
	i.helm(name, root.node)
	cleaned, err := yaml.Marshal(root.node)
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
		if element.Kind == yaml.AliasNode {
			element = element.Alias
		}
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
		entries := []*yaml.Node{child(element, field)}
		if entries[0] != nil && entries[0].Kind == yaml.SequenceNode {
			entries = entries[0].Content
		}
		for _, entry := range entries {
			if entry != nil && entry.Kind == yaml.ScalarNode && !l.check(i, name, entry) {
				return false
			}
		}
	}
	return true
}

// resource checks an element of `resources`, and puts it so that kustomize takes it for nothing but a path.
func (i *inspection) resource(name string, entry *yaml.Node) bool {
	target, ok := i.target(name, entry, entry.Value)
	if !ok {
		return false
	}
	entry.Value = "./" + entry.Value
	if i.tree.at(target) == folder {
		return i.base(name, entry, target)
	}
	return i.manifest(target)
}

func (i *inspection) component(name string, entry *yaml.Node) bool {
	target, ok := i.target(name, entry, entry.Value)
	if !ok {
		return false
	}
	if i.tree.at(target) != folder {
		i.report(name, entry.Line, RulePath, fmt.Sprintf("%s is a file; a component is a folder", target))
		return false
	}
	entry.Value = "./" + entry.Value
	return i.base(name, entry, target)
}

// base checks a folder that a kustomization file builds upon.
func (i *inspection) base(name string, entry *yaml.Node, target string) bool {
	if i.tree.kustomizationIn(target) != "" {
		return true
	}
	i.report(name, entry.Line, RulePath, fmt.Sprintf("%s has no kustomization.yaml; Flux makes one only for the path of a Kustomization itself: name the folder's files, or put one there", target))
	return false
}

// manifest checks a file of Kubernetes objects.
func (i *inspection) manifest(target string) bool {
	text, err := i.tree.read(target)
	if err != nil {
		return false
	}
	documents, err := parse(text)
	if err != nil {
		i.broken(target, err)
		return false
	}
	if endless(text) {
		i.report(target, 1, RuleBuild, refersToItself)
		return false
	}
	for _, d := range documents {
		if fault := d.fault(); fault != "" {
			i.report(target, d.node.Line, RuleBuild, fault+"; keep other YAML out of what is applied, by a kustomization.yaml that names the files")
			return false
		}
	}
	return true
}

func (i *inspection) plainFile(name string, entry *yaml.Node) bool {
	_, ok := i.target(name, entry, entry.Value)
	return ok
}

// keyed checks a file that may have a key before it.
func (i *inspection) keyed(name string, entry *yaml.Node) bool {
	_, value, found := strings.Cut(entry.Value, "=")
	if !found {
		value = entry.Value
	}
	_, ok := i.target(name, entry, value)
	return ok
}

// patch checks an element of patchesStrategicMerge, which is a file or a patch itself.
func (i *inspection) patch(name string, entry *yaml.Node) bool {
	return strings.Contains(entry.Value, "\n") || i.plainFile(name, entry)
}

// plugin lets through a builtin transformer, unless it might fetch something.
func (i *inspection) plugin(name string, entry *yaml.Node) bool {
	text := []byte(entry.Value)
	if !strings.Contains(entry.Value, "\n") {
		target, ok := i.target(name, entry, entry.Value)
		if !ok {
			return false
		}
		if text, _ = i.tree.read(target); i.tree.at(target) != file {
			i.unseen()
			return false
		}
	}
	if strings.Contains(string(text), "://") {
		i.unseen()
		return false
	}
	return true
}

// remote is what kustomize would fetch.
var remote = regexp.MustCompile(`://|^[^/]*@|^git::|[?&](ref|version)=|^(www\.)?(github\.com|gitlab\.com|bitbucket\.org|ssh\.dev\.azure\.com|dev\.azure\.com)[/:]`)

// target finds what an entry of a kustomization file names, and reports an entry that names nothing.
func (i *inspection) target(name string, entry *yaml.Node, value string) (string, bool) {
	target := path.Join(path.Dir(name), value)
	switch e := i.tree.at(target); {
	case remote.MatchString(value):
		i.unseen()
	case value == "":
		i.report(name, entry.Line, RulePath, "is empty; name a file or folder, or take the entry out")
	case strings.HasPrefix(value, "/"):
		i.report(name, entry.Line, RulePath, fmt.Sprintf("%s is an absolute path; it must be relative to this file's folder", value))
	case e == file || e == folder:
		return target, true
	default:
		i.report(name, entry.Line, RulePath, target+" "+i.tree.absence(target))
	}
	return "", false
}

// helm takes out what needs Helm, which Flux's kustomize never runs.
func (i *inspection) helm(name string, root *yaml.Node) {
	for _, key := range []string{"helmCharts", "helmChartInflationGenerator"} {
		for at := 0; at+1 < len(root.Content); at += 2 {
			if root.Content[at].Value == key {
				i.report(name, root.Content[at].Line, RuleBuild, key+" needs Helm, which Flux's kustomize does not run; write a HelmRelease")
				root.Content = append(root.Content[:at:at], root.Content[at+2:]...)
				break
			}
		}
	}
}

func (i *inspection) broken(name string, err error) {
	line, reason := yamlFault(err)
	i.report(name, line, RuleBuild, "is not YAML: "+reason)
}
