package stack

import (
	"os"
	"path/filepath"

	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// EmptyHome gives Pulumi a home that has no plugin but the stand-in for azure-native, and returns its folder.
func (s *Stack) EmptyHome() string {
	s.t.Helper()
	home := s.t.TempDir()
	plugin := filepath.Join("plugins", "resource-azure-native-v"+toolchain.AzureNative2)
	require.NoError(s.t, os.MkdirAll(filepath.Join(home, plugin), 0o755))
	file := filepath.Join(plugin, "pulumi-resource-azure-native")
	require.NoError(s.t, os.Symlink(filepath.Join(s.environment["PULUMI_HOME"], file), filepath.Join(home, file)))
	s.Setenv("PULUMI_HOME", home)
	s.must(s.Run("stack", "select", Name)) // which stack is selected is kept in the home
	return home
}
