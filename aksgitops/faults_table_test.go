package aksgitops

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
)

// fleet is an attached cluster with one configuration. It has no fault; tests spoil it.
func fleet() *AksGitOpsArgs {
	args := attached("")(nil)
	args.Extension = &FluxExtension{}
	return args
}

// faultCase spoils the fleet; each text of want is a whole fault, without the place that a table's faults have in common. No want, no
// fault.
type faultCase struct {
	spoil func(*AksGitOpsArgs)
	want  []string
}

func runFaultCases(t *testing.T, place string, cases map[string]faultCase) {
	t.Helper()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := fleet()
			test.spoil(args)
			var want []string
			for _, fault := range test.want {
				want = append(want, place+fault)
			}
			assert.Empty(t, cmp.Diff(want, faultTexts(Faults(args, nil))))
		})
	}
}

func faultTexts(faults []Fault) []string {
	var texts []string
	for _, fault := range faults {
		texts = append(texts, fault.String())
	}
	return texts
}

// gitCase changes the git repository of the configuration.
func gitCase(spoil func(*GitRepository), want ...string) faultCase {
	return faultCase{func(a *AksGitOpsArgs) { spoil(a.Configurations["apps"].GitRepository) }, want}
}

// urlCase gives the git repository an address.
func urlCase(url string, want ...string) faultCase {
	return gitCase(func(g *GitRepository) { g.Url = pulumi.String(url) }, want...)
}

// sourceCase replaces the configuration's source.
func sourceCase(config *FluxConfiguration, spoil func(*FluxConfiguration), want ...string) faultCase {
	return faultCase{func(a *AksGitOpsArgs) {
		spoil(config)
		config.Kustomizations = map[string]*Kustomization{"all": nil}
		a.Configurations["apps"] = config
	}, want}
}

// kustomizationCase replaces the configuration's kustomizations.
func kustomizationCase(kustomizations map[string]*Kustomization, want ...string) faultCase {
	return faultCase{func(a *AksGitOpsArgs) { a.Configurations["apps"].Kustomizations = kustomizations }, want}
}

// extensionCase replaces the extension.
func extensionCase(extension *FluxExtension, want ...string) faultCase {
	return faultCase{func(a *AksGitOpsArgs) { a.Extension = extension }, want}
}
