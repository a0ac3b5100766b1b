package flux

import (
	"encoding/base64"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestOCI(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	registry := servers.StartRegistry(t, servers.RegistryOptions{})
	registry.Push("fleet", "v1", servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	s.Configure(source("ociRepository", "url: "+registry.URL("fleet"), "tag: v1", "insecure: true"), kustomization("app", "app"))
	s.Stack.Up()
	s.Arrived("first")
}

func TestOCIReferences(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	registry := servers.StartRegistry(t, servers.RegistryOptions{})
	push := func(tag, value string) string {
		return "@" + registry.Push("fleet", tag, servers.Files{"app/settings.yaml": named(s.Name, value)})
	}
	first, second := push("v1.0.0", "first"), push("v1.1.0", "second")
	push("v2.0.0", "third")
	fourth := push("latest", "fourth")
	s.configureEach(map[string]string{
		"latest": "",
		"tag":    "tag: v1.0.0",
		"semver": `semver: ">=1.0.0 <2.0.0"`,
		"digest": "digest: " + first[1:],
	}, func(reference string) string {
		return source("ociRepository", "url: "+registry.URL("fleet"), "insecure: true", reference)
	})
	s.Stack.Up()
	s.awaitEach(map[string][2]string{
		"latest": {"latest" + fourth, "fourth"},
		"tag":    {"v1.0.0" + first, "first"},
		"semver": {"v1.1.0" + second, "second"},
		"digest": {first[1:], "first"},
	})

	moved := push("latest", "fifth")
	newest, again := push("v1.2.0", "sixth"), push("v1.0.0", "seventh")
	s.awaitEach(map[string][2]string{
		"latest": {"latest" + moved, "fifth"},
		"tag":    {"v1.0.0" + again, "seventh"},
		"semver": {"v1.2.0" + newest, "sixth"},
		"digest": {first[1:], "first"},
	})
}

func TestOCIReferencesThatDoNotExist(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	registry := servers.StartRegistry(t, servers.RegistryOptions{})
	registry.Push("fleet", "v1.0.0", servers.Files{"app/settings.yaml": named(s.Name, "first")})
	s.configureEach(map[string]string{
		"latest": "",
		"semver": `semver: ">=2.0.0"`,
	}, func(reference string) string {
		return source("ociRepository", "url: "+registry.URL("fleet"), "insecure: true", reference)
	})
	s.Stack.Up()
	s.RefusedEach(map[string][]string{
		s.Name + "-latest": {"OCIRepository", "MANIFEST_UNKNOWN"},
		s.Name + "-semver": {"OCIRepository", "no match found for semver: >=2.0.0"},
	})
}

// privateRegistry is a scene whose artefact is in a registry of a private authority, for one account.
func privateRegistry(t *testing.T) (*scene, *servers.Registry, *servers.Authority, servers.Account) {
	t.Helper()
	s := newScene(t)
	authority, account := servers.NewAuthority(t), servers.Account{Username: "puller", Password: "right key"}
	registry := servers.StartRegistry(t, servers.RegistryOptions{Authority: authority, Account: account})
	registry.Push("fleet", "v1", servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	return s, registry, authority, account
}

// pullSecret puts a secret into the scene's namespace as `kubectl create secret docker-registry` does.
func (s *scene) pullSecret(registry *servers.Registry, account servers.Account) {
	s.t.Helper()
	auth := base64.StdEncoding.EncodeToString([]byte(account.Username + ":" + account.Password))
	config := `{"auths": {"` + registry.Address + `": {"auth": "` + auth + `"}}}`
	s.Kube.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + s.Name + "}}")
	s.Kube.Apply("{apiVersion: v1, kind: Secret, type: kubernetes.io/dockerconfigjson, metadata: {name: puller, namespace: " + s.Name +
		"}, stringData: {.dockerconfigjson: " + quoted(s.t, config) + "}}")
}

// upPulling deploys with the secret, and the certificate of an authority.
func (s *scene) upPulling(registry *servers.Registry, more ...string) {
	s.t.Helper()
	lines := append([]string{"url: " + registry.URL("fleet"), "tag: v1"}, more...)
	s.Configure(source("ociRepository", lines...), kustomization("app", "app"))
	s.Stack.Up()
}

func trusting(t *testing.T, authority *servers.Authority) string {
	t.Helper()
	return "tlsConfig: {caCertificate: " + quoted(t, authority.PEM) + "}"
}

func TestOCIWithASecretOfTheClusterAndAPrivateAuthority(t *testing.T) {
	t.Parallel()
	s, registry, authority, account := privateRegistry(t)
	s.pullSecret(registry, account)
	s.upPulling(registry, "localAuthRef: puller", trusting(t, authority))
	s.Arrived("first")
}

func TestOCIWithoutASecret(t *testing.T) {
	t.Parallel()
	s, registry, authority, account := privateRegistry(t)
	s.upPulling(registry, trusting(t, authority))
	s.Refused("OCIRepository", "UNAUTHORIZED: authentication required")
	s.upPulling(registry, "localAuthRef: puller", trusting(t, authority))
	s.Refused("OCIRepository", `secrets "puller" not found`)
	s.pullSecret(registry, account)
	s.Arrived("first")
}

func TestOCIWithWrongCredentials(t *testing.T) {
	t.Parallel()
	s, registry, authority, _ := privateRegistry(t)
	s.pullSecret(registry, servers.Account{Username: "puller", Password: "wrong key"})
	s.upPulling(registry, "localAuthRef: puller", trusting(t, authority))
	s.Refused("OCIRepository", "UNAUTHORIZED: authentication required")
}

func TestOCIWithoutAuthority(t *testing.T) {
	t.Parallel()
	s, registry, authority, account := privateRegistry(t)
	s.pullSecret(registry, account)
	s.upPulling(registry, "localAuthRef: puller")
	s.Refused("OCIRepository", "certificate signed by unknown authority")
	s.upPulling(registry, "localAuthRef: puller", trusting(t, authority))
	s.Arrived("first")
}
