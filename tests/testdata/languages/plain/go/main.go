// The compiler refuses an Output in the lines that say so, and in no other.
package main

import (
	"github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var (
	text  = pulumi.String("x").ToStringOutput()
	truth = pulumi.Bool(true).ToBoolOutput()
	list  = pulumi.ToStringArray([]string{"x"}).ToStringArrayOutput()

	_ = aksgitops.AksGitOpsArgs{ClusterName: text}
	_ = aksgitops.AksGitOpsArgs{ClusterType: text}     // refused
	_ = aksgitops.AksGitOpsArgs{Extension: text}       // refused
	_ = aksgitops.AksGitOpsArgs{Configurations: text}  // refused
	_ = aksgitops.FluxExtensionArgs{Install: truth}    // refused
	_ = aksgitops.KustomizationArgs{DependsOn: list}   // refused
	_ = aksgitops.PodIdentityExceptionArgs{Name: text} // refused
)

func main() {}
