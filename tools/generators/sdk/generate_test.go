package sdk_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/sdk"
	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

const version = "7.8.9"

// root is the root of the repository.
var root = filepath.Join("..", "..", "..")

func generate(t *testing.T) map[string]tree.Files {
	t.Helper()
	source, err := sdk.Read(root, version)
	require.NoError(t, err)
	sdks, err := sdk.Generate(source)
	require.NoError(t, err)
	return sdks
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) { //nolint:paralleltest // the .NET generator swaps a global for its run
	assert.Equal(t, generate(t), generate(t))
}

// Each registry reads the version from another file, and the SDK hands one to the engine, which looks for a plugin of exactly it.
func TestEverySDKHasTheVersionWherePeopleAndProgramsLook(t *testing.T) { //nolint:paralleltest // as above
	places := map[string]map[string]string{
		"go/aksgitops": {
			"pulumi-plugin.json": `"version": "7.8.9"`, "internal/pulumiUtilities.go": `semver.MustParse("7.8.9")`,
		},
		"nodejs": {"package.json": `"version": "7.8.9"`},
		"python": {"pyproject.toml": `version = "7.8.9"`, "pulumi_aks_gitops/pulumi-plugin.json": `"version": "7.8.9"`},
		"java": {
			"pom.xml": `<version>7.8.9</version>`,
			"src/main/resources/io/github/aksgitops/aks-gitops/version.txt": "7.8.9",
			"src/main/resources/com/pulumi/aks-gitops/plugin.json":          `"version": "7.8.9"`,
		},
		"dotnet": {"Pulumi.AksGitOps.csproj": "<Version>7.8.9</Version>", "version.txt": "7.8.9", "pulumi-plugin.json": `"version": "7.8.9"`},
	}
	sdks := generate(t)
	assert.Len(t, sdks, len(places))
	for folder, files := range places {
		for name, text := range files {
			assert.Contains(t, string(sdks[folder][name]), text, "%s/%s", folder, name)
		}
	}
}

func TestEverySDKHasAReadmeAndTheLicence(t *testing.T) { //nolint:paralleltest // as above
	for folder, files := range generate(t) {
		assert.Contains(t, string(files["LICENSE"]), "Apache License", folder)
		readme := string(files["README.md"])
		assert.Contains(t, readme, "AksGitOps", folder)
		assert.NotContains(t, readme, "{{", folder)
		assert.Greater(t, strings.Count(readme, "```"), 3, "%s: how to install it, and an example", folder)
	}
}

// What a user would stumble over in the generated code.
func TestTheCodeIsAsItsLanguageHasIt(t *testing.T) { //nolint:paralleltest // as above
	tests := map[string]struct {
		folder, suffix string
		never          *regexp.Regexp
	}{
		"no doubled suffix":             {never: regexp.MustCompile(`\b\w*(ArgsArgs|InputInput|OutputOutput)\b`)},
		"no any in TypeScript's inputs": {folder: "nodejs", suffix: "types/input.ts", never: regexp.MustCompile(`: .*\bany\b.*;`)},
		"no any in Go's inputs":         {folder: "go/aksgitops", suffix: "pulumiTypes.go", never: regexp.MustCompile(`interface\{\} ` + "`pulumi")},
		"no Object in Java's inputs":    {folder: "java", suffix: "Args.java", never: regexp.MustCompile(`<Object>|Object \w+;`)},
		"no object in C#'s inputs":      {folder: "dotnet", suffix: "Args.cs", never: regexp.MustCompile(`public (Input<object>|object)\b`)},
	}
	sdks := generate(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := 0
			for folder, files := range sdks {
				for file, content := range files {
					if (test.folder != "" && test.folder != folder) || !strings.HasSuffix(file, test.suffix) || file == "logo.png" {
						continue
					}
					read++
					assert.Empty(t, string(bytes.Join(test.never.FindAll(content, 3), []byte(", "))), "%s/%s", folder, file)
				}
			}
			assert.NotZero(t, read, "there is no such file")
		})
	}
}

func TestGenerateRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	source, err := sdk.Read(root, version)
	require.NoError(t, err)
	tests := map[string]struct {
		change  func(source *sdk.Source)
		message string
	}{
		"a schema that is not JSON":     {func(s *sdk.Source) { s.Schema = []byte("{") }, "not a Pulumi package schema"},
		"a schema that does not bind":   {func(s *sdk.Source) { s.Schema = []byte(`{"name": "p", "types": {"bad": {}}}`) }, "does not bind"},
		"a version with a v":            {func(s *sdk.Source) { s.Version = "v1.2.3" }, "version"},
		"a repository without examples": {func(s *sdk.Source) { s.Overlay.Programs = fstest.MapFS{} }, "example"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changed := source
			test.change(&changed)
			_, err := sdk.Generate(changed)
			assert.ErrorContains(t, err, test.message)
		})
	}
}

func TestReadSaysWhereItLooks(t *testing.T) {
	t.Parallel()
	_, err := sdk.Read(t.TempDir(), version)
	assert.ErrorContains(t, err, "root of the repository")
}
