package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
)

func TestDefaults(t *testing.T) {
	t.Parallel()
	resolved := withDefaults(AksGitOpsArgs{Configurations: map[string]*FluxConfiguration{"apps": {}}})
	assert.Equal(t, AksGitOpsArgs{
		ClusterType:    ClusterTypeManagedClusters,
		Extension:      &FluxExtension{Install: new(true), Name: pulumi.String("flux")},
		Configurations: map[string]*FluxConfiguration{"apps": {Namespace: pulumi.String("flux-system"), Scope: ScopeCluster}},
	}, resolved)
}

func TestExtensionDefaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ given, want *FluxExtension }{
		"left out": {nil, &FluxExtension{Install: new(true), Name: pulumi.String("flux")}},
		"name":     {&FluxExtension{Name: pulumi.String("gitops")}, &FluxExtension{Install: new(true), Name: pulumi.String("gitops")}},
		"null name": {
			&FluxExtension{Name: pulumi.StringPtrFromPtr(nil), Install: new(false)}, &FluxExtension{Install: new(false), Name: pulumi.String("flux")},
		},
		"version": {
			&FluxExtension{Version: pulumi.String("1.24.1")},
			&FluxExtension{Install: new(true), Name: pulumi.String("flux"), Version: pulumi.String("1.24.1"), AutoUpgradeMinorVersion: pulumi.Bool(false)},
		},
		"upgrades are not decided without a version": {
			&FluxExtension{AutoUpgradeMinorVersion: pulumi.Bool(true)},
			&FluxExtension{Install: new(true), Name: pulumi.String("flux"), AutoUpgradeMinorVersion: pulumi.Bool(true)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, extensionDefaults(test.given))
		})
	}
}

func TestConfigurationDefaults(t *testing.T) {
	t.Parallel()
	asked := &FluxConfiguration{Namespace: pulumi.String("apps"), Scope: ScopeNamespace, Bucket: &Bucket{Insecure: pulumi.Bool(true)}}
	assert.Equal(t, asked, configurationDefaults(asked), "what was asked for stays")

	given := &FluxConfiguration{Bucket: &Bucket{}}
	assert.Equal(t, pulumi.Bool(false), configurationDefaults(given).Bucket.Insecure, "the platform's default would be true")
	assert.Nil(t, given.Bucket.Insecure, "what was given is not changed")
}

func TestDNSPrefixOf(t *testing.T) {
	t.Parallel()
	for cluster, want := range map[string]string{
		"prod":   "prod",
		"prod_1": "prod-1",
		"a0123456789b0123456789c0123456789d0123456789e0123456789f": "a0123456789b0123456789c0123456789d0123456789e012345678",
		"a0123456789b0123456789c0123456789d0123456789e01234567__9": "a0123456789b0123456789c0123456789d0123456789e01234567",
	} {
		assert.Equal(t, want, dnsPrefixOf(cluster))
	}
}

// Every kind of cluster has an ARM namespace; the schema offers these kinds and no others.
func TestEveryKindOfClusterHasANamespace(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[ClusterType]string{
		ClusterTypeManagedClusters:     "Microsoft.ContainerService",
		ClusterTypeConnectedClusters:   "Microsoft.Kubernetes",
		ClusterTypeProvisionedClusters: "Microsoft.HybridContainerService",
	}, providers)
}

// The other type of a configuration is its alias, so that changing between them is an update.
func TestTypesOfConfigurations(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config      *FluxConfiguration
		token, also string
	}{
		"git":               {&FluxConfiguration{GitRepository: &GitRepository{Url: pulumi.String("x")}}, configurationType, configurationType202411},
		"git of a provider": {gitOverHTTPS(), configurationType202411, configurationType},
		"OCI":               {oci(), configurationType202411, configurationType},
		"bucket":            {s3(), configurationType, configurationType202411},
		"blob":              {blobWithKey(), configurationType, configurationType202411},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made := configurationChild("demo", target{}, "apps", configurationDefaults(test.config))
			assert.Equal(t, test.token, made.token)
			assert.Equal(t, []string{test.also}, made.aliasTypes)
		})
	}
}
