package releases

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// Child is what of a registration must not change from one release to the next.
type Child struct {
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Parent  string   `json:"parent,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	// Fixed are the inputs that Azure cannot change in place: another value replaces the resource.
	Fixed map[string]any `json:"fixed,omitempty"`
}

func (c Child) String() string { return c.Name + " (" + c.Type + ")" }

// Children are the children of each program, by the program's name.
type Children map[string][]Child

// RecordChildren registers the component for each program. The repository's root is where azure-native's metadata is.
func RecordChildren(root string) (Children, error) {
	fixed, err := readFixed(root)
	if err != nil {
		return nil, err
	}
	children := Children{}
	for program, args := range programs() {
		recorder := &childgraph.Recorder{}
		err := recorder.Run(func(ctx *pulumi.Context) error {
			_, err := aksgitops.NewAksGitOps(ctx, "gitops", args)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("the program %q: %w", program, err)
		}
		for _, node := range recorder.Graph().Resources {
			children[program] = append(children[program], Child{
				Type: node.Type, Name: node.Name, Parent: node.Parent, Aliases: node.Aliases, Fixed: fixed.of(node),
			})
		}
	}
	return children, nil
}

// fixedInputs are the names of inputs that Azure cannot change in place, by type.
type fixedInputs map[string][]string

func readFixed(root string) (fixedInputs, error) {
	text, err := os.ReadFile(filepath.Join(root, "third_party", "azure-native", "metadata.json"))
	if err != nil {
		return nil, err
	}
	var metadata struct {
		Resources map[string]struct {
			CreateOnly []string `json:"createOnly"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(text, &metadata); err != nil {
		return nil, fmt.Errorf("azure-native's metadata.json: %w", err)
	}
	fixed := fixedInputs{}
	for token, resource := range metadata.Resources {
		fixed[token] = resource.CreateOnly
	}
	return fixed, nil
}

// of are the fixed inputs of a registration, those inside lists aside.
func (f fixedInputs) of(node childgraph.Node) map[string]any {
	inputs := map[string]any{}
	for name, value := range node.Inputs {
		if slices.Contains(f[node.Type], name) {
			inputs[name] = value
		}
	}
	return inputs
}

// Lost are the children of a release that a later one would delete, replace or create under another name, each as a sentence.
func Lost(older, newer Children) []string {
	var lost []string
	for _, program := range slices.Sorted(maps.Keys(older)) {
		later, there := newer[program]
		if !there {
			lost = append(lost, fmt.Sprintf("the program %q is not recorded any more: what it promises is not known", program))
			continue
		}
		for _, child := range older[program] {
			if reason := fate(child, later); reason != "" {
				lost = append(lost, fmt.Sprintf("the program %q: %s %s", program, child, reason))
			}
		}
	}
	return lost
}

// fate says why a child does not live on among later ones; it is empty if it does.
func fate(child Child, later []Child) string {
	i := slices.IndexFunc(later, func(c Child) bool { return c.isOrWas(child) })
	if i < 0 {
		return "is gone, or has another name or type and no alias"
	}
	for _, input := range slices.Sorted(maps.Keys(child.Fixed)) {
		if was, is := child.Fixed[input], later[i].Fixed[input]; !reflect.DeepEqual(was, is) {
			return fmt.Sprintf("would be replaced: %s is %v, and was %v", input, is, was)
		}
	}
	for _, input := range slices.Sorted(maps.Keys(later[i].Fixed)) {
		if _, was := child.Fixed[input]; !was {
			return fmt.Sprintf("would be replaced: %s is %v, and was not sent", input, later[i].Fixed[input])
		}
	}
	return ""
}

// isOrWas tells whether the engine takes c for the older child: by its own type and name, or by an alias.
func (c Child) isOrWas(older Child) bool {
	if c.Parent != older.Parent {
		return false
	}
	if c.Type == older.Type && c.Name == older.Name {
		return true
	}
	return slices.ContainsFunc(c.Aliases, func(alias string) bool {
		typ, name := c.Type, c.Name
		for part := range strings.SplitSeq(alias, ", ") {
			switch key, value, _ := strings.Cut(part, " "); key {
			case "type":
				typ = value
			case "name":
				name = value
			}
		}
		return typ == older.Type && name == older.Name
	})
}
