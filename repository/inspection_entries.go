package repository

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

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
