package servers_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestHelmRepositoryNamesItsChartsAndTheirDigests(t *testing.T) {
	t.Parallel()
	repository := servers.StartHelmRepository(t, servers.WebChart("1.0.0"))
	require.Len(t, charts(t, repository)["web"], 1)

	repository.Publish(servers.WebChart("1.1.0"))
	web := charts(t, repository)["web"]
	require.Len(t, web, 2)
	assert.Equal(t, []string{"1.0.0", "1.1.0"}, []string{web[0].Version, web[1].Version})
	packed := get(t, repository.URL+"/"+web[1].URLs[0])
	digest := sha256.Sum256(packed)
	assert.Equal(t, hex.EncodeToString(digest[:]), web[1].Digest)
	files := unpack(t, bytes.NewReader(packed))
	assert.Equal(t, "replicas: 1\nmessage: hello\n", files["web/values.yaml"])
	var about map[string]string
	require.NoError(t, yaml.Unmarshal([]byte(files["web/Chart.yaml"]), &about))
	assert.Equal(t, map[string]string{"apiVersion": "v2", "name": "web", "version": "1.1.0"}, about)
}

type chart struct {
	Version string
	Digest  string
	URLs    []string `yaml:"urls"`
}

func charts(t *testing.T, repository *servers.HelmRepository) map[string][]chart {
	t.Helper()
	var index struct{ Entries map[string][]chart }
	require.NoError(t, yaml.Unmarshal(get(t, repository.URL+"/index.yaml"), &index))
	return index.Entries
}

func get(t *testing.T, url string) []byte {
	t.Helper()
	response, err := http.Get(url)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	require.Equal(t, http.StatusOK, response.StatusCode)
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return text
}
