package provider

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

func TestDependenciesArePlaced(t *testing.T) {
	t.Parallel()
	plain := object{"extension": object{"install": true, "settings": object{"a": "b"}}}
	for name, c := range map[string]struct {
		inputs, want property.Map
		input        string // of which dependencies are told
		told         bool   // still, for the framework
	}{
		"into what is not plain": {
			input:  "extension",
			inputs: fleet(plain),
			want:   fleet(object{"extension": object{"install": true, "settings": outputOf(object{"a": "b"})}}),
		},
		"at every depth": {
			input:  "configurations",
			inputs: fleet(kustomization(object{"dependsOn": []any{"all"}, "postBuild": object{"substituteFrom": []any{object{"kind": "Secret", "name": "x"}}}})),
			want: fleet(
				git(object{"url": outputOf("https://example.com/fleet"), "branch": outputOf("main")}),
				kustomization(object{"dependsOn": []any{"all"}, "postBuild": object{"substituteFrom": []any{object{"kind": "Secret", "name": outputOf("x")}}}}),
			),
		},
		"onto a secret": {
			input:  "extension",
			inputs: fleet(object{"extension": object{"protectedSettings": secretOf(object{"a": "b"})}}),
			want:   fleet(object{"extension": object{"protectedSettings": secretOf(object{"a": "b"}).WithDependencies(someURN)}}),
		},
		"not where they are": {
			input: "configurations", told: true,
			inputs: fleet(git(object{"url": outputOf("https://example.com/fleet")})),
			want:   fleet(git(object{"url": outputOf("https://example.com/fleet")})),
		},
		"not into an Output of the whole": {
			input: "extension", told: true,
			inputs: fleet(object{"extension": outputOf(object{"name": "flux"})}),
			want:   fleet(object{"extension": outputOf(object{"name": "flux"})}),
		},
		"not into a text": {input: "clusterName", told: true, inputs: fleet(), want: fleet()},
		"not into what is of the wrong shape": {
			input:  "extension",
			inputs: fleet(object{"extension": []any{"x"}}),
			want:   fleet(object{"extension": []any{outputOf("x")}}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inputs, err := plugin.MarshalProperties(resource.ToResourcePropertyMap(c.inputs), keepEverything)
			require.NoError(t, err)
			inner := &recordingServer{}
			_, err = dependencyServer{inner}.Construct(t.Context(), &rpc.ConstructRequest{
				Type: aksgitops.Token, Inputs: inputs,
				InputDependencies: map[string]*rpc.ConstructRequest_PropertyDependencies{c.input: {Urns: []string{string(someURN[0])}}},
			})
			require.NoError(t, err)
			got, err := plugin.UnmarshalProperties(inner.got.GetInputs(), keepEverything)
			require.NoError(t, err)
			assert.Equal(t, property.New(c.want), property.New(resource.FromResourcePropertyMap(got)))
			assert.Equal(t, c.told, len(inner.got.GetInputDependencies()) > 0)
		})
	}
}
