package provider

import (
	"context"
	"os"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	pulumiprovider "github.com/pulumi/pulumi/sdk/v3/go/pulumi/provider"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/registration"
)

// Name is the name of the package, and of the plugin after `pulumi-resource-`.
const Name = "aks-gitops"

// Version is the plugin's version. A release sets it when it links; what is written here is what a build from source reports.
var Version = "0.1.0"

// New builds the plugin.
func New() (p.Provider, error) {
	provider, err := infer.NewProviderBuilder().
		WithComponents(infer.ComponentF(aksgitops.NewAksGitOps)).
		WithResources(infer.Resource(registration.New(os.Environ()))).
		WithModuleMap(map[tokens.ModuleName]tokens.ModuleName{"aksgitops": "index", "registration": "index"}).
		WithGoImportPath(goImportPath).
		Build()
	if err != nil {
		return p.Provider{}, err
	}
	// The framework's own schema of a component lacks descriptions and enums, and calls plain what is not: see package schemagen.
	provider.GetSchema = func(context.Context, p.GetSchemaRequest) (p.GetSchemaResponse, error) {
		return p.GetSchemaResponse{Schema: string(pulumiaksgitops.Schema)}, nil
	}
	provider.Construct = refuseFaults(provider.Construct)
	provider.Check = refuseShapes(provider.Check)
	provider.Invoke = invoke
	return provider, nil
}

// Serve runs the plugin until the engine is done with it.
func Serve(ctx context.Context) error {
	provider, err := New()
	if err != nil {
		return err
	}
	serve := p.RawServer(Name, Version, provider)
	return pulumiprovider.MainContext(ctx, Name, func(host *pulumiprovider.HostClient) (rpc.ResourceProviderServer, error) {
		server, err := serve(host)
		return dependencyServer{aliasServer{server}}, err
	})
}
