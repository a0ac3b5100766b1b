// Command empty-plugin is a plugin with one component that does nothing, on the framework that the real plugin is built
// on: what the benchmark measures the real one against.
package main

import (
	"context"
	"fmt"
	"os"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Nothing is the component.
type Nothing struct {
	pulumi.ResourceState

	// Name is what it was given.
	Name pulumi.StringOutput `pulumi:"name"`
}

// NothingArgs are its inputs.
type NothingArgs struct {
	// Name is given back.
	Name pulumi.StringInput `pulumi:"name"`
}

// NewNothing registers the component.
func NewNothing(ctx *pulumi.Context, name string, args NothingArgs, opts ...pulumi.ResourceOption) (*Nothing, error) {
	nothing := &Nothing{Name: args.Name.ToStringOutput()}
	if err := ctx.RegisterComponentResource("empty:index:Nothing", name, nothing, opts...); err != nil {
		return nil, err
	}
	return nothing, ctx.RegisterResourceOutputs(nothing, pulumi.Map{"name": nothing.Name})
}

func main() {
	provider, err := infer.NewProviderBuilder().WithComponents(infer.ComponentF(NewNothing)).Build()
	if err == nil {
		err = p.RunProvider(context.Background(), "empty", "0.1.0", provider)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
