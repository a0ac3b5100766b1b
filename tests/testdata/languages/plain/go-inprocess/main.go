// The compiler refuses an Output in the lines that say so, and in no other.
package main

import (
	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var (
	text  = pulumi.String("x").ToStringOutput()
	truth = pulumi.Bool(true).ToBoolOutput()
	list  = pulumi.ToStringArray([]string{"x"}).ToStringArrayOutput()

	_ = aksgitops.AksGitOpsArgs{ClusterName: text}
	_ = aksgitops.AksGitOpsArgs{ClusterType: text}    // refused
	_ = aksgitops.AksGitOpsArgs{Extension: text}      // refused
	_ = aksgitops.AksGitOpsArgs{Configurations: text} // refused
	_ = aksgitops.FluxExtension{Install: truth}       // refused
	_ = aksgitops.Kustomization{DependsOn: list}      // refused
	_ = aksgitops.PodIdentityException{Name: text}    // refused
)

func main() {}
