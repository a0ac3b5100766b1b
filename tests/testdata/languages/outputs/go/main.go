package main

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		first, err := aksgitops.NewSubscriptionRegistration(ctx, "first", &aksgitops.SubscriptionRegistrationArgs{})
		if err != nil {
			return err
		}
		if config.Require(ctx, "inputs") == "usual" {
			return usual(ctx, first)
		}
		every := everything{outputs: []pulumi.Output{
			after(first, "x"), after(first, 1), after(first, true), after(first, []string{"x"}), after(first, map[string]string{"x": "x"}),
		}}
		config.RequireObject(ctx, "enums", &every.enums)
		args := every.make(reflect.TypeFor[*aksgitops.AksGitOpsArgs]()).Interface().(*aksgitops.AksGitOpsArgs)
		if err := ctx.Log.Info(fmt.Sprintf("Outputs passed: %d.", every.passed), nil); err != nil {
			return err
		}
		_, err = aksgitops.NewAksGitOps(ctx, "gitops", args)
		return err
	})
}

// after is a value that is known once the first resource is there.
func after[T any](first *aksgitops.SubscriptionRegistration, value T) pulumi.Output {
	return first.ResourceProviderStates.ApplyT(func(map[string]string) T { return value })
}

// everything makes arguments in which every property is given: an Output where the SDK's type takes one, else a value.
type everything struct {
	outputs []pulumi.Output
	// enums are the first values of the enums, which reflection does not know.
	enums  map[string]string
	passed int
}

func (e *everything) make(t reflect.Type) reflect.Value {
	for _, output := range e.outputs {
		if reflect.TypeOf(output).AssignableTo(t) {
			e.passed++
			return reflect.ValueOf(output)
		}
	}
	value := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Pointer:
		return e.make(t.Elem()).Addr()
	case reflect.Struct:
		for i := range t.NumField() {
			value.Field(i).Set(e.make(t.Field(i).Type))
		}
	case reflect.Slice:
		value = reflect.Append(value, e.make(t.Elem()))
	case reflect.Map:
		value.Set(reflect.MakeMap(t))
		value.SetMapIndex(reflect.ValueOf("x"), e.make(t.Elem()))
	case reflect.Bool:
		value.SetBool(true)
	case reflect.String:
		value.SetString("x")
		if first, ok := e.enums[t.Name()]; ok {
			value.SetString(first)
		}
	default:
		panic("nothing fits " + t.String())
	}
	return value
}

// usual passes Outputs where programs have them.
func usual(ctx *pulumi.Context, first *aksgitops.SubscriptionRegistration) error {
	text := func(value string) pulumi.StringOutput { return after(first, value).(pulumi.StringOutput) }
	number := func(value int) pulumi.IntOutput { return after(first, value).(pulumi.IntOutput) }
	gitops, err := aksgitops.NewAksGitOps(ctx, "gitops", &aksgitops.AksGitOpsArgs{
		ResourceGroupName: text("demo"),
		ClusterName:       text("aks"),
		Extension:         &aksgitops.FluxExtensionArgs{Settings: pulumi.StringMap{"helm-controller.detectDrift": text("true")}},
		Configurations: map[string]aksgitops.FluxConfigurationArgs{"apps": {
			Namespace: text("apps"),
			GitRepository: &aksgitops.GitRepositoryArgs{
				Url: text("https://github.com/Azure/arc-k8s-demo"), Branch: text("main"), SyncIntervalInSeconds: number(300),
			},
			Kustomizations: map[string]aksgitops.KustomizationArgs{"all": {
				Path:                  text("cluster-apps"),
				Prune:                 after(first, true).(pulumi.BoolOutput),
				SyncIntervalInSeconds: number(300),
				PostBuild:             &aksgitops.PostBuildArgs{Substitute: after(first, map[string]string{"region": "westeurope"}).(pulumi.StringMapOutput)},
			}},
		}},
	})
	if err != nil {
		return err
	}
	subscription := gitops.ClusterId.ApplyT(func(id *string) string { return strings.Split(*id, "/")[2] }).(pulumi.StringOutput)
	_, err = aksgitops.NewSubscriptionRegistration(ctx, "registration", &aksgitops.SubscriptionRegistrationArgs{
		SubscriptionId:       subscription,
		ResourceProviders:    after(first, []string{"Microsoft.Kubernetes"}).(pulumi.StringArrayOutput),
		Features:             pulumi.StringArray{text("Microsoft.ContainerService/AKS-ExtensionManager")},
		WaitTimeoutInSeconds: number(60),
	})
	if err != nil {
		return err
	}
	profile := aksgitops.GetPodIdentityProfileOutput(ctx, aksgitops.GetPodIdentityProfileOutputArgs{Enabled: after(first, true).(pulumi.BoolOutput)})
	ctx.Export("exception", profile.UserAssignedIdentityExceptions().Index(pulumi.Int(0)).Name())
	return nil
}
