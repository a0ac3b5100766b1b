package objects

import (
	"cmp"
	"encoding/base64"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

// What a secret is for, which ends its name.
const (
	forAuthentication = "protected-parameters"
	forTLS            = "tls-config"
	forVerification   = "verification-config"
)

// secret is one that the source needs.
type secret struct {
	use  string
	data map[string]string
}

// secrets are at most one for each use.
type secrets []secret

// object is the secret in the cluster.
func (s secret) object(c cluster.Configuration) *unstructured.Unstructured {
	o := object(core, "Secret", c.Namespace, secretName(c, s.use))
	data := map[string]any{}
	for key, value := range s.data {
		data[key] = base64.StdEncoding.EncodeToString([]byte(value))
	}
	o.Object["type"] = "Opaque"
	o.Object["data"] = data
	return o
}

func secretName(c cluster.Configuration, use string) string { return c.Name + "-" + use }

// reference is how a source names a secret, or nil when there is none for this use.
func (s secrets) reference(c cluster.Configuration, use string) map[string]any {
	for _, one := range s {
		if one.use == use {
			return map[string]any{"name": secretName(c, use)}
		}
	}
	return nil
}

// credentials are the secrets of a configuration's source, with the keys that the
// source-controller reads. A secret that is in the cluster already takes the place of
// what would be sent to authenticate.
func credentials(c cluster.Configuration, key DeployKey) (secrets, error) {
	r := &reader{source: c.Source}
	all := secrets{{forTLS, r.tls()}, {forVerification, r.verification()}}
	if localAuth(c.Source) == "" {
		all = append(secrets{{forAuthentication, r.authentication(c, key)}}, all...)
	}
	var out secrets
	for _, s := range all {
		if len(s.data) > 0 {
			out = append(out, s)
		}
	}
	return out, r.err
}

func localAuth(s cluster.Source) string { return document.Text(s.Settings, "localAuthRef") }

// authentication is the data with which the source is reached.
func (r *reader) authentication(c cluster.Configuration, key DeployKey) map[string]string {
	switch c.Source.Kind {
	case cluster.GitRepository:
		return r.git(c, key)
	case cluster.Bucket:
		return r.pairs("accesskey", r.text("accessKey"), "secretkey", r.protected("bucketSecretKey"))
	case cluster.AzureBlob:
		return r.blob()
	default:
		return nil
	}
}

func (r *reader) git(c cluster.Configuration, key DeployKey) map[string]string {
	if isSSH(c.Source.URL) {
		if !NeedsDeployKey(c) {
			key = DeployKey{Private: r.protected("sshPrivateKey")}
		}
		return r.pairs("identity", key.Private, "identity.pub", key.Public, "known_hosts", cmp.Or(r.decoded("sshKnownHosts"), knownHosts(c.Source.URL)))
	}
	return r.pairs("username", r.text("httpsUser"), "password", r.protected("httpsKey"), "ca.crt", r.decoded("httpsCACert"))
}

// blob has one credential; with several, the source-controller decides.
func (r *reader) blob() map[string]string {
	data := r.pairs("accountKey", r.text("accountKey"), "sasKey", r.text("sasToken"),
		"clientId", r.text("servicePrincipal", "clientId"), "tenantId", r.text("servicePrincipal", "tenantId"),
		"clientSecret", r.text("servicePrincipal", "clientSecret"),
		"clientCertificate", r.decoded("servicePrincipal", "clientCertificate"),
		"clientCertificatePassword", r.text("servicePrincipal", "clientCertificatePassword"))
	if chain, _ := document.Object(r.source.Settings, "servicePrincipal")["clientCertificateSendChain"].(bool); chain {
		data["clientCertificateSendChain"] = "true"
	}
	if identity := r.text("managedIdentity", "clientId"); identity != "" && len(data) == 0 {
		data["clientId"] = identity
	}
	return data
}

func (r *reader) tls() map[string]string {
	return r.pairs("tls.crt", r.decoded("tlsConfig", "clientCertificate"), "tls.key", r.decoded("tlsConfig", "privateKey"),
		"ca.crt", r.decoded("tlsConfig", "caCertificate"))
}

// verification is sent as it is to be stored: Azure names no encoding for it.
func (r *reader) verification() map[string]string {
	out := map[string]string{}
	for name := range document.Object(r.source.Settings, "verify", "verificationConfig") {
		out[name] = r.text("verify", "verificationConfig", name)
	}
	return out
}

// reader reads a source's credentials and keeps what went wrong first.
type reader struct {
	source cluster.Source
	err    error
}

// text is a member of the source's settings; the last name is the member's.
func (r *reader) text(path ...string) string {
	last := len(path) - 1
	return document.Text(document.Object(r.source.Settings, path[:last]...), path[last])
}

// decoded is a member that is sent in base64.
func (r *reader) decoded(path ...string) string {
	return r.decode(path[len(path)-1], r.text(path...))
}

// protected is a protected setting, of which all known ones are sent in base64.
func (r *reader) protected(name string) string {
	return r.decode("configurationProtectedSettings."+name, r.source.ProtectedSettings[name])
}

func (r *reader) decode(what, value string) string {
	plain, err := base64.StdEncoding.DecodeString(value)
	if err != nil && r.err == nil {
		// The value may be the secret in plain text, so it is not repeated.
		r.err = fmt.Errorf("%s is not in base64, in which it must be sent", what)
	}
	return string(plain)
}

// pairs are keys and values of which the empty ones are left out.
func (*reader) pairs(keysAndValues ...string) map[string]string {
	out := map[string]string{}
	for i := 1; i < len(keysAndValues); i += 2 {
		if keysAndValues[i] != "" {
			out[keysAndValues[i-1]] = keysAndValues[i]
		}
	}
	return out
}
