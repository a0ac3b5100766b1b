package objects_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

func names(of []*unstructured.Unstructured) []string {
	out := []string{}
	for _, o := range of {
		out = append(out, o.GetKind()+" "+o.GetName())
	}
	return out
}

func made(t *testing.T, c cluster.Configuration) []*unstructured.Unstructured {
	t.Helper()
	out, err := objects.Of(c, deployKey)
	require.NoError(t, err)
	return out
}

func TestStaleAreObjectsThatTheConfigurationNoLongerHas(t *testing.T) {
	t.Parallel()
	before := full()
	before.Source = sources["git-https"]
	after := full()
	after.Source = sources["bucket-public"]
	after.Kustomizations = after.Kustomizations[:1]
	after.Kustomizations[0].Name, after.Kustomizations[0].Object = "base", "apps-base"
	another := full()
	another.Name = "others"

	seen := append(made(t, another), made(t, before)...)
	stale := objects.Stale(seen, made(t, after), after.Reference)
	assert.Equal(t, []string{
		"Kustomization apps-infra", "Kustomization apps-apps", "GitRepository apps", "Secret apps-protected-parameters",
	}, names(stale))
	assert.Empty(t, objects.Stale(seen, made(t, before), before.Reference))
}

func TestStaleKeepsAnObjectThatWasReadAtAnotherVersion(t *testing.T) {
	t.Parallel()
	c := configuration(sources["oci-public"])
	seen := made(t, c)
	for _, o := range seen {
		if o.GetKind() == "OCIRepository" {
			o.SetAPIVersion("source.toolkit.fluxcd.io/v1")
		}
	}
	assert.Empty(t, objects.Stale(seen, made(t, c), c.Reference))
}

func TestDeletionOrderLeavesRightsUntilTheyAreNotNeeded(t *testing.T) {
	t.Parallel()
	c := full()
	c.Source = sources["git-https"]
	var groups [][]string
	for _, group := range objects.DeletionOrder(made(t, c)) {
		groups = append(groups, names(group))
	}
	assert.Equal(t, [][]string{
		{"Kustomization apps-infra", "Kustomization apps-apps"},
		{"GitRepository apps"},
		{"RoleBinding flux-applier:apps", "Secret apps-protected-parameters"},
	}, groups)
	assert.Empty(t, objects.DeletionOrder(nil))
}

func TestOwnedObjectsAreFoundByTheSelectorAmongTheResources(t *testing.T) {
	t.Parallel()
	resources := map[string]bool{}
	for _, r := range objects.OwnedResources() {
		resources[r.String()] = true
		assert.NotEmpty(t, r.Resource)
	}
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := configuration(source)
			selector, err := labels.Parse(objects.Selector(c.Reference))
			require.NoError(t, err)
			shared := 0
			for _, o := range made(t, c) {
				if o.GetKind() == "Namespace" || o.GetKind() == "ServiceAccount" {
					shared++
					continue
				}
				assert.True(t, selector.Matches(labels.Set(o.GetLabels())))
				assert.True(t, objects.Owned(o, c.Reference))
				assert.False(t, objects.Owned(o, cluster.Reference{Namespace: "flux-system", Name: "others"}))
				assert.True(t, resources[objects.Resource(o).String()], o.GetKind())
			}
			assert.Equal(t, 2, shared)
		})
	}
}
