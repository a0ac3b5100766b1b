module aks-gitops-go

go 1.26

require (
	github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops v0.1.0
	github.com/pulumi/pulumi/sdk/v3 v3.259.0
)
