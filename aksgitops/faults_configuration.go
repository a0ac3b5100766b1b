package aksgitops

import (
	"maps"
	"regexp"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// maxKustomizationName is the room for configuration and kustomization together: in the cluster they are joined by a hyphen to one name,
// which Flux also uses as a label value, and those end at 63.
const maxKustomizationName = 62

var substituteNames = regexp.MustCompile(`^[_a-zA-Z][_a-zA-Z0-9]*$`)

func (c *checker) configuration(path Path, kind ClusterType, name string, config *FluxConfiguration) {
	c.nameText(path, configurationNames, name)
	if config == nil {
		config = &FluxConfiguration{}
	}
	c.name(path.Field("namespace"), namespaceNames, config.Namespace)
	oneOf(c, path.Field("scope"), config.Scope, ScopeCluster, ScopeNamespace)
	c.source(path, kind, config)
	c.duration(path.Field("reconciliationWaitDuration"), config.ReconciliationWaitDuration)
	c.kustomizations(path.Field("kustomizations"), name, config.Kustomizations)
}

func (c *checker) kustomizations(path Path, configuration string, kustomizations map[string]*Kustomization) {
	if len(kustomizations) == 0 {
		c.report(path, "is empty; without a kustomization nothing of the source is applied: give at least one")
		return
	}
	for _, name := range slices.Sorted(maps.Keys(kustomizations)) {
		at := path.Key(name)
		c.nameText(at, configurationNames, name)
		if length := len(configuration) + len(name); length > maxKustomizationName {
			c.report(at, "configuration %q and kustomization %q have %d characters together; at most %d are allowed, since they are joined to one name in the cluster",
				configuration, name, length, maxKustomizationName)
		}
		if kustomization := kustomizations[name]; kustomization != nil {
			c.kustomization(at, kustomization)
		}
	}
	c.dependencies(path, kustomizations)
}

func (c *checker) kustomization(path Path, kustomization *Kustomization) {
	c.seconds(path.Field("syncIntervalInSeconds"), kustomization.SyncIntervalInSeconds)
	c.seconds(path.Field("retryIntervalInSeconds"), kustomization.RetryIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), kustomization.TimeoutInSeconds)
	if kustomization.PostBuild != nil {
		c.postBuild(path.Field("postBuild"), kustomization.PostBuild)
	}
}

func (c *checker) postBuild(path Path, postBuild *PostBuild) {
	keys := staticKeys(postBuild.Substitute)
	slices.Sort(keys)
	for _, name := range keys {
		if !substituteNames.MatchString(name) {
			c.report(path.Field("substitute").Key(name), "is not a variable's name; use letters, digits and underscores, not beginning with a digit")
		}
	}
	for i, from := range postBuild.SubstituteFrom {
		at := path.Field("substituteFrom").Index(i)
		if from.Kind == "" {
			c.report(at.Field("kind"), "is missing")
		}
		oneOf(c, at.Field("kind"), from.Kind, SubstituteFromKindConfigMap, SubstituteFromKindSecret)
		c.requiredName(at.Field("name"), objectNames, from.Name)
	}
}

// duration checks an ISO 8601 duration.
func (c *checker) duration(path Path, in pulumi.StringPtrInput) {
	if text, known := staticString(in); known && !isDuration(text) {
		c.report(path, "%s is not an ISO 8601 duration; write for example PT10M, PT1H30M or P1D", c.quote(path, text))
	}
}
