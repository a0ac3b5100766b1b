package provider

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/blang/semver"
	p "github.com/pulumi/pulumi-go-provider"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/emptypb"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
)

// categories are those that the Pulumi Registry knows.
var categories = []string{
	"category/cloud", "category/database", "category/infrastructure", "category/monitoring", "category/network", "category/utility", "category/vcs",
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	metadata := Metadata()
	assert.Equal(t, "aks-gitops", metadata.Name)
	assert.Equal(t, "AKS GitOps", metadata.DisplayName)
	assert.Equal(t, "aks-gitops", metadata.Publisher)
	assert.Equal(t, "Apache-2.0", metadata.License)
	assert.Equal(t, "github://api.github.com/aks-gitops/pulumi-aks-gitops", metadata.PluginDownloadURL)
	assert.Empty(t, metadata.Version, "a release adds it")
	assert.NotEmpty(t, metadata.Attribution)
	assert.True(t, strings.HasPrefix(metadata.Description, "aks-gitops ") && strings.HasSuffix(metadata.Description, "."), "a sentence about the package")
	for _, address := range []string{metadata.Homepage, metadata.Repository, metadata.LogoURL} {
		parsed, err := url.Parse(address)
		require.NoError(t, err)
		assert.Equal(t, "https", parsed.Scheme)
	}
}

func TestKeywords(t *testing.T) {
	t.Parallel()
	keywords := Metadata().Keywords
	assert.Contains(t, keywords, "kind/component", "or the Registry lists it as a native provider")
	assert.NotContains(t, keywords, "kind/native")
	chosen := slices.DeleteFunc(slices.Clone(keywords), func(word string) bool { return !strings.HasPrefix(word, "category/") })
	require.Len(t, chosen, 1)
	assert.Contains(t, categories, chosen[0])
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(keywords))), len(keywords), "each once")
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	settings := map[string]map[string]any{}
	for language, raw := range Metadata().Language {
		var decoded map[string]any
		require.NoError(t, json.Unmarshal(raw, &decoded))
		settings[language] = decoded
	}
	assert.Equal(t, map[string]map[string]any{
		"go": {
			"importBasePath":                 "github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops",
			"generateResourceContainerTypes": true, "respectSchemaVersion": true,
		},
		"nodejs": {
			"packageName": "pulumi-aks-gitops", "respectSchemaVersion": true,
			"packageDescription": "Pulumi component that turns an Azure Kubernetes cluster into a GitOps cluster",
			"typescriptVersion":  "^5.9.0", "devDependencies": map[string]any{"@types/node": "^20"},
		},
		"python": {"packageName": "pulumi_aks_gitops", "pyproject": map[string]any{"enabled": true}, "respectSchemaVersion": true},
		"csharp": {"rootNamespace": "Pulumi", "namespaces": map[string]any{"aks-gitops": "AksGitOps"}, "respectSchemaVersion": true},
		"java":   {"basePackage": "io.github.aksgitops", "buildFiles": "none"},
	}, settings)
}

func TestVersion(t *testing.T) {
	t.Parallel()
	_, err := semver.Parse(Version)
	require.NoError(t, err, "a semantic version without a leading v")
}

// The plugin answers over its wire what the repository says: the schema file to the byte, and the version.
func TestPluginAnswers(t *testing.T) {
	t.Parallel()
	plugin, err := New()
	require.NoError(t, err)
	server, err := p.RawServer(Name, Version, plugin)(nil)
	require.NoError(t, err)

	answer, err := server.GetSchema(t.Context(), &rpc.GetSchemaRequest{})
	require.NoError(t, err)
	assert.Equal(t, string(pulumiaksgitops.Schema), answer.GetSchema())

	info, err := server.GetPluginInfo(t.Context(), &emptypb.Empty{})
	require.NoError(t, err)
	assert.Equal(t, Version, info.GetVersion())
}
