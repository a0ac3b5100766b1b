package repository

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// report notes what is wrong in what a Kustomization applies.
func (s *survey) report(u *unit, file string, line int, rule, message string) {
	s.findings = append(s.findings, Finding{
		Configuration: u.configuration, Kustomization: u.kustomization, Path: file, Line: line, Rule: rule, Message: message,
	})
}

// reportAt notes what is wrong at a field of an object.
func (s *survey) reportAt(o *object, field []string, rule, message string) {
	s.report(o.by, o.file, s.line(o, field), rule, message)
}

// line is the line of a field in the file that an object comes from: of the nearest field around it, where a patch has put the field into
// the object, and 0 if the object is not found, because it was renamed on its way.
func (s *survey) line(o *object, field []string) int {
	documents, read := s.documents[o.file]
	if !read {
		if text, err := s.tree.read(o.file); err == nil {
			documents, _ = parse(text)
		}
		s.documents[o.file] = documents
	}
	document, found := documentOf(o, documents)
	if !found {
		return 0
	}
	line := document.node.Line
	node := document.node
	for _, key := range field {
		if node.Kind == yaml.SequenceNode {
			node = element(node, key)
		} else {
			node = child(node, key)
		}
		if node == nil {
			break
		}
		line = node.Line
	}
	return line
}

// element is an element of a list, by its number as a text of one character or more.
func element(list *yaml.Node, number string) *yaml.Node {
	at := 0
	for _, digit := range number {
		at = at*10 + int(digit-'0')
	}
	if at < 0 || at >= len(list.Content) {
		return nil
	}
	return list.Content[at]
}

// documentOf finds the document that an object was before kustomize changed its name.
func documentOf(o *object, documents []document) (document, bool) {
	var near []document
	for _, d := range documents {
		name := d.text("metadata", "name")
		switch {
		case d.node.Kind != yaml.MappingNode || d.text("kind") != o.kind:
		case name == o.name && namespaceFits(o, d):
			return d, true
		case strings.Contains(o.name, name) || open(name):
			near = append(near, d)
		}
	}
	if len(near) == 1 {
		return near[0], true
	}
	return document{}, false
}

// namespaceFits tells whether an object may have been a document, by their namespaces.
func namespaceFits(o *object, d document) bool {
	namespace := d.text("metadata", "namespace")
	return namespace == "" || namespace == o.namespace || open(namespace)
}
