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

var commits = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

func (c *checker) configuration(path Path, name string, config *FluxConfiguration) {
	c.nameText(path, configurationNames, name)
	if config == nil {
		config = &FluxConfiguration{}
	}
	c.name(path.Field("namespace"), namespaceNames, config.Namespace)
	oneOf(c, path.Field("scope"), config.Scope, ScopeCluster, ScopeNamespace)
	if config.GitRepository == nil {
		c.report(path, "has no source; give gitRepository")
	} else {
		c.gitRepository(path.Field("gitRepository"), config.GitRepository)
	}
	c.kustomizations(path.Field("kustomizations"), name, config.Kustomizations)
}

func (c *checker) gitRepository(path Path, git *GitRepository) {
	if c.required(path.Field("url"), git.Url) {
		c.repositoryURL(path.Field("url"), git.Url)
	}
	c.gitReference(path, git)
	c.seconds(path.Field("syncIntervalInSeconds"), git.SyncIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), git.TimeoutInSeconds)
}

// gitReference checks that the repository is read at one place.
func (c *checker) gitReference(path Path, git *GitRepository) {
	var references []string
	for _, reference := range []struct {
		name string
		in   pulumi.StringPtrInput
	}{{"branch", git.Branch}, {"tag", git.Tag}, {"semver", git.Semver}, {"commit", git.Commit}} {
		if given(reference.in) {
			references = append(references, reference.name)
			c.notEmpty(path.Field(reference.name), reference.in)
		}
	}
	commitOfBranch := slices.Equal(references, []string{"branch", "commit"})
	switch {
	case len(references) == 0:
		c.report(path, "says nothing of what to check out; give one of branch, tag, semver and commit")
	case len(references) > 1 && !commitOfBranch:
		c.report(path, "gives %s; give one of branch, tag, semver and commit (a commit may name its branch)", list(references))
	}
	at := path.Field("commit")
	if commit, known := staticString(git.Commit); known && commit != "" && !commits.MatchString(commit) {
		c.report(at, "%s is not a full commit SHA; give all 40 (or 64) lower-case hexadecimal digits", c.quote(at, commit))
	}
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
}
