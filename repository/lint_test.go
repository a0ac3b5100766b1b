package repository

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// scenario is what a tree of testdata says beside its files.
type scenario struct {
	Configurations map[string]struct {
		Namespace, Scope, Kind string
		Kustomizations         map[string]struct {
			Path              string
			DependsOn         []string `yaml:"dependsOn"`
			Substitute        map[string]string
			SubstituteUnknown bool `yaml:"substituteUnknown"`
		}
	}
	Only          []string
	SingleTenancy bool `yaml:"singleTenancy"`
	// Links are symbolic links, by their names.
	Links map[string]string
}

func (s scenario) options() Options {
	o := Options{Configurations: map[string]Configuration{}, Only: s.Only, MultiTenancy: !s.SingleTenancy}
	for name, c := range s.Configurations {
		read := Configuration{
			Namespace: c.Namespace, Limited: c.Scope == "namespace", SourceKind: c.Kind, Kustomizations: map[string]Kustomization{},
		}
		if read.Namespace == "" {
			read.Namespace = "flux-system"
		}
		if read.SourceKind == "" {
			read.SourceKind = GitRepository
		}
		for key, k := range c.Kustomizations {
			read.Kustomizations[key] = Kustomization{
				Path: k.Path, DependsOn: k.DependsOn, Substitute: k.Substitute, SubstituteUnknown: k.SubstituteUnknown,
			}
		}
		o.Configurations[name] = read
	}
	return o
}

// tree reads a tree of testdata.
func readTree(t testing.TB, text []byte) (fstest.MapFS, Options) {
	t.Helper()
	archive := txtar.Parse(text)
	var s scenario
	require.NoError(t, yaml.Unmarshal(archive.Comment, &s))
	checkout := fstest.MapFS{}
	for _, f := range archive.Files {
		checkout[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for name, target := range s.Links {
		checkout[name] = &fstest.MapFile{Data: []byte(target), Mode: fs.ModeSymlink}
	}
	return checkout, s.options()
}

// TestLint holds what is found in each tree of testdata against the file beside it.
func TestLint(t *testing.T) {
	t.Parallel()
	trees, err := filepath.Glob("testdata/trees/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, trees)
	for _, name := range trees {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			checkout, options := readTree(t, txtar.Format(archive))
			findings, err := Lint(checkout, options)
			require.NoError(t, err)
			var lines strings.Builder
			for _, finding := range findings {
				lines.WriteString(finding.String() + "\n")
			}
			golden.Compare(t, strings.TrimSuffix(name, ".txtar")+".txt", []byte(lines.String()))
			again, err := Lint(checkout, options)
			require.NoError(t, err)
			assert.Equal(t, findings, again, "the same each time")
		})
	}
}
