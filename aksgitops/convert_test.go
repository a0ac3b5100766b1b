package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// Numbers that come late are sent as they come, and those that come out as null are not sent.
func TestLateNumbers(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := attached("")(ctx)
		git := args.Configurations["apps"].GitRepository
		git.SyncIntervalInSeconds = pulumi.IntPtr(60).ToIntPtrOutput()
		git.TimeoutInSeconds = pulumi.All().ApplyT(func([]any) *int { return nil }).(pulumi.IntPtrOutput)
		return args
	})
	assert.Equal(t, map[string]any{
		"url": "https://github.com/example/fleet", "repositoryRef": map[string]any{"tag": "v1"}, "syncIntervalInSeconds": 60.0,
	}, graph.Named("demo-configuration/apps").Inputs["gitRepository"])
}

// What stands in a program is told from what comes late, in each of Go's ways to write it.
func TestStatic(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		in    pulumi.Input
		given bool
		text  string
		known bool
	}{
		"nothing":         {nil, false, "", false},
		"nothing, typed":  {pulumi.StringPtrFromPtr(nil), false, "", false},
		"no map":          {pulumi.StringMap(nil), false, "", false},
		"text":            {pulumi.String("x"), true, "x", true},
		"empty text":      {pulumi.String(""), true, "", true},
		"text by pointer": {pulumi.StringPtr("x"), true, "x", true},
		"ID":              {pulumi.ID("x"), true, "x", true},
		"number":          {pulumi.Int(5), true, "", false},
		"Output":          {pulumi.String("x").ToStringOutput(), true, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.given, given(test.in))
			text, known := staticString(test.in)
			assert.Equal(t, test.text, text)
			assert.Equal(t, test.known, known)
		})
	}
}
