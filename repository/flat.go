package repository

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// flat is a node with all of its aliases and merged mappings written out, so that nothing is reached in another way than it looks. The node
// is not [endless].
func flat(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return flat(node.Alias)
	}
	written := *node
	written.Anchor, written.Content = "", nil
	if node.Kind != yaml.MappingNode {
		for _, child := range node.Content {
			written.Content = append(written.Content, flat(child))
		}
		return &written
	}
	var merged []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		if key, value := node.Content[i], flat(node.Content[i+1]); key.Tag == "!!merge" {
			merged = append(merged, value)
		} else {
			written.Content = append(written.Content, flat(key), value)
		}
	}
	for _, value := range merged {
		merge(&written, value)
	}
	return &written
}

// merge adds to a mapping what it lacks of another one, or of several.
func merge(into, from *yaml.Node) {
	if from.Kind == yaml.SequenceNode {
		for _, one := range from.Content {
			merge(into, one)
		}
		return
	}
	if from.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(from.Content); i += 2 {
		if child(into, from.Content[i].Value) == nil {
			into.Content = append(into.Content, from.Content[i], from.Content[i+1])
		}
	}
}

// valuesOf are the values of a key of a mapping, however it is capitalised: kustomize takes it however.
func valuesOf(node *yaml.Node, key string) []*yaml.Node {
	var found []*yaml.Node
	if node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if strings.EqualFold(node.Content[i].Value, key) {
			found = append(found, node.Content[i+1])
		}
	}
	return found
}
