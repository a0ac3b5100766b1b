package observe_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

// The files in testdata hold what unmodified Flux controllers wrote in a real API
// server while they followed this configuration. Each is one moment of the same story:
// started; steady; broken, by a commit that adds all kinds of mistakes; changed, right
// after the commit that takes them back; unreachable, when the branch is gone.
func recorded() cluster.Configuration {
	return cluster.Configuration{
		Reference: cluster.Reference{Cluster: "/c", Namespace: "flux-system", Name: "apps"}, Generation: 1,
		Source: cluster.Source{Kind: cluster.GitRepository, URL: "http://git.example/r.git", Branch: "main"},
		Kustomizations: []cluster.Kustomization{
			{Name: "infra", Object: "apps-infra"}, {Name: "apps", Object: "apps-apps", DependsOn: []string{"infra"}},
		},
	}
}

func load(t *testing.T, name string) []*unstructured.Unstructured {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name+".yaml"))
	require.NoError(t, err)
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(raw), 4096)
	var out []*unstructured.Unstructured
	for {
		o := &unstructured.Unstructured{}
		if err := decoder.Decode(o); errors.Is(err, io.EOF) {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
}

// lines say of each object that is not Compliant what it is instead, and why.
func lines(s cluster.Status) []string {
	out := []string{string(s.Compliance())}
	for _, o := range s.Objects() {
		if o.Compliance() != cluster.Compliant {
			out = append(out, fmt.Sprintf("%s %s: %s: %s: %s", o.Kind, o.Name, o.Compliance(), o.Ready().Reason, o.Ready().Message))
		}
	}
	return out
}

func TestStatusOfRecordedMoments(t *testing.T) {
	t.Parallel()
	repositories := "there is flux-system/charts, flux-system/dead, flux-system/registry)"
	unready := "' is not ready: latest generation of object has not been reconciled"
	cases := map[string][]string{
		"started": {
			"Pending",
			"Kustomization apps-infra: Pending: Progressing: Reconciliation in progress",
			"Kustomization apps-apps: Pending: DependencyNotReady: dependency 'flux-system/apps-infra' is not ready",
			"HelmRepository charts: Pending: Progressing: not reconciled yet",
		},
		"steady": {"Compliant"},
		"broken": {
			"Non-Compliant",
			`HelmRepository dead: Non-Compliant: Failed: failed to fetch Helm repository index: failed to cache index to temporary file: ` +
				`Get "http://dead.example/charts/index.yaml": dial tcp dead.example: connect: connection refused`,
			`Kustomization nested: Non-Compliant: ArtifactFailed: GitRepository.source.toolkit.fluxcd.io "flux-system" not found ` +
				`(this configuration's source is GitRepository flux-system/apps: sourceRef.name must be apps)`,
			"Kustomization nopath: Non-Compliant: ArtifactFailed: kustomization path not found: stat /tmp/kustomization-976986279/nope: no such file or directory",
			"HelmRelease crossing: Pending: Progressing: not reconciled yet (its chart's sourceRef is in the namespace default: " +
				"with multi-tenancy the helm-controller refuses that, and says so in its log alone)",
			"HelmRelease nochart: Non-Compliant: SourceNotReady: HelmChart 'flux-system/flux-system-nochart" + unready +
				" (HelmChart: invalid chart reference: failed to get chart version for remote reference: no chart name found)",
			"HelmRelease norepo: Non-Compliant: SourceNotReady: HelmChart 'flux-system/flux-system-norepo" + unready +
				` (HelmChart: failed to get source: HelmRepository.source.toolkit.fluxcd.io "podinfo" not found)` +
				" (there is no HelmRepository flux-system/podinfo; " + repositories,
			"HelmRelease ondead: Pending: ArtifactNotReady: HelmChart 'flux-system/flux-system-ondead" + unready,
		},
		"changed": {"Pending", "HelmRelease hello: Pending: Progressing: Running 'upgrade' action with timeout of 5m0s"},
		"unreachable": {
			"Non-Compliant",
			"GitRepository apps: Non-Compliant: GitOperationFailed: failed to checkout and determine revision: " +
				`unable to clone 'http://git.example/r.git': couldn't find remote ref "refs/heads/main"`,
			"Kustomization apps-apps: Pending: DependencyNotReady: dependency 'flux-system/apps-infra' is not ready",
		},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := recorded()
			if name == "unreachable" {
				c.Generation = 2
			}
			status := observe.Status(c, load(t, name), "key")
			assert.Equal(t, want, lines(status))
			assert.Equal(t, c.Generation, status.Generation)
			assert.Equal(t, "key", status.PublicKey)
			assert.False(t, status.Final, "all of this may heal without a change in Azure")
		})
	}
}

