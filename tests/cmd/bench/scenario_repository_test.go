package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestChartIsPackedAsHelmReadsIt(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "charts")
	require.NoError(t, packChart(filepath.Join("..", "..", "..", "demo", "charts"), folder))
	index, err := os.ReadFile(filepath.Join(folder, "index.yaml"))
	require.NoError(t, err)
	assert.Regexp(t, `urls: \[web-1\.0\.0\.tgz\], digest: [0-9a-f]{64}\}`, string(index))

	file, err := os.Open(filepath.Join(folder, "web-1.0.0.tgz"))
	require.NoError(t, err)
	defer func() { _ = file.Close() }()
	compressed, err := gzip.NewReader(file)
	require.NoError(t, err)
	archive := tar.NewReader(compressed)
	var names []string
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		names = append(names, header.Name)
	}
	assert.Subset(t, names, []string{"web/Chart.yaml", "web/values.yaml", "web/templates/deployment.yaml"})
}

func TestRepositoryIsTheDemonstrations(t *testing.T) {
	t.Parallel()
	r := &scenarioRepository{dir: t.TempDir(), url: "http://server"}
	require.NoError(t, r.fill(t.Context(), filepath.Join("..", "..", "..", "demo", "repository")))
	assert.Equal(t, "http://server/git/gitops.git", r.url)
	read := fmt.Sprintf("%s:infrastructure/helm-repository.yaml", scenarioBranch)
	out, err := exec.CommandContext(t.Context(), "git", "-C", filepath.Join(r.dir, "git", "gitops.git"), "show", read).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Contains(t, string(out), "url: http://server/files")
}
