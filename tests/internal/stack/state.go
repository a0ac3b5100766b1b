package stack

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stretchr/testify/require"
)

// Resource is a resource in the stack's state.
type Resource struct {
	// URN names it for Pulumi.
	URN string `json:"urn"`
	// Type is its type token.
	Type string `json:"type"`
	// ID names it for Azure; components have none.
	ID string `json:"id"`
	// Parent is the URN of its parent.
	Parent string `json:"parent"`
	// Dependencies are the URNs of what it was created after.
	Dependencies []string `json:"dependencies"`
	// PropertyDependencies are the same, by the input that brought them.
	PropertyDependencies map[string][]string `json:"propertyDependencies"`
	// Inputs and Outputs are its properties.
	Inputs  map[string]any `json:"inputs"`
	Outputs map[string]any `json:"outputs"`
	// CustomTimeouts are how long its operations may take, in seconds.
	CustomTimeouts map[string]any `json:"customTimeouts"`
	// PendingReplacement is set while a replacement is half done.
	PendingReplacement bool `json:"pendingReplacement"`
}

// Name is the resource's name in the program.
func (r Resource) Name() string { return r.URN[strings.LastIndex(r.URN, "::")+2:] }

// Deployment is the stack's state.
type Deployment struct {
	// Resources are all resources, the stack itself included.
	Resources []Resource `json:"resources"`
	// Pending are the operations of which nobody knows how they ended.
	Pending []struct {
		Type     string   `json:"type"`
		Resource Resource `json:"resource"`
	} `json:"pending_operations"`
}

// Types are the types of all resources, in the state's order.
func (d Deployment) Types() []string {
	types := make([]string, len(d.Resources))
	for i, resource := range d.Resources {
		types[i] = resource.Type
	}
	return types
}

// Find is the resource with a name in the program.
func (d Deployment) Find(name string) (Resource, bool) {
	for _, resource := range d.Resources {
		if resource.Name() == name {
			return resource, true
		}
	}
	return Resource{}, false
}

// State reads the stack's state.
func (s *Stack) State() Deployment {
	s.t.Helper()
	var exported struct {
		Deployment Deployment `json:"deployment"`
	}
	require.NoError(s.t, json.Unmarshal([]byte(s.must(s.Run("stack", "export")).Stdout), &exported))
	return exported.Deployment
}

// StateFile is the text of the stack's state as it lies on disk.
func (s *Stack) StateFile() string {
	s.t.Helper()
	backend := strings.TrimPrefix(s.environment["PULUMI_BACKEND_URL"], "file://")
	found, err := filepath.Glob(filepath.Join(backend, ".pulumi", "stacks", "*", Name+".json"))
	require.NoError(s.t, err)
	require.Len(s.t, found, 1)
	text, err := os.ReadFile(found[0])
	require.NoError(s.t, err)
	return string(text)
}

// Stored are the times at which the files where the state lies, locks and history included, were last written, by path.
func (s *Stack) Stored() map[string]time.Time {
	s.t.Helper()
	stored := map[string]time.Time{}
	root := strings.TrimPrefix(s.environment["PULUMI_BACKEND_URL"], "file://")
	require.NoError(s.t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			stored[path] = info.ModTime()
		}
		return err
	}))
	return stored
}

// Outputs are the stack's outputs.
func (s *Stack) Outputs() map[string]any {
	s.t.Helper()
	var outputs map[string]any
	require.NoError(s.t, json.Unmarshal([]byte(s.must(s.Run("stack", "output", "--json")).Stdout), &outputs))
	return outputs
}
