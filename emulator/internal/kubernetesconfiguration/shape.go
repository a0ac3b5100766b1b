package kubernetesconfiguration

import "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"

// shape is what Azure answers for an object: every member, with its default where
// nothing was sent, and nothing that the API version does not have.
type shape []member

type member struct {
	name string
	// otherwise is answered when nothing was sent; nil is an explicit null.
	otherwise any
	// inside is the shape of an object, always answered when always is set.
	inside shape
	always bool
	// since is the first API version that has it; "" is all of them.
	since string
	// secret members are answered as redacted.
	secret bool
}

// redacted stands in answers where a secret was sent.
const redacted = "<redacted>"

var (
	gitShape = shape{
		{name: "url"},
		{name: "timeoutInSeconds", otherwise: defaultSeconds},
		{name: "syncIntervalInSeconds", otherwise: defaultSeconds},
		{name: "repositoryRef", always: true, inside: shape{{name: "branch"}, {name: "tag"}, {name: "semver"}, {name: "commit"}}},
		{name: "sshKnownHosts"},
		{name: "httpsUser"},
		{name: "httpsCACert"},
		{name: "localAuthRef"},
		{name: "provider", since: version2024},
	}
	bucketShape = shape{
		{name: "url"},
		{name: "bucketName"},
		{name: "insecure", otherwise: true},
		{name: "timeoutInSeconds", otherwise: defaultSeconds},
		{name: "syncIntervalInSeconds", otherwise: defaultSeconds},
		{name: "accessKey"},
		{name: "localAuthRef"},
	}
	blobShape = shape{
		{name: "url"},
		{name: "containerName"},
		{name: "timeoutInSeconds", otherwise: defaultSeconds},
		{name: "syncIntervalInSeconds", otherwise: defaultSeconds},
		{name: "accountKey", secret: true},
		{name: "sasToken", secret: true},
		{name: "localAuthRef"},
		{name: "managedIdentity", inside: shape{{name: "clientId"}}},
		{name: "servicePrincipal", inside: shape{
			{name: "clientId"},
			{name: "tenantId"},
			{name: "clientSecret", secret: true},
			{name: "clientCertificate", secret: true},
			{name: "clientCertificatePassword", secret: true},
			{name: "clientCertificateSendChain", otherwise: false},
		}},
	}
	ociShape = shape{
		{name: "url"},
		{name: "timeoutInSeconds", otherwise: defaultSeconds},
		{name: "syncIntervalInSeconds", otherwise: defaultSeconds},
		{name: "repositoryRef", always: true, inside: shape{{name: "tag"}, {name: "semver"}, {name: "digest"}}},
		{name: "layerSelector", inside: shape{{name: "mediaType"}, {name: "operation", otherwise: "extract"}}},
		{name: "verify", inside: shape{{name: "provider"}, {name: "verificationConfig"}, {name: "matchOidcIdentity"}}},
		{name: "insecure", otherwise: false},
		{name: "useWorkloadIdentity", otherwise: false},
		{name: "serviceAccountName"},
		{name: "localAuthRef"},
		{name: "tlsConfig", inside: shape{
			{name: "clientCertificate", secret: true}, {name: "privateKey", secret: true}, {name: "caCertificate", secret: true},
		}},
	}
	kustomizationShape = shape{
		{name: "path", otherwise: ""},
		{name: "dependsOn", otherwise: []any{}},
		{name: "timeoutInSeconds", otherwise: defaultSeconds},
		{name: "syncIntervalInSeconds", otherwise: defaultSeconds},
		{name: "retryIntervalInSeconds"},
		{name: "prune", otherwise: false},
		{name: "force", otherwise: false},
		{name: "wait", otherwise: true},
		{name: "postBuild"},
	}
	configurationShape = shape{
		{name: "scope", otherwise: "cluster"},
		{name: "namespace", otherwise: "default"},
		{name: "sourceKind", otherwise: "GitRepository"},
		{name: "suspend", otherwise: false},
		{name: "gitRepository", inside: gitShape},
		{name: "bucket", inside: bucketShape},
		{name: "azureBlob", inside: blobShape},
		{name: "ociRepository", inside: ociShape, since: version2024},
		{name: "waitForReconciliation"},
		{name: "reconciliationWaitDuration"},
	}
)

// fill answers a document in a shape.
func (s shape) fill(doc map[string]any, version string) map[string]any {
	out := make(map[string]any, len(s))
	for _, m := range s {
		if m.since > version { // dates compare as text
			continue
		}
		value, sent := doc[m.name]
		switch {
		case m.secret && sent:
			out[m.name] = redacted
		case m.inside != nil && (sent || m.always):
			out[m.name] = m.inside.fill(document.Object(doc, m.name), version)
		case sent:
			out[m.name] = value
		default:
			out[m.name] = m.otherwise
		}
	}
	return out
}
