package sdk

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

func TestLayMergesMetadataAndReplacesTheRest(t *testing.T) {
	t.Parallel()
	files := tree.Files{
		"package.json":   []byte(`{"name": "p", "repository": "text", "dependencies": {"a": "1"}}`),
		"pyproject.toml": []byte("[project]\nname = 'p'\n[project.urls]\nHome = 'h'\n[project.license]\ntext = 'x'\n[tool.a]\nb = 'c'\n"),
		"README.md":      []byte("generated"),
	}
	require.NoError(t, lay(files, tree.Files{
		"package.merge.json":   []byte(`{"repository": {"url": "u<>"}, "dependencies": {"b": "2"}}`),
		"pyproject.merge.toml": []byte("[project]\nlicense = 'x'\n[project.urls]\nIssues = 'i'\n[tool]\n"),
		"README.md":            []byte("ours"),
		"new":                  []byte("new"),
	}))
	assert.Len(t, files, 4)
	assert.JSONEq(t, `{"name": "p", "repository": {"url": "u<>"}, "dependencies": {"a": "1", "b": "2"}}`, string(files["package.json"]))
	assert.Contains(t, string(files["package.json"]), "u<>", "as people write it")
	assert.Equal(t, "[project]\n  license = \"x\"\n  name = \"p\"\n  [project.urls]\n    Home = \"h\"\n    Issues = \"i\"\n", string(files["pyproject.toml"]))
	assert.Equal(t, "ours", string(files["README.md"]))
}

func TestLayNamesTheFileThatItCannotRead(t *testing.T) {
	t.Parallel()
	err := lay(tree.Files{}, tree.Files{"package.merge.json": []byte("{}")})
	assert.ErrorContains(t, err, "package.merge.json over package.json: what the generator wrote")
}
