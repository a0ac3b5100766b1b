package repository

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is one YAML document of a file, with the lines of its parts.
type document struct{ node *yaml.Node }

// parse reads the documents of a file, those that are empty left out.
func parse(text []byte) ([]document, error) {
	var documents []document
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return documents, err
		}
		if len(node.Content) == 1 && node.Content[0].Tag != "!!null" {
			documents = append(documents, document{node.Content[0]})
		}
	}
}

// get is what stands at a path of keys, or nil.
func (d document) get(keys ...string) *yaml.Node {
	node := d.node
	for _, key := range keys {
		if node = child(node, key); node == nil {
			return nil
		}
	}
	return node
}

// child is the value of a key of a mapping, or nil.
func child(node *yaml.Node, key string) *yaml.Node {
	if node != nil && node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

// text is the scalar at a path of keys, or "".
func (d document) text(keys ...string) string {
	if node := d.get(keys...); node != nil && node.Kind == yaml.ScalarNode {
		return node.Value
	}
	return ""
}

// fault says what keeps kustomize from taking a document for a Kubernetes object, or is "".
func (d document) fault() string {
	switch kind := d.text("kind"); {
	case d.node.Kind != yaml.MappingNode:
		return "is no Kubernetes object: it is no mapping"
	case kind == "":
		return "is no Kubernetes object: it has no `kind`"
	case d.text("metadata", "name") == "" && !strings.HasSuffix(kind, "List"):
		return "is no Kubernetes object: it has no `metadata.name`"
	}
	return ""
}
