package stack

import (
	"os"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
)

// useBuiltCLI lets the automation API, which looks for pulumi on the PATH of this process, find the one that was built.
var useBuiltCLI = sync.OnceValue(func() error {
	tools, err := findToolchain()
	if err != nil {
		return err
	}
	return os.Setenv("PATH", tools.Environment(os.TempDir())["PATH"])
})

// Inline is the same stack with a Go program that runs in this process instead of the one in YAML.
func (s *Stack) Inline(program pulumi.RunFunc) auto.Stack {
	s.t.Helper()
	require.NoError(s.t, useBuiltCLI())
	inline, err := auto.UpsertStackInlineSource(s.t.Context(), Name, "tests", program,
		auto.EnvVars(s.environment), auto.PulumiHome(s.environment["PULUMI_HOME"]), auto.WorkDir(s.t.TempDir()))
	require.NoError(s.t, err)
	return inline
}
