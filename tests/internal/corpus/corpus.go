// Package corpus reads wrong inputs and what is wrong with them.
package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Case is one document of inputs with faults.
type Case struct {
	// Topic is the name of the file, and Name says what is wrong.
	Topic, Name string
	// Inputs are the whole inputs, in YAML. The tags !secret and !unknown mark Outputs.
	Inputs *yaml.Node
	// Faults are all faults, in the order in which they are reported.
	Faults []string
}

// file is a file of cases on one topic.
type file struct {
	// Around are inputs without a fault in which the text `here` stands for the inputs of each case.
	Around yaml.Node `yaml:"around"`
	Cases  []struct {
		Name   string    `yaml:"name"`
		Inputs yaml.Node `yaml:"inputs"`
		// Faults may begin with @, the path of `here`.
		Faults []string `yaml:"faults"`
	} `yaml:"cases"`
}

// Read reads all files in a folder.
func Read(folder string) ([]Case, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("look for cases in %s: %w", folder, err)
	}
	var cases []Case
	for _, name := range names {
		found, err := readFile(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		cases = append(cases, found...)
	}
	return cases, nil
}

var errNowhere = errors.New("`around` does not say `here`")

func readFile(name string) ([]Case, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var read file
	if err := decoder.Decode(&read); err != nil {
		return nil, err
	}
	path, ok := find(&read.Around)
	if !ok {
		return nil, errNowhere
	}
	var cases []Case
	for _, c := range read.Cases {
		found := Case{Topic: strings.TrimSuffix(filepath.Base(name), ".yaml"), Name: c.Name, Inputs: fill(&read.Around, &c.Inputs)}
		for _, fault := range c.Faults {
			if rest, relative := strings.CutPrefix(fault, "@"); relative {
				fault = strings.TrimPrefix(path+rest, ".")
			}
			found.Faults = append(found.Faults, fault)
		}
		cases = append(cases, found)
	}
	return cases, nil
}

func isHere(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.Value == "here" }

// maps are the properties whose values are maps, not objects.
var maps = map[string]bool{"configurations": true, "kustomizations": true}

// find returns the path of `here`, as faults write it.
func find(node *yaml.Node) (string, bool) {
	if isHere(node) {
		return "", true
	}
	for i := 1; i < len(node.Content); i += 2 {
		key, value := node.Content[i-1].Value, node.Content[i]
		if path, ok := find(value); ok {
			if name, rest, _ := strings.Cut(strings.TrimPrefix(path, "."), "."); maps[key] {
				path = strings.TrimSuffix("["+strconv.Quote(name)+"]."+rest, ".")
			}
			return "." + key + path, true
		}
	}
	return "", false
}

// fill puts the inputs of a case in the place of `here`.
func fill(around, inputs *yaml.Node) *yaml.Node {
	if isHere(around) {
		return inputs
	}
	filled := *around
	filled.Content = nil
	for _, child := range around.Content {
		filled.Content = append(filled.Content, fill(child, inputs))
	}
	return &filled
}
