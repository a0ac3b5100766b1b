package resourceid_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	const cluster = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c"
	cases := map[string]struct {
		path       string
		want       resourceid.ID
		collection bool
	}{
		"subscription": {"/subscriptions/s", resourceid.ID{Subscription: "s"}, false},
		"group":        {"/subscriptions/s/resourcegroups/g/", resourceid.ID{Subscription: "s", Group: "g"}, false},
		"cluster": {cluster, resourceid.ID{
			Subscription: "s", Group: "g", Namespace: "Microsoft.ContainerService", Types: []string{"managedClusters"}, Names: []string{"c"},
		}, false},
		"all clusters": {"/subscriptions/s/providers/Microsoft.ContainerService/managedClusters", resourceid.ID{
			Subscription: "s", Namespace: "Microsoft.ContainerService", Types: []string{"managedClusters"},
		}, true},
		"extension": {cluster + "/providers/Microsoft.KubernetesConfiguration/extensions/flux", resourceid.ID{
			Subscription: "s", Group: "g", Scope: cluster, Namespace: "Microsoft.KubernetesConfiguration",
			Types: []string{"extensions"}, Names: []string{"flux"},
		}, false},
		"extensions": {cluster + "/Providers/Microsoft.KubernetesConfiguration/extensions", resourceid.ID{
			Subscription: "s", Group: "g", Scope: cluster, Namespace: "Microsoft.KubernetesConfiguration", Types: []string{"extensions"},
		}, true},
		"a group called providers": {"/subscriptions/s/resourceGroups/providers/providers/N/t/providers", resourceid.ID{
			Subscription: "s", Group: "providers", Namespace: "N", Types: []string{"t"}, Names: []string{"providers"},
		}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := resourceid.Parse(c.path)
			require.NoError(t, err)
			assert.Empty(t, cmp.Diff(c.want, got))
			assert.Equal(t, c.collection, got.IsCollection())
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "/", "/groups/g", "/subscriptions", "/subscriptions/s/providers"} {
		_, err := resourceid.Parse(path)
		assert.Error(t, err, path)
	}
}
