package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

func TestMergeSettings(t *testing.T) {
	t.Parallel()
	typed := map[string]string{"a": "1"}
	merged, err := mergeSettings(typed, map[string]string{"b": "2"})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"a": "1", "b": "2"}, merged)
	assert.Equal(t, map[string]string{"a": "1"}, typed, "what was given is not changed")

	_, err = mergeSettings(typed, map[string]string{"b": "2", "a": "canary"})
	require.EqualError(t, err, `extension.settings["a"]: is also set by a typed input; set it in one place`)
}

// configurationSettings are the settings that an extension sends.
func configurationSettings(t *testing.T, extension *FluxExtension) any {
	t.Helper()
	graph := graphOf(t, &childgraph.Recorder{}, extended(extension))
	return graph.Named("demo-extension").Inputs["configurationSettings"]
}

func TestSettingsSent(t *testing.T) {
	t.Parallel()
	entry := func(key string) pulumi.StringMap { return pulumi.StringMap{key: pulumi.String("x")} }
	for name, test := range map[string]struct {
		extension *FluxExtension
		want      any
	}{
		"nothing":      {&FluxExtension{}, nil},
		"empty switch": {&FluxExtension{Controllers: &FluxControllers{}}, nil},
		"a switch": {
			&FluxExtension{Controllers: &FluxControllers{Helm: pulumi.Bool(false)}}, map[string]any{"helm-controller.enabled": "false"},
		},
		"others only": {&FluxExtension{Settings: entry("a")}, map[string]any{"a": "x"}},
		"both": {
			&FluxExtension{Controllers: &FluxControllers{Helm: pulumi.BoolPtr(true)}, Settings: entry("a")},
			map[string]any{"helm-controller.enabled": "true", "a": "x"},
		},
		"both, others later": {
			&FluxExtension{Controllers: &FluxControllers{Helm: pulumi.Bool(true)}, Settings: entry("a").ToStringMapOutput()},
			map[string]any{"helm-controller.enabled": "true", "a": "x"},
		},
		"both, secret later": {
			&FluxExtension{
				Controllers: &FluxControllers{Helm: pulumi.ToSecret(pulumi.Bool(true)).(pulumi.BoolOutput)}, Settings: entry("a"),
			},
			map[string]any{"helm-controller.enabled": map[string]any{"secret": "true"}, "a": "x"},
		},
		"a number": {
			&FluxExtension{Tuning: &ExtensionTuning{Kustomize: &KustomizeTuning{Concurrent: pulumi.Int(8).ToIntOutput()}}},
			map[string]any{"kustomize-controller.concurrent": "8"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, configurationSettings(t, test.extension))
		})
	}
}

// What only shows when values are known fails the program then, with the place.
func TestSettingsThatTurnOutWrong(t *testing.T) {
	t.Parallel()
	for want, extension := range map[string]*FluxExtension{
		`extension.settings["helm-controller.enabled"]: is also set by a typed input; set it in one place`: {
			Controllers: &FluxControllers{Helm: pulumi.Bool(true)},
			Settings:    pulumi.StringMap{"helm-controller.enabled": pulumi.String("x")}.ToStringMapOutput(),
		},
		"extension.controllers.helm: came out as null; give a value or leave it out": {
			Controllers: &FluxControllers{Helm: pulumi.All().ApplyT(func([]any) *bool { return nil }).(pulumi.BoolPtrOutput)},
		},
	} {
		err := (&childgraph.Recorder{}).Run(func(ctx *pulumi.Context) error {
			component, err := NewAksGitOps(ctx, "demo", extended(extension)(ctx))
			if err != nil {
				return err
			}
			return childgraph.Show(ctx, component.outputs())
		})
		assert.ErrorContains(t, err, want)
	}
}

func TestProtectedSettings(t *testing.T) {
	t.Parallel()
	secretText := func(text string) map[string]any { return map[string]any{"secret": text} }
	for name, test := range map[string]struct {
		settings pulumi.StringMapInput
		want     any
	}{
		"none":     {nil, nil},
		"plain":    {pulumi.StringMap{"a": pulumi.String("x")}, map[string]any{"a": secretText("x")}},
		"an ID":    {pulumi.StringMap{"a": pulumi.ID("x"), "b": pulumi.ID("y").ToIDOutput()}, map[string]any{"a": secretText("x"), "b": secretText("y")}},
		"a gap":    {pulumi.StringMap{"a": nil, "b": pulumi.String("x")}, map[string]any{"b": secretText("x")}},
		"all late": {pulumi.StringMap{"a": pulumi.String("x")}.ToStringMapOutput(), map[string]any{"secret": map[string]any{"a": "x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := graphOf(t, &childgraph.Recorder{}, extended(&FluxExtension{ProtectedSettings: test.settings}))
			assert.Equal(t, test.want, graph.Named("demo-extension").Inputs["configurationProtectedSettings"])
		})
	}
}
