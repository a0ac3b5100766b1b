package linting

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type values = map[string]property.Value

var unknown = property.New(property.Computed)

// checkout is a folder with a Kustomization whose path holds a variable, and a symbolic link out of it.
func checkout(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"apps/nested.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: nested, namespace: flux-system}
spec:
  path: ./apps/${place}
  sourceRef: {kind: GitRepository, name: web}
`,
		"limited/namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n",
	} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	require.NoError(t, os.Symlink(t.TempDir(), filepath.Join(dir, "out")))
	return dir
}

// arguments are those for one kustomization of configuration web.
func arguments(dir string, configuration, kustomization values) property.Map {
	with := values{"kustomizations": property.New(values{"all": property.New(kustomization)})}
	maps.Copy(with, configuration)
	return property.NewMap(values{
		"path": property.New(dir), "configurations": property.New(values{"web": property.New(with)}),
	})
}

func substitute(value property.Value) property.Value {
	return property.New(values{"substitute": property.New(values{"place": value})})
}

func TestCall(t *testing.T) {
	t.Parallel()
	dir := checkout(t)
	for name, test := range map[string]struct {
		configuration, kustomization values
		want                         []string
	}{
		"a value of a variable": {
			nil,
			values{"path": property.New("apps"), "postBuild": substitute(property.New("absent"))},
			[]string{"apps/nested.yaml:5: apps/absent, the path of Kustomization flux-system/nested, does not exist in the checkout"},
		},
		"a secret value":    {nil, values{"path": property.New("apps"), "postBuild": substitute(property.New("absent").WithSecret(true))}, nil},
		"an unknown value":  {nil, values{"path": property.New("apps"), "postBuild": substitute(unknown)}, nil},
		"values of objects": {nil, values{"path": property.New("apps"), "postBuild": property.New(values{"substituteFrom": property.New([]property.Value{property.New(values{"kind": property.New("Secret"), "name": property.New("values")})})})}, nil},
		"a link":            {nil, values{"path": property.New("out")}, []string{"out: the path of this kustomization is a symbolic link, which Flux leaves out"}},
		"the whole checkout": {values{"namespace": property.New("apps")}, values{}, []string{
			`apps/nested.yaml:6: GitRepository flux-system/web, which Kustomization flux-system/nested needs, is made by no configuration`,
		}},
		"another kind": {values{"ociRepository": property.New(values{})}, values{"path": property.New("apps")}, []string{
			"apps/nested.yaml:6: GitRepository flux-system/web, which Kustomization flux-system/nested needs, is made by no configuration",
		}},
		"scope": {values{"scope": property.New("namespace")}, values{"path": property.New("limited")}, []string{
			"limited/namespace.yaml:2: Namespace team belongs to the whole cluster, and configuration web has scope `namespace`",
		}},
		"dependencies": {nil, values{"path": property.New("limited"), "dependsOn": property.New([]property.Value{property.New("all")})}, []string{
			`configurations["web"].kustomizations["all"]: waits in a circle: `,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result, err := Call(arguments(dir, test.configuration, test.kustomization))
			require.NoError(t, err)
			found := result.Get("findings")
			require.True(t, found.IsArray())
			assert.False(t, found.Secret())
			require.Equal(t, len(test.want), found.AsArray().Len(), "%v", found)
			for i, want := range test.want {
				assert.Contains(t, found.AsArray().Get(i).AsMap().Get("text").AsString(), want)
			}
		})
	}
}

// What is not known yet makes the result so, and a secret that a finding might show makes it one.
func TestCallKeepsMarks(t *testing.T) {
	t.Parallel()
	dir := checkout(t)
	for _, args := range []property.Map{
		arguments(dir, values{"namespace": unknown}, nil),
		arguments(dir, nil, values{"path": unknown}),
		arguments(dir, nil, values{"dependsOn": property.New([]property.Value{unknown})}),
		arguments(dir, nil, nil).Set("path", unknown),
		arguments(dir, nil, nil).Set("configurations", unknown),
		arguments(dir, nil, nil).Set("multiTenancy", unknown),
	} {
		result, err := Call(args)
		require.NoError(t, err)
		assert.True(t, result.Get("findings").IsComputed(), "%v", args)
	}
	result, err := Call(arguments(dir, nil, values{"path": property.New("hidden").WithSecret(true)}))
	require.NoError(t, err)
	assert.True(t, result.Get("findings").Secret())
}

func TestCallRefuses(t *testing.T) {
	t.Parallel()
	dir := checkout(t)
	_, err := Call(arguments(filepath.Join(dir, "nowhere"), nil, nil))
	assert.ErrorContains(t, err, "nowhere; give that of the checkout")
	_, err = Call(arguments(filepath.Join(dir, "apps", "nested.yaml"), nil, nil))
	assert.ErrorContains(t, err, "open the checkout")
	_, err = Call(arguments(dir, nil, nil).Set("only", property.New([]property.Value{property.New("webb")})))
	assert.ErrorContains(t, err, `only: there is no configuration "webb"`)
}
