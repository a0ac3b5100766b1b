package contract

import "maps"

// Object is an object or a map in a document of inputs.
type Object = map[string]any

const (
	someGUID     = "11111111-2222-3333-4444-555555555555"
	someIdentity = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"
)

// Least is the least that an object of a type needs to have no fault.
func (t Type) Least() Object {
	least := func(names ...string) Object {
		object := Object{}
		for i := 0; i < len(names); i += 2 {
			object[names[i]] = names[i+1]
		}
		return object
	}
	switch t.name() {
	case rootName:
		return least("resourceGroupName", "demo", "clusterName", "aks")
	case "Cluster":
		return Object{"name": "aks", "nodePools": []any{Type{Ref: ":NodePool"}.Least()}}
	case "NodePool":
		return least("name", "system", "vmSize", "Standard_D4ds_v5")
	case "PodIdentityAssignment":
		return least("name", "app", "namespace", "default", "resourceId", someIdentity, "clientId", someGUID, "objectId", someGUID)
	case "PodIdentityException":
		return Object{"name": "monitoring", "namespace": "kube-system", "podLabels": least("app", "monitor")}
	case "ExtensionWorkloadIdentity":
		return least("clientId", someGUID, "tenantId", someGUID)
	case "FluxConfiguration":
		return Object{"gitRepository": Type{Ref: ":GitRepository"}.Least(), "kustomizations": Object{"all": Object{}}}
	case "GitRepository":
		return least("url", "https://example.com/fleet", "branch", "main")
	case "GitHttps":
		return least("user", "flux", "key", "token")
	case "OciRepository":
		return least("url", "oci://registry.example.com/fleet")
	case "OciVerification":
		return least("provider", "cosign")
	case "OidcIdentity":
		return least("issuer", "^issuer$", "subject", "^subject$")
	case "Bucket":
		return least("url", "https://s3.example.com", "bucketName", "fleet")
	case "AzureBlob":
		return least("url", "https://account.blob.core.windows.net", "containerName", "fleet")
	case "ServicePrincipal":
		return least("clientId", someGUID, "tenantId", someGUID, "clientSecret", "secret")
	case "BlobManagedIdentity":
		return least("clientId", someGUID)
	case "SubstituteFrom":
		return least("kind", "ConfigMap", "name", "values")
	}
	return Object{}
}

// company is what a property needs beside it, and what it cannot stand there; nil means none.
var company = map[string]Object{
	"cluster":       {"clusterName": nil},
	"ociRepository": {"gitRepository": nil},
	"bucket":        {"gitRepository": nil},
	"azureBlob":     {"gitRepository": nil},
	"ssh":           {"url": "ssh://git@example.com/fleet"},
}

// With is a document of inputs without faults but for what stands at the place. Nil leaves the place empty.
func (p Place) With(value any) Object {
	document := build(Type{Ref: ":" + rootName}, p.steps, value)
	object, _ := document.(Object)
	return object
}

func build(t Type, steps []step, value any) any {
	if len(steps) == 0 {
		return value
	}
	next := steps[0]
	switch {
	case t.IsObject():
		object := t.Least()
		maps.Copy(object, company[next.property])
		object[next.property] = build(t.Properties()[next.property], steps[1:], value)
		maps.DeleteFunc(object, func(_ string, value any) bool { return value == nil })
		return object
	case t.AdditionalProperties != nil:
		return Object{next.key: build(*t.AdditionalProperties, steps[1:], value)}
	}
	return []any{build(*t.Items, steps[1:], value)}
}
