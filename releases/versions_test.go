package releases

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMentionedVersions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"npm install pulumi-aks-gitops@0.9.0":                                                                 {"0.9.0"},
		`"pulumi-aks-gitops": "^0.9.0"`:                                                                       {"0.9.0"},
		"pulumi-aks-gitops>=0.9.0,<0.10.0":                                                                    {"0.9.0"},
		"pulumi_aks_gitops-0.9.0-py3-none-any.whl":                                                            {"0.9.0"},
		"github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops v0.9.0":                                     {"0.9.0"},
		"go get github.com/aks-gitops/pulumi-aks-gitops@v0.9.0":                                               {"0.9.0"},
		`<PackageReference Include="Pulumi.AksGitOps" Version="0.9.0" />`:                                     {"0.9.0"},
		"<artifactId>aks-gitops</artifactId>\n      <version>0.9.0</version>":                                 {"0.9.0"},
		`implementation("io.github.aks-gitops:aks-gitops:0.9.0")`:                                             {"0.9.0"},
		"pulumi plugin install resource aks-gitops v0.9.0":                                                    {"0.9.0"},
		"pulumi plugin install resource aks-gitops 0.9.0-rc.1":                                                {"0.9.0-rc.1"},
		"aks_gitops_version=${AKS_GITOPS_VERSION:-0.9.0}":                                                     {"0.9.0"},
		"package add github.com/aks-gitops/pulumi-aks-gitops/provider/cmd/pulumi-resource-aks-gitops@v0.9.0.": {"0.9.0"},
		"aks-gitops needs Pulumi 3.230.0":                                                                     nil,
		"<artifactId>pulumi</artifactId><version>1.12.0</version>":                                            nil,
	} {
		var found []string
		for _, match := range mentioned.FindAllStringSubmatch(text, -1) {
			found = append(found, match[1])
		}
		assert.Equal(t, want, found, text)
	}
}

func TestOtherVersionIsFoundInEverySDK(t *testing.T) {
	t.Parallel()
	others, err := OtherVersions(root, "9.9.9")
	require.NoError(t, err)
	found := map[string]bool{}
	for _, other := range others {
		file, _, _ := strings.Cut(other, " ")
		found[file] = true
		found[path.Base(file)] = true
	}
	for _, file := range append(slices.Collect(maps.Keys(stated)), "examples/go/go.mod", "examples/java/pom.xml", "examples/nodejs/package.json") {
		assert.True(t, found[file], file)
	}
}
