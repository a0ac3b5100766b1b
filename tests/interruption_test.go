package tests

import (
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// interrupted is a stack whose first deployment was ended by a signal while Azure was creating the extension.
func interrupted(t *testing.T, signal os.Signal) *stack.Stack {
	t.Helper()
	s := stack.NewOn(t, program(component("gitops", attached+configurations(configuration("apps", "main")))),
		emulator.Options{Latency: 4 * time.Second, Registered: stack.Namespaces})
	s.Azure.AKS("aks")
	up := s.Start("up", "--yes", "--skip-preview")
	untilCreating(s)
	up.EndPlugins()
	up.Signal(signal)
	result := up.Wait()
	require.NotZero(t, result.ExitCode)
	require.Empty(t, s.Azure.Log().Became("extensions/flux", "Succeeded"), "the signal came too late")
	return s
}

// untilCreating waits until Azure creates the extension.
func untilCreating(s *stack.Stack) {
	creating := func() bool { return len(s.Azure.Log().Became("extensions/flux", "Creating")) > 0 }
	for end := time.Now().Add(time.Minute); !creating() && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
}

func converged(t *testing.T, s *stack.Stack) {
	t.Helper()
	assert.NotNil(t, s.Azure.Get(s.Azure.ID(stack.Managed("aks"), stack.Configuration("apps")), stack.FluxVersion))
	s.UpUnchanged()
}

// TestSIGINT shows that a deployment that was interrupted goes on where it was.
func TestSIGINT(t *testing.T) {
	t.Parallel()
	s := interrupted(t, syscall.SIGINT)
	assert.Empty(t, s.State().Pending)
	s.Up()
	converged(t, s)
}

// TestSIGKILL shows the way out after the CLI had no chance to write its state. It left a lock, which `pulumi cancel` takes
// away, and a note of what it was creating, of which nobody knows how it ended. Azure has created it by now, so another
// deployment refuses to create it once more, and changes nothing. `pulumi refresh --clear-pending-creates` drops the note,
// `pulumi import` reads what is there into the state, below the component, and the next deployment goes on from there.
func TestSIGKILL(t *testing.T) {
	t.Parallel()
	s := interrupted(t, syscall.SIGKILL)
	assert.Contains(t, s.TryUp().Output(), "pulumi cancel")
	require.Zero(t, s.Run("cancel", "--yes").ExitCode)
	state := s.State()
	require.Len(t, state.Pending, 1)
	assert.Equal(t, "creating", state.Pending[0].Type)

	id := s.Azure.ID(stack.Managed("aks"), stack.Extension("flux"))
	again := s.TryUp()
	assert.NotZero(t, again.ExitCode)
	assert.Contains(t, again.Output(), "cannot create already existing resource '"+id+"'")

	s.Refresh("--clear-pending-creates")
	component, ok := s.State().Find("gitops")
	require.True(t, ok)
	imported := s.Run("import", "azure-native:kubernetesconfiguration:Extension", "gitops-extension", id,
		"--parent", "gitops="+component.URN, "--protect=false", "--generate-code=false", "--yes", "--skip-preview")
	require.Zero(t, imported.ExitCode)
	s.Up()
	converged(t, s)
	assert.Len(t, s.Azure.Log().Became("extensions/flux", "Creating"), 1)
}
