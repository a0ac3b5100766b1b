package podidentity

// GetPodIdentityProfile adds the exception that the Flux extension needs to the pod identity profile of an AKS cluster that is created
// with azure-native rather than with the input `cluster`: assign the result to the cluster's `podIdentityProfile`. The exception
// `flux-extension-exception` (namespace `flux-system`, pod label `app.kubernetes.io/name: flux-extension`) comes last, and only if it is
// not there already; everything else stays as it was given. Pod identity is a legacy add-on, supported until September 2025, and from
// extension version 1.6.3 on Flux brings the exception itself; prefer workload identity.
type GetPodIdentityProfile struct{}

// GetPodIdentityProfileArgs is the profile as it is without the exception.
type GetPodIdentityProfileArgs struct {
	// Whether pod identity is on. If it is false, no exception is added. Defaults to being left out of the result; the platform's default is
	// false.
	Enabled *bool `pulumi:"enabled,optional"`

	// Whether pod identity may run with the kubenet network plug-in. Defaults to being left out of the result; the platform's default is
	// false.
	AllowNetworkPluginKubenet *bool `pulumi:"allowNetworkPluginKubenet,optional"`

	// The identities that pods may use. Defaults to none.
	UserAssignedIdentities []ManagedClusterPodIdentity `pulumi:"userAssignedIdentities,optional"`

	// The pods that bypass pod identity. Defaults to none.
	UserAssignedIdentityExceptions []ManagedClusterPodIdentityException `pulumi:"userAssignedIdentityExceptions,optional"`
}

// GetPodIdentityProfileResult is the profile with the exception.
type GetPodIdentityProfileResult struct {
	// Whether pod identity is on, as it was given.
	Enabled *bool `pulumi:"enabled,optional"`

	// Whether pod identity may run with the kubenet network plug-in, as it was given.
	AllowNetworkPluginKubenet *bool `pulumi:"allowNetworkPluginKubenet,optional"`

	// The identities that pods may use, as they were given.
	UserAssignedIdentities []ManagedClusterPodIdentity `pulumi:"userAssignedIdentities,optional"`

	// The pods that bypass pod identity, those of the Flux extension among them.
	UserAssignedIdentityExceptions []ManagedClusterPodIdentityException `pulumi:"userAssignedIdentityExceptions,optional"`
}

// ManagedClusterPodIdentity lets the pods of a namespace use a managed identity.
type ManagedClusterPodIdentity struct {
	// The name of the pod identity.
	Name string `pulumi:"name"`

	// The namespace in which pods may use it.
	Namespace string `pulumi:"namespace"`

	// The label value by which pods choose it (`aadpodidbinding`). Defaults to the platform's choice, the name.
	BindingSelector *string `pulumi:"bindingSelector,optional"`

	// The managed identity.
	Identity UserAssignedIdentity `pulumi:"identity"`
}

// UserAssignedIdentity is a user-assigned managed identity.
type UserAssignedIdentity struct {
	// The resource ID of the identity.
	ResourceId *string `pulumi:"resourceId,optional"`

	// The client ID of the identity.
	ClientId *string `pulumi:"clientId,optional"`

	// The object (principal) ID of the identity.
	ObjectId *string `pulumi:"objectId,optional"`
}

// ManagedClusterPodIdentityException names pods that reach the instance metadata service directly, past pod identity.
type ManagedClusterPodIdentityException struct {
	// The name of the exception.
	Name string `pulumi:"name"`

	// The namespace of the pods.
	Namespace string `pulumi:"namespace"`

	// The labels of the pods.
	PodLabels map[string]string `pulumi:"podLabels"`
}
