package flux

import (
	"context"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// sharedCluster is the AKS cluster that most tests share: a real one takes a GiB of memory. Each test has a namespace and a configuration
// of its own in it.
const sharedCluster = "aks"

// shared is the local Azure of that cluster, with the Flux extension installed.
var shared struct {
	once  sync.Once
	azure *stack.Shared
	dir   string
	err   error
}

// realAzure is a local Azure whose clusters are real, for this test alone. There should never be more than one beside the shared one.
func realAzure(t *testing.T, options flux.Options, azure emulator.Options) *stack.Shared {
	t.Helper()
	started, err := startReal(t.Context(), options, azure, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { _ = started.Close() })
	return started
}

func startReal(ctx context.Context, options flux.Options, azure emulator.Options, dir string) (*stack.Shared, error) {
	root, err := toolchain.FindRoot()
	if err != nil {
		return nil, err
	}
	options.Programs, options.Others = filepath.Join(root, "bin", "cluster"), cluster.NewSimulated(0)
	if azure.Clusters, err = flux.New(options); err != nil {
		return nil, err
	}
	azure.Registered = stack.Namespaces
	return stack.StartShared(context.WithoutCancel(ctx), azure, dir)
}

// sharedAzure is the local Azure that tests share. Its cluster has the Flux extension.
func sharedAzure(t *testing.T) *stack.Azure {
	t.Helper()
	shared.once.Do(func() {
		if shared.dir, shared.err = os.MkdirTemp("", "shared"); shared.err != nil { //nolint:usetesting // it outlives the test
			return
		}
		if shared.azure, shared.err = startReal(t.Context(), flux.Options{}, emulator.Options{}, shared.dir); shared.err != nil {
			return
		}
		shared.err = errors.New("the shared cluster could not be prepared") // unless the lines below come to their end
		azure := shared.azure.For(t)
		azure.AKS(sharedCluster)
		installFlux(azure, sharedCluster, nil)
		shared.err = nil
	})
	require.NoError(t, shared.err)
	return shared.azure.For(t)
}

func closeShared() {
	if shared.azure != nil {
		_ = shared.azure.Close()
	}
	if shared.dir != "" {
		_ = os.RemoveAll(shared.dir)
	}
}

// installFlux installs the extension behind Pulumi's back.
func installFlux(azure *stack.Azure, name string, settings map[string]any) {
	azure.Put(azure.ID(stack.Managed(name), stack.Extension("flux")), stack.FluxVersion, map[string]any{
		"properties": map[string]any{"extensionType": "microsoft.flux", "configurationSettings": settings},
	})
}

// inside reaches a cluster itself.
func inside(t *testing.T, azure *stack.Azure, name string) *kube.Cluster {
	t.Helper()
	answer := azure.Post(azure.ID(stack.Managed(name))+"/listClusterAdminCredential", stack.ClusterVersion)
	first := answer["kubeconfigs"].([]any)[0].(map[string]any)
	kubeconfig, err := base64.StdEncoding.DecodeString(first["value"].(string))
	require.NoError(t, err)
	return kube.Open(t, kubeconfig)
}
