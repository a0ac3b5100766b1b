package servers

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// HelmRepository is a Helm repository over plain HTTP: packed charts, and the index that names them.
type HelmRepository struct {
	// URL is what `helm repo add` takes.
	URL string

	t     *testing.T
	lock  sync.Mutex
	index helmIndex
	packs map[string][]byte // by the path that they are served at
}

// helmIndex is a repository's index.yaml.
type helmIndex struct {
	APIVersion string                 `yaml:"apiVersion"`
	Generated  string                 `yaml:"generated"`
	Entries    map[string][]helmEntry `yaml:"entries"`
}

type helmEntry struct {
	APIVersion string   `yaml:"apiVersion"`
	Name       string   `yaml:"name"`
	Version    string   `yaml:"version"`
	Digest     string   `yaml:"digest"`
	Created    string   `yaml:"created"`
	URLs       []string `yaml:"urls"`
}

// StartHelmRepository serves charts.
func StartHelmRepository(t *testing.T, charts ...Chart) *HelmRepository {
	t.Helper()
	r := &HelmRepository{t: t, index: helmIndex{APIVersion: "v1", Entries: map[string][]helmEntry{}}, packs: map[string][]byte{}}
	for _, chart := range charts {
		r.Publish(chart)
	}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	r.URL = server.URL
	return r
}

// Publish adds a chart, or another version of one.
func (r *HelmRepository) Publish(chart Chart) {
	r.t.Helper()
	file := chart.Name + "-" + chart.Version + ".tgz"
	packed := chart.pack(r.t)
	digest := sha256.Sum256(packed)
	now := time.Now().UTC().Format(time.RFC3339)
	r.lock.Lock()
	defer r.lock.Unlock()
	r.packs["/"+file] = packed
	r.index.Generated = now
	r.index.Entries[chart.Name] = append(r.index.Entries[chart.Name], helmEntry{
		APIVersion: chartAPI, Name: chart.Name, Version: chart.Version, Digest: hex.EncodeToString(digest[:]), Created: now, URLs: []string{file},
	})
	text, err := yaml.Marshal(r.index)
	require.NoError(r.t, err)
	r.packs["/index.yaml"] = text
}

// ServeHTTP serves what there is.
func (r *HelmRepository) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.lock.Lock()
	file, found := r.packs[request.URL.Path]
	r.lock.Unlock()
	if !found {
		http.NotFound(w, request)
		return
	}
	_, _ = w.Write(file)
}