func TestStatusIsWhole(t *testing.T) {
	t.Parallel()
	status := observe.Status(recorded(), load(t, "steady"), "")
	assert.Equal(t, "main@sha1:bf37b0321733a9a9caaa5a5827d2e96346c50aa3", status.Revision)
	assert.Equal(t, time.Date(2026, 11, 23, 5, 7, 12, 0, time.UTC), status.FetchedAt)
	assert.Equal(t, []cluster.Deployment{
		{Namespace: "flux-system", Name: "hello", Replicas: 2}, {Namespace: "flux-system", Name: "plain", Replicas: 1},
	}, status.Deployments)

	var conditions []string
	for _, c := range status.Kustomizations[0].Conditions {
		conditions = append(conditions, c.Type+" "+c.Status+" "+c.Reason)
	}
	assert.Equal(t, []string{"Ready True ReconciliationSucceeded", "Healthy True Succeeded"}, conditions)
	assert.Equal(t, time.Date(2026, 11, 23, 5, 7, 18, 0, time.UTC), status.Kustomizations[0].Ready().LastTransitionTime)

	var applied []string
	for _, o := range status.Applied {
		applied = append(applied, fmt.Sprintf("%s %s by %s %s", o.Kind, o.Name, o.AppliedBy.Kind, o.AppliedBy.Name))
	}
	assert.Equal(t, []string{"HelmRepository charts by Kustomization apps-infra", "HelmRelease hello by Kustomization apps-apps"}, applied)
	assert.Equal(t, &cluster.HelmRelease{
		Chart: cluster.ObjectReference{Kind: "HelmChart", Namespace: "flux-system", Name: "flux-system-hello"}, Revision: 1,
	}, status.Applied[1].Helm)
}

func TestStatusDoesNotDependOnTheOrderOfWhatIsSeenAndLeavesItAlone(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"started", "steady", "broken", "changed", "unreachable"} {
		seen := load(t, name)
		want := observe.Status(recorded(), seen, "")
		for range 50 {
			random.Shuffle(len(seen), func(i, j int) { seen[i], seen[j] = seen[j], seen[i] })
			require.Equal(t, want, observe.Status(recorded(), seen, ""), name)
		}
		assert.ElementsMatch(t, load(t, name), seen, "what is seen belongs to a cache")
	}
}

func TestStatusOfNothingIsPending(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{
		"Pending",
		"GitRepository apps: Pending: Progressing: not created yet",
		"Kustomization apps-infra: Pending: Progressing: not created yet",
		"Kustomization apps-apps: Pending: Progressing: not created yet",
	}, lines(observe.Status(recorded(), nil, "")))
}

func TestStatusLeavesOutOtherConfigurations(t *testing.T) {
	t.Parallel()
	c := recorded()
	c.Name = "others"
	c.Kustomizations = []cluster.Kustomization{{Name: "all", Object: "others-all"}}
	status := observe.Status(c, load(t, "steady"), "")
	assert.Empty(t, status.Applied)
	assert.Empty(t, status.Deployments)
}

func TestResourcesAreServedAtTheVersionsThatTheControllersWrite(t *testing.T) {
	t.Parallel()
	var all []string
	for _, r := range observe.Resources() {
		all = append(all, r.Resource+"."+r.Version+"."+r.Group)
	}
	assert.Equal(t, strings.Fields(`gitrepositories.v1.source.toolkit.fluxcd.io ocirepositories.v1beta2.source.toolkit.fluxcd.io
		buckets.v1beta2.source.toolkit.fluxcd.io helmrepositories.v1.source.toolkit.fluxcd.io helmcharts.v1.source.toolkit.fluxcd.io
		kustomizations.v1.kustomize.toolkit.fluxcd.io helmreleases.v2.helm.toolkit.fluxcd.io deployments.v1.apps`), all)
}
