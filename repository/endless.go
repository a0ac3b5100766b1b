package repository

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v3"
)

// mostNodes is how much the documents of a file may hold once their aliases are replaced. A bundle of definitions has a tenth of that.
const mostNodes = 1_000_000

// endless tells whether YAML refers to itself, or grows beyond measure by its aliases. Kustomize would replace these for ever.
func endless(text []byte) bool {
	if !bytes.ContainsRune(text, '&') || !bytes.ContainsRune(text, '*') {
		return false
	}
	documents, _ := parse(text)
	for _, d := range documents {
		if (expansion{}).of(d.node) > mostNodes {
			return true
		}
	}
	return false
}

// expansion holds how many nodes a node stands for; -1 while that is being found out.
type expansion map[*yaml.Node]int

func (e expansion) of(node *yaml.Node) int {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	switch nodes, begun := e[node]; {
	case begun && nodes < 0:
		return mostNodes + 1
	case begun:
		return nodes
	}
	e[node] = -1
	nodes := 1
	for _, child := range node.Content {
		nodes = min(nodes+e.of(child), mostNodes+1)
	}
	e[node] = nodes
	return nodes
}

// endlessInside tells whether a text inside a document is endless: patches are written so.
func endlessInside(node *yaml.Node) bool {
	if node.Kind == yaml.ScalarNode {
		return endless([]byte(node.Value))
	}
	return slices.ContainsFunc(node.Content, endlessInside)
}
