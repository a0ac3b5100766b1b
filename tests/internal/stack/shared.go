package stack

import (
	"context"
	"maps"
	"path/filepath"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// Shared is a local Azure that more than one test uses.
type Shared struct {
	server      *emulator.Server
	log         *journal.Journal
	environment map[string]string
}

// StartShared starts a local Azure, which writes its certificate into a folder.
func StartShared(ctx context.Context, options emulator.Options, dir string) (*Shared, error) {
	log := &journal.Journal{}
	options.RequestLog = log
	options.ResourceGroups = append(options.ResourceGroups, Group)
	server, err := emulator.Start(ctx, options)
	if err != nil {
		return nil, err
	}
	environment, err := server.WriteEnvironment(filepath.Join(dir, "azure.env"))
	if err != nil {
		_ = server.Close()
		return nil, err
	}
	return &Shared{server: server, log: log, environment: environment}, nil
}

// Close stops it.
func (s *Shared) Close() error { return s.server.Close() }

// For is the local Azure in the hands of one test.
func (s *Shared) For(t *testing.T) *Azure {
	t.Helper()
	return &Azure{Page: s.server.PageURL(), t: t, log: s.log, environment: s.environment, client: newClient(t, s.environment)}
}

// NewShared makes a stack of a program on a local Azure that is there.
func NewShared(t *testing.T, program string, azure *Azure) *Stack {
	t.Helper()
	tools, err := findToolchain()
	require.NoError(t, err)
	s := equip(t, t.TempDir(), azure, tools)
	s.Program(program)
	s.must(s.Run("stack", "init", Name))
	return s
}

// equip gives a stack the environment in which the CLI finds everything.
func equip(t *testing.T, dir string, azure *Azure, tools *toolchain.Toolchain) *Stack {
	t.Helper()
	s := &Stack{t: t, tools: tools, Azure: azure, dir: dir, environment: tools.Environment(t.TempDir())}
	maps.Copy(s.environment, azure.environment)
	// The local Azure says how soon to ask again wherever Azure does; where it does not, ask soon.
	s.environment["AZURE_NATIVE_STANDIN_INTERVAL"] = "100ms"
	return s
}
