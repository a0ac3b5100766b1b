package linting

import "github.com/aks-gitops/pulumi-aks-gitops/aksgitops"

// LintRepository looks through a checkout of a repository of manifests for what Flux would fail at: a `sourceRef` that names a source which
// neither a configuration nor a manifest makes (Azure names the source after the configuration), paths that do not exist, `dependsOn` that
// names nothing or runs in a circle, objects of the whole cluster under scope `namespace`, references into other namespaces under
// multi-tenancy, and what kustomize cannot build. It follows what Flux would apply, from the path of each kustomization on and into the Flux
// Kustomizations that it finds. It fetches nothing, and follows no symbolic link, which Flux does not either.
//
// The plugin has a command that does the same without a program, for CI: `pulumi-resource-aks-gitops lint`.
type LintRepository struct{}

// LintRepositoryArgs is what is looked through.
type LintRepositoryArgs struct {
	// The folder of the checkout: absolute, or relative to the folder of the Pulumi program.
	Path string `pulumi:"path"`

	// The Flux configurations of the cluster by name, in the form that the component takes. Their sources' credentials are not needed, nor
	// looked at: leave them out, or what is found becomes a secret too.
	Configurations map[string]*aksgitops.FluxConfiguration `pulumi:"configurations"`

	// The names of the configurations whose source the checkout is. The others tell only which sources there are. Defaults to all.
	Only []string `pulumi:"only,optional"`

	// Whether the cluster enforces multi-tenancy, as in `extension.multiTenancy`. Defaults to the platform's true.
	MultiTenancy *bool `pulumi:"multiTenancy,optional"`
}

// LintRepositoryResult is what was found.
type LintRepositoryResult struct {
	// What Flux would fail at, by file and line. Empty if nothing was found.
	Findings []LintFinding `pulumi:"findings"`
}

// LintFinding is something that Flux would fail at.
type LintFinding struct {
	// The configuration that leads there.
	Configuration string `pulumi:"configuration"`

	// The kustomization of the configuration that leads there. Where several do, one of them.
	Kustomization string `pulumi:"kustomization"`

	// The file or folder, relative to the checkout. Left out if the finding is about the kustomization alone.
	Path *string `pulumi:"path,optional"`

	// The line in the file, from 1. Left out if there is none to name.
	Line *int `pulumi:"line,optional"`

	// What was looked for: `source`, `path`, `dependency`, `scope`, `namespace` or `build`.
	Rule string `pulumi:"rule"`

	// What is wrong, and what would be right.
	Message string `pulumi:"message"`

	// All of it in one line, as compilers write theirs.
	Text string `pulumi:"text"`
}
