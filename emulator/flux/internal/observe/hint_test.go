package observe_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

func TestHintsNameTheSourceThatThereIs(t *testing.T) {
	t.Parallel()
	failed := ready("Kustomization", "apps-infra", "False", "ArtifactFailed", "not found", then, 1)
	of := func(kind, name, namespace string) string {
		seen := changed(t, failed, set("Kustomization", "apps-infra", "nested", "metadata", "name"))
		for _, o := range seen {
			if o.GetName() == "nested" {
				o.SetLabels(map[string]string{"kustomize.toolkit.fluxcd.io/name": "apps-apps", "kustomize.toolkit.fluxcd.io/namespace": "flux-system"})
				reference := map[string]any{"kind": kind, "name": name}
				if namespace != "" {
					reference["namespace"] = namespace
				}
				require.NoError(t, unstructured.SetNestedMap(o.Object, reference, "spec", "sourceRef"))
				o.SetAnnotations(nil)
			}
		}
		for _, o := range observe.Status(recorded(), seen, "").Applied {
			if o.Name == "nested" {
				return o.Ready().Message
			}
		}
		return "it is not there"
	}
	is := "not found (this configuration's source is GitRepository flux-system/apps: "
	assert.Equal(t, is+"sourceRef.name must be apps)", of("GitRepository", "flux-system", ""))
	assert.Equal(t, is+"sourceRef.namespace must be flux-system)", of("GitRepository", "apps", "default"))
	assert.Equal(t, is+"sourceRef.kind must be GitRepository, sourceRef.name must be apps)", of("Bucket", "b", ""))
	assert.Equal(t, "not found", of("GitRepository", "apps", ""))
}
