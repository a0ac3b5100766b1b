package registration

// SubscriptionRegistrationArgs are the inputs of [SubscriptionRegistration].
type SubscriptionRegistrationArgs struct {
	// The preview features to register, each as `Namespace/Name`, for example `Microsoft.ContainerService/AKS-ExtensionManager`. Defaults
	// to none: the Flux extension needs none any more. Once a feature is registered, the resource provider of its namespace is registered
	// again, which is how the feature takes effect.
	Features []string `pulumi:"features,optional"`

	// The namespaces of the resource providers to register. Defaults to `Microsoft.ContainerService`, `Microsoft.Kubernetes` and
	// `Microsoft.KubernetesConfiguration`. The namespaces of `features` are registered whether or not they are listed here.
	ResourceProviders []string `pulumi:"resourceProviders,optional"`

	// The ID of the subscription, a GUID. Defaults to the environment variable `ARM_SUBSCRIPTION_ID`, else to the Azure CLI's current
	// subscription if the Azure CLI is what authenticates. Changing it replaces the resource; the old subscription stays as it is.
	SubscriptionID *string `pulumi:"subscriptionId,optional"`

	// How many seconds to wait until everything is registered, at least 1. Defaults to 2700 (45 minutes): Azure takes minutes for a
	// provider and often twenty for a feature. The resource option `customTimeouts` wins over it.
	WaitTimeoutInSeconds *int `pulumi:"waitTimeoutInSeconds,optional"`
}

// SubscriptionRegistrationState is what a stack's state keeps of a [SubscriptionRegistration].
type SubscriptionRegistrationState struct {
	// The preview features that are registered, each as `Namespace/Name`.
	Features []string `pulumi:"features"`

	// The namespaces of the resource providers that are registered, those of `features` included.
	ResourceProviders []string `pulumi:"resourceProviders"`

	// The ID of the subscription.
	SubscriptionID string `pulumi:"subscriptionId"`

	// How many seconds to wait until everything is registered.
	WaitTimeoutInSeconds int `pulumi:"waitTimeoutInSeconds"`

	// The state of each feature, by its name as `features` has it. `Registered` unless somebody unregistered it.
	FeatureStates map[string]string `pulumi:"featureStates"`

	// The state of each resource provider, by namespace. `Registered` unless somebody unregistered it.
	ResourceProviderStates map[string]string `pulumi:"resourceProviderStates"`
}
