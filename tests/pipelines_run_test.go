package tests

import (
	"encoding/json"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// Exit codes of the pipelines' script.
const (
	exitUsage     = 2
	exitDrift     = 7
	exitCancelled = 8
)

// report is what a preview in JSON has that the tests look at.
type report struct {
	ChangeSummary map[string]int
	Steps         []struct {
		Op, URN      string
		DetailedDiff map[string]any
	}
}

func readReport(t *testing.T, c *stack.Checkout) report {
	t.Helper()
	var r report
	require.NoError(t, json.Unmarshal(c.Report("drift.json"), &r))
	return r
}

// TestPipelines runs the commands of each CI, with what that CI gives its jobs to authenticate with and no secret.
func TestPipelines(t *testing.T) {
	t.Parallel()
	for ci := range cis {
		t.Run(ci, func(t *testing.T) {
			t.Parallel()
			s, c := checkout(t, ci, emulator.Options{Latency: stack.Latency})
			preview, up, drift := command(t, ci, "preview"), command(t, ci, "up"), command(t, ci, "drift")

			stored := s.Stored()
			previewed := c.Run(preview)
			require.Zero(t, previewed.ExitCode)
			assert.Equal(t, stored, s.Stored(), "a preview needs no right to write the state")
			assert.Contains(t, previewed.Stdout, "azure-native:kubernetesconfiguration:FluxConfiguration: (create)")
			assert.Empty(t, s.Azure.Log().Attempts(), "a preview only reads")
			handed(t, c)

			require.Zero(t, c.Run(up).ExitCode)
			var outputs map[string]any
			require.NoError(t, json.Unmarshal(c.Report("outputs.json"), &outputs))
			assert.Equal(t, s.Azure.ID(stack.Managed(exampleCluster)), outputs["clusterId"])
			none := c.Run(drift)
			require.Zero(t, none.ExitCode)
			assert.Equal(t, "no drift\n", none.Stdout)
			assert.Equal(t, map[string]int{"same": 5}, readReport(t, c).ChangeSummary)

			drifts(t, s, c, drift)
			require.Zero(t, c.Run(up).ExitCode, "an update sets it right")
			assert.Zero(t, c.Run(drift).ExitCode)
		})
	}
}

// handed tests what the CLI had to reach the state and its key with, and that no token is left behind.
func handed(t *testing.T, c *stack.Checkout) {
	t.Helper()
	line, token := c.Handed()
	file, found := strings.CutPrefix(line, emulator.ClientID+" "+emulator.TenantID+" WorkloadIdentityCredential ")
	require.True(t, found, line)
	assert.Equal(t, idToken, token)
	_, err := os.Stat(file)
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// drifts changes the branch behind Pulumi's back, which the command tells without changing anything.
func drifts(t *testing.T, s *stack.Stack, c *stack.Checkout, drift string) {
	t.Helper()
	id := s.Azure.ID(stack.Managed(exampleCluster), stack.Configuration(exampleConfiguration))
	properties := s.Azure.Properties(id, stack.FluxVersion)
	s.Azure.Put(id, stack.FluxVersion, map[string]any{"properties": map[string]any{
		"scope": properties["scope"], "namespace": properties["namespace"], "sourceKind": properties["sourceKind"],
		"kustomizations": properties["kustomizations"],
		"gitRepository": map[string]any{
			"url": "https://github.com/Azure/arc-k8s-demo", "syncIntervalInSeconds": 600, "timeoutInSeconds": 600,
			"repositoryRef": map[string]any{"branch": "somebody-elses"},
		},
	}})
	mark, stored := s.Azure.Now(), s.Stored()
	result := c.Run(drift)
	assert.Equal(t, exitDrift, result.ExitCode)
	assert.Regexp(t, `^drift, .*\nupdate urn:\S+FluxConfiguration::gitops-configuration/`+exampleConfiguration+"\n$", result.Stdout)
	var changed map[string]any
	for _, step := range readReport(t, c).Steps {
		if step.Op == "update" {
			changed = step.DetailedDiff
		}
	}
	assert.Contains(t, changed, "gitRepository.repositoryRef.branch")
	assert.Empty(t, s.Azure.Since(mark).Attempts(), "looking for drift only reads")
	assert.Equal(t, stored, s.Stored())
}

// A CI that cancels a job signals it, and not always once. Told twice, Pulumi would leave without writing down what it has begun.
func TestPipelineCancelled(t *testing.T) {
	t.Parallel()
	const ci = "github-actions.yml"
	for name, signal := range map[string]syscall.Signal{"SIGINT": syscall.SIGINT, "SIGTERM": syscall.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c := checkout(t, ci, emulator.Options{Latency: 4 * time.Second})
			up := c.Start(command(t, ci, "up"))
			untilCreating(s)
			up.Signal(signal)
			up.Signal(signal)
			result := up.Wait()
			assert.Equal(t, exitCancelled, result.ExitCode)
			require.Empty(t, s.Azure.Log().Became("extensions/flux", "Succeeded"), "the signal came too late")
			assert.Contains(t, result.Stderr, "told to stop")
			assert.Empty(t, s.State().Pending)
			assert.Contains(t, s.StateFile(), `"initErrors"`, "the next update goes on with the extension")

			require.Zero(t, c.Run(command(t, ci, "up")).ExitCode)
			assert.Zero(t, c.Run(command(t, ci, "drift")).ExitCode)
		})
	}
}

// What fails is not taken for drift, and says why.
func TestPipelineFails(t *testing.T) {
	t.Parallel()
	const ci = "gitlab-ci.yml"
	s, c := checkout(t, ci, emulator.Options{})
	require.Zero(t, c.Run(command(t, ci, "up")).ExitCode)
	for variable, test := range map[string]struct {
		value, says string
		code        int
	}{
		"ARM_OIDC_TOKEN": {"somebody else's", "AADSTS700213", 1},
		"PULUMI_STACK":   {"", "usage: pulumi.sh", exitUsage},
	} {
		before := cis[ci](t)[variable]
		if variable == "PULUMI_STACK" {
			before = stack.Name
		}
		s.Setenv(variable, test.value)
		result := c.Run(command(t, ci, "drift"))
		assert.Equal(t, test.code, result.ExitCode, variable)
		assert.Contains(t, result.Stderr, test.says)
		s.Setenv(variable, before)
	}
	s.Setenv("ARM_OIDC_TOKEN", "")
	result := c.Run(command(t, ci, "drift"))
	assert.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Stderr, "there is no ID token")
}
