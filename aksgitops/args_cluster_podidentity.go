package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// PodIdentity is the cluster's Microsoft Entra pod identity profile.
type PodIdentity struct {
	// Whether pod identity is on. Defaults to true, since this object was given.
	Enabled *bool `pulumi:"enabled,optional"`

	// Whether pod identity may run with the kubenet network plug-in, which is open to spoofing by default. Defaults to the platform's
	// false.
	AllowNetworkPluginKubenet pulumi.BoolPtrInput `pulumi:"allowNetworkPluginKubenet,optional"`

	// The identities that pods may use. Azure refuses them while the cluster is being created: add them afterwards.
	UserAssignedIdentities []PodIdentityAssignment `pulumi:"userAssignedIdentities,optional"`

	// The pods that bypass pod identity. `flux-extension-exception` (namespace `flux-system`, pod label
	// `app.kubernetes.io/name: flux-extension`) is added if it is not listed here. At most 200, that one included.
	Exceptions []PodIdentityException `pulumi:"exceptions,optional"`
}

// PodIdentityAssignment lets the pods of a namespace use a managed identity.
type PodIdentityAssignment struct {
	// The name of the pod identity.
	Name pulumi.StringInput `pulumi:"name"`

	// The namespace in which pods may use it.
	Namespace pulumi.StringInput `pulumi:"namespace"`

	// The label value by which pods choose it (`aadpodidbinding`). Defaults to the name.
	BindingSelector pulumi.StringPtrInput `pulumi:"bindingSelector,optional"`

	// The resource ID of the managed identity.
	ResourceId pulumi.StringInput `pulumi:"resourceId"`

	// The client ID of the managed identity.
	ClientId pulumi.StringInput `pulumi:"clientId"`

	// The object (principal) ID of the managed identity.
	ObjectId pulumi.StringInput `pulumi:"objectId"`
}

// PodIdentityException names pods that reach the instance metadata service directly, past pod identity.
type PodIdentityException struct {
	// The name of the exception. Not an Output: it is compared with the one that the component adds.
	Name string `pulumi:"name"`

	// The namespace of the pods. Not an Output, for the same reason.
	Namespace string `pulumi:"namespace"`

	// The labels of the pods, at least one.
	PodLabels pulumi.StringMapInput `pulumi:"podLabels"`
}
