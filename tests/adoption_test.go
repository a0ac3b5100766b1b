package tests

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// What docs/adoption.md says: an extension and a configuration that were made by others come under the component with nothing deleted or
// replaced.
func TestAdoptionByImport(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", attached+configurations(configuration("apps", "main")))))
	s.Azure.AKS("aks")
	extension, configuration := installFlux(s.Azure), followFleet(s.Azure)

	file := filepath.Join(t.TempDir(), "import.json")
	s.Preview("--import-file", file)
	fillIn(t, file, map[string]string{"gitops-extension": extension, "gitops-configuration/apps": configuration})
	imported := s.Run("import", "--file", file, "--yes", "--skip-preview", "--generate-code=false", "--protect=false")
	require.Zero(t, imported.ExitCode)

	assert.NotContains(t, s.Preview("--json").Stdout, `"create"`)
	adopted(t, s)
}

// fillIn writes the IDs of existing resources where `pulumi preview --import-file` left a place for them.
func fillIn(t *testing.T, file string, ids map[string]string) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var plan struct {
		Resources []map[string]any `json:"resources"`
	}
	require.NoError(t, json.Unmarshal(text, &plan))
	for _, resource := range plan.Resources {
		if _, placeholder := resource["id"]; placeholder {
			id, known := ids[resource["name"].(string)]
			require.True(t, known, "the import file wants the ID of %s", resource["name"])
			resource["id"] = id
		}
	}
	text, err = json.Marshal(plan)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, text, 0o600))
}

// A component that is renamed with an alias keeps its children.
func TestRenameWithAnAlias(t *testing.T) {
	t.Parallel()
	properties := attached + configurations(configuration("apps", "main"))
	s := stack.New(t, program(component("gitops", properties)))
	s.Azure.AKS("aks")
	s.Up()
	s.Program(program(component("renamed", properties, "aliases:\n  - name: gitops")))
	mark := s.Azure.Now()
	s.UpUnchanged()
	assert.Empty(t, s.Azure.Since(mark).Attempts())
	_, there := s.State().Find("renamed-configuration/apps")
	assert.True(t, there)
}
