package flux

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// demoLimit is how long the demo may take on a busy machine; it is through in a minute.
const demoLimit = 5 * time.Minute

func TestDemo(t *testing.T) { //nolint:paralleltest // a real cluster of its own
	root, err := toolchain.FindRoot()
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "demo")
	ctx, cancel := context.WithTimeout(t.Context(), demoLimit)
	defer cancel()
	demo := exec.CommandContext(ctx, filepath.Join(root, "demo", "flux"))
	demo.Env = append(os.Environ(), "DEMO_DIR="+dir, "TMPDIR="+filepath.Dir(dir), "KEEP=",
		"PATH="+filepath.Join(root, "bin", "cli")+string(os.PathListSeparator)+os.Getenv("PATH"))
	demo.Cancel = func() error { return demo.Process.Signal(os.Interrupt) } // it stops what it has started
	demo.WaitDelay = 20 * time.Second
	out, err := demo.CombinedOutput()
	text := string(out)
	require.NoError(t, err, text)

	for _, line := range []string{
		`web +frontend +2/2`, `web +web +2/2`, `web +frontend +3/3`,
		`HelmRelease flux-system/web +applied by apps`,
		`\{"flux2-kustomize-helm-example":"Non-Compliant"\}`,
		`Kustomization flux-system/apps: BuildFailed: .*frontent\.yaml`,
		`\{"flux2-kustomize-helm-example":"Compliant"\}`,
		`resource group gitops-demo: empty`,
		`Done in \d+ seconds`,
	} {
		assert.Regexp(t, line, text)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "local-azure-*"))
	require.NoError(t, err)
	assert.Empty(t, left, "files of the cluster")
	pids, err := filepath.Glob(filepath.Join(dir, "*.pid"))
	require.NoError(t, err)
	assert.Empty(t, pids, "servers that run")
}
