// Package aksgitops turns an Azure Kubernetes cluster into a GitOps cluster with one Pulumi resource.
//
// [AksGitOps] creates the AKS cluster (or takes one that exists), installs the Flux extension and
// applies Flux configurations that depend on it:
//
//	gitops, err := aksgitops.NewAksGitOps(ctx, "demo", &aksgitops.AksGitOpsArgs{
//		ResourceGroupName: pulumi.String("platform"),
//		ClusterName:       pulumi.String("aks-prod"),
//		Configurations: map[string]*aksgitops.FluxConfiguration{
//			"flux-system": {
//				GitRepository: &aksgitops.GitRepository{
//					Url:    pulumi.String("https://github.com/example/fleet"),
//					Branch: pulumi.String("main"),
//				},
//				Kustomizations: map[string]*aksgitops.Kustomization{
//					"apps": {Path: pulumi.String("apps/prod")},
//				},
//			},
//		},
//	})
//
// A Go program that imports this package needs no plugin of this project's: the component runs inside
// the program. Programs in every language, Go among them, reach the same constructor through the plugin
// pulumi-resource-aks-gitops and its SDKs.
//
// # How data flows
//
// Arguments (args*.go) are searched for faults (faults*.go), completed with defaults (defaults.go), and
// turned into the arguments of each child (child*.go). All of that is pure. Only register.go touches a
// [pulumi.Context]. Outputs (outputs.go) are read off the registered children.
//
// # What is promised
//
// The types, names and parents of the children, and the defaults, are part of the interface: a renamed
// child would replace somebody's production. They change in a major version only, and then with aliases.
package aksgitops
