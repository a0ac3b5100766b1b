package aksgitops

import (
	"slices"
	"testing"

	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// inFlux is an object of namespace flux-system with a condition Ready.
func inFlux(kind, name, status, reason, message string) objectStatus {
	return objectStatus{
		Kind: &kind, Namespace: new("flux-system"), Name: &name,
		StatusConditions: []kubernetesconfiguration.ObjectStatusConditionDefinitionResponse{
			{Type: new("Healthy"), Status: new("False"), Reason: new("Other"), Message: new("another condition")},
			{Type: new("Ready"), Status: &status, Reason: &reason, Message: &message},
		},
	}
}

const no = "False"

// What Flux's controllers say, in their words.
var (
	fetched        = inFlux("GitRepository", "web", "True", "Succeeded", "stored artifact for revision 'main@sha1:1'")
	notFetched     = inFlux("GitRepository", "web", no, "GitOperationFailed", "failed to checkout and determine revision: unable to clone: authentication required")
	unbuilt        = inFlux("Kustomization", "web-apps", no, "BuildFailed", "kustomize build failed: accumulating resources: …\n")
	applied        = inFlux("Kustomization", "web-infra", "True", "ReconciliationSucceeded", "Applied revision: main@sha1:1")
	dependent      = inFlux("Kustomization", "web-after", no, "DependencyNotReady", "dependency 'flux-system/web-apps' is not ready")
	noArtifact     = inFlux("Kustomization", "web-apps", no, "ArtifactFailed", "Source artifact not found, retrying in 30s")
	unhealthy      = inFlux("Kustomization", "web-apps", no, "HealthCheckFailed", "health check failed after 1m: timeout waiting for: [HelmRelease/flux-system/podinfo status: 'InProgress']")
	working        = inFlux("Kustomization", "web-apps", "Unknown", "Progressing", "Reconciliation in progress")
	trap           = inFlux("Kustomization", "apps", no, "ArtifactFailed", `GitRepository.source.toolkit.fluxcd.io "flux-system" not found`)
	released       = inFlux("HelmRelease", "podinfo", no, "InstallFailed", "Helm install failed for release podinfo: timed out")
	chartNotReady  = inFlux("HelmRelease", "podinfo", no, "SourceNotReady", "HelmChart 'flux-system/podinfo' is not ready: latest generation of object has not been reconciled")
	chartNotPulled = inFlux("HelmRelease", "podinfo", no, "SourceNotReady", "HelmChart 'flux-system/podinfo' is not ready: failed to fetch Helm repository index")
)

func TestErrorMessage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		statuses  []objectStatus
		arm, want string
	}{
		"nothing known":              {nil, "", ""},
		"all is well":                {[]objectStatus{fetched, applied}, "", ""},
		"still at work":              {[]objectStatus{fetched, working}, "", ""},
		"ARM alone":                  {[]objectStatus{fetched, working}, "the agent said no", "the agent said no"},
		"an object rather than ARM":  {[]objectStatus{fetched, unbuilt}, "one or more failed", "Kustomization flux-system/web-apps: BuildFailed: kustomize build failed: accumulating resources: …"},
		"the source first":           {[]objectStatus{unbuilt, released, notFetched}, "", "GitRepository flux-system/web: GitOperationFailed: failed to checkout and determine revision: unable to clone: authentication required"},
		"kustomization, release":     {[]objectStatus{released, unbuilt}, "", "Kustomization flux-system/web-apps: BuildFailed: kustomize build failed: accumulating resources: …"},
		"a wait before a failure":    {[]objectStatus{dependent, noArtifact, released}, "", "HelmRelease flux-system/podinfo: InstallFailed: Helm install failed for release podinfo: timed out"},
		"what a health check saw":    {[]objectStatus{unhealthy, released}, "", "HelmRelease flux-system/podinfo: InstallFailed: Helm install failed for release podinfo: timed out"},
		"a health check alone":       {[]objectStatus{dependent, unhealthy}, "", "Kustomization flux-system/web-apps: HealthCheckFailed: health check failed after 1m: timeout waiting for: [HelmRelease/flux-system/podinfo status: 'InProgress']"},
		"a chart that will come":     {[]objectStatus{chartNotReady, unhealthy}, "", "Kustomization flux-system/web-apps: HealthCheckFailed: health check failed after 1m: timeout waiting for: [HelmRelease/flux-system/podinfo status: 'InProgress']"},
		"a chart that will not come": {[]objectStatus{chartNotPulled, dependent}, "", "HelmRelease flux-system/podinfo: SourceNotReady: HelmChart 'flux-system/podinfo' is not ready: failed to fetch Helm repository index"},
		"nothing but waiting":        {[]objectStatus{fetched, dependent}, "", "Kustomization flux-system/web-after: DependencyNotReady: dependency 'flux-system/web-apps' is not ready"},
		"another source's name": {
			[]objectStatus{fetched, trap},
			"",
			`Kustomization flux-system/apps: ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "flux-system" not found` +
				" (the source of this configuration is GitRepository flux-system/web: sourceRef must name it so)",
		},
		"another source's name, and the message says ours": {
			[]objectStatus{fetched, inFlux("Kustomization", "apps", no, "ArtifactFailed", `GitRepository.source.toolkit.fluxcd.io "flux-system" not found (it is GitRepository flux-system/web)`)},
			"",
			`Kustomization flux-system/apps: ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "flux-system" not found (it is GitRepository flux-system/web)`,
		},
		"another source's name, and ours not known": {[]objectStatus{trap}, "", `Kustomization flux-system/apps: ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "flux-system" not found`},
		"no reason, no message":                     {[]objectStatus{inFlux("Bucket", "web", no, "", "")}, "", "Bucket flux-system/web"},
		"no conditions":                             {[]objectStatus{{}}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, errorMessage("web", test.arm, test.statuses, false))
			slices.Reverse(test.statuses)
			assert.Equal(t, test.want, errorMessage("web", test.arm, test.statuses, false), "in whatever order Azure lists them")
		})
	}
}

// While the cluster is not done with a configuration, what waits has not failed; what failed has.
func TestErrorMessageWhilePending(t *testing.T) {
	t.Parallel()
	assert.Empty(t, errorMessage("web", "", []objectStatus{fetched, noArtifact, dependent}, true))
	assert.Equal(t, failuresOf([]objectStatus{unbuilt})[0].String(), errorMessage("web", "", []objectStatus{noArtifact, unbuilt}, true))
}

// The output is read off each child.
func TestErrorMessagesOutput(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := blogPost(ctx)
		for _, config := range args.Configurations {
			args.Configurations = map[string]*FluxConfiguration{"web": config, childgraph.Unfetched: config}
		}
		return args
	})
	assert.Equal(t, map[string]any{
		"web": "", "unfetched": "GitRepository flux-system/unfetched: GitOperationFailed: authentication required",
	}, graph.Outputs.(map[string]any)["errorMessages"])
}
