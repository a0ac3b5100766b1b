package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// maxExceptions is AKS's limit for the exceptions of a pod identity profile.
const maxExceptions = 200

func (c *checker) podIdentity(path Path, profile *PodIdentity, network *ClusterNetwork) {
	c.podIdentityOnKubenet(path.Field("allowNetworkPluginKubenet"), profile, network)
	for i, assignment := range profile.UserAssignedIdentities {
		at := path.Field("userAssignedIdentities").Index(i)
		c.requiredName(at.Field("name"), objectNames, assignment.Name)
		c.requiredName(at.Field("namespace"), namespaceNames, assignment.Namespace)
		if c.required(at.Field("resourceId"), assignment.ResourceId) {
			c.resourceID(at.Field("resourceId"), identityIDs, assignment.ResourceId)
		}
		c.guid(at.Field("clientId"), assignment.ClientId)
		c.guid(at.Field("objectId"), assignment.ObjectId)
	}
	exceptions := path.Field("exceptions")
	seen := map[string]Path{}
	for i, exception := range profile.Exceptions {
		c.podIdentityException(exceptions.Index(i), exception, seen)
	}
	if count := len(withFluxException(profile.Exceptions)); count > maxExceptions {
		c.report(exceptions, "comes to %d with the one that Flux needs; AKS takes at most %d", count, maxExceptions)
	}
}

// podIdentityOnKubenet checks that whoever runs pod identity on kubenet says so, as AKS wants it.
func (c *checker) podIdentityOnKubenet(path Path, profile *PodIdentity, network *ClusterNetwork) {
	enabled := profile.Enabled == nil || *profile.Enabled
	allowed, known := staticBool(profile.AllowNetworkPluginKubenet)
	if enabled && network.NetworkPlugin == NetworkPluginKubenet && !allowed && (known || !given(profile.AllowNetworkPluginKubenet)) {
		c.report(path, "must be true with networkPlugin kubenet, which lets pods pose as each other; better use networkPlugin azure")
	}
}

func (c *checker) podIdentityException(path Path, exception PodIdentityException, seen map[string]Path) {
	c.nameText(path.Field("name"), objectNames, exception.Name)
	c.nameText(path.Field("namespace"), namespaceNames, exception.Namespace)
	c.uniqueName(path.Field("name"), pulumi.String(exception.Namespace+"/"+exception.Name), seen)
	labels := path.Field("podLabels")
	if !c.required(labels, exception.PodLabels) {
		return
	}
	if count, known := staticLen(exception.PodLabels); known && count == 0 {
		c.report(labels, "is empty; name at least one label of the pods")
	}
	if exception.same(fluxException()) && !selectsFlux(exception.PodLabels) {
		c.report(labels, "do not select the Flux extension's pods; this exception's name belongs to the component, and its label is %s: %s",
			FluxPodLabelKey, FluxPodLabelValue)
	}
}
