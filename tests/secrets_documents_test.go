package tests

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
)

// canaries are the values of secret inputs that a program gives, each one of its kind.
type canaries struct{ values []string }

// add is a secret that is a word.
func (c *canaries) add(name string) string { return c.keep("canary-" + name + "-" + rand.Text()) }

func (c *canaries) keep(value string) string {
	c.values = append(c.values, value)
	return value
}

// needles are what shows that a text holds a canary: the value without the space around it, its lines where it has more than one, and each
// of them in base64, in whatever place it stands in what was encoded.
func (c *canaries) needles() []string {
	found := map[string]bool{}
	for _, value := range c.values {
		for line := range strings.Lines(value) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "-----") || len(line) < 16 {
				continue
			}
			found[line] = true
			for skip := range 3 {
				encoded := base64.RawStdEncoding.EncodeToString([]byte(line)[skip:])
				// The last characters depend on what comes after.
				found[encoded[:len(encoded)-2]] = true
			}
		}
	}
	needles := make([]string, 0, len(found))
	for needle := range found {
		needles = append(needles, needle)
	}
	slices.Sort(needles)
	return needles
}

// absent checks that a text holds no canary.
func (c *canaries) absent(t *testing.T, where, text string) {
	t.Helper()
	assert.NotEmpty(t, text, where)
	for _, needle := range c.needles() {
		assert.Falsef(t, strings.Contains(text, needle), "%s holds %q", where, needle)
	}
}

// keyPair is a private key in the forms of SSH and TLS, and a certificate of it.
func keyPair(t *testing.T) (sshKey, tlsKey, certificate string) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	block, err := ssh.MarshalPrivateKey(private, "")
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(private)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "tests"}, NotAfter: time.Unix(1<<32, 0)}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	require.NoError(t, err)
	text := func(block *pem.Block) string { return strings.TrimSuffix(string(pem.EncodeToMemory(block)), "\n") }
	return text(block), text(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), text(&pem.Block{Type: "CERTIFICATE", Bytes: signed})
}

// secretInputs are inputs with every secret that there is. Each secret passes through mark.
func secretInputs(t *testing.T, c *canaries, mark func(string) any) contract.Object {
	t.Helper()
	word := func(name string) any { return mark(c.add(name)) }
	sshKey, _, _ := keyPair(t)
	_, tlsKey, certificate := keyPair(t)
	_, _, authority := keyPair(t)
	_, principalKey, principal := keyPair(t)
	accountKey := base64.StdEncoding.EncodeToString([]byte(rand.Text() + rand.Text()))

	configurations := contract.Object{}
	configure := func(name, source string, of contract.Object) {
		configurations[name] = contract.Object{source: of, "kustomizations": contract.Object{"all": contract.Object{"path": "./all"}}}
	}
	git := func(url, credentials string, of contract.Object) contract.Object {
		return contract.Object{"url": url, "branch": "main", credentials: of}
	}
	blob := func(credential string, value any) contract.Object {
		return contract.Object{"url": "https://account.blob.core.windows.net", "containerName": "fleet", credential: value}
	}
	servicePrincipal := func(more contract.Object) contract.Object {
		more["clientId"], more["tenantId"] = guid, guid
		return blob("servicePrincipal", more)
	}
	configure("git-ssh", "gitRepository", git("ssh://git@example.com/fleet", "ssh", contract.Object{"privateKey": mark(c.keep(sshKey))}))
	configure("git-https", "gitRepository", git("https://example.com/fleet", "https", contract.Object{"user": "flux", "key": word("token")}))
	configure("artifact", "ociRepository", contract.Object{"url": "oci://example.com/fleet", "tlsConfig": contract.Object{
		"caCertificate": mark(c.keep(authority)), "clientCertificate": mark(c.keep(certificate)), "privateKey": mark(c.keep(tlsKey)),
	}})
	configure("s3", "bucket", contract.Object{
		"url": "https://s3.example.com", "bucketName": "fleet", "accessKey": word("access"), "secretKey": word("secret"),
	})
	configure("blob-key", "azureBlob", blob("accountKey", mark(c.keep(accountKey))))
	configure("blob-sas", "azureBlob", blob("sasToken", mark("?sv=2024-11-04&sig="+c.add("signature"))))
	configure("blob-secret", "azureBlob", servicePrincipal(contract.Object{"clientSecret": word("client")}))
	configure("blob-certificate", "azureBlob", servicePrincipal(contract.Object{
		"clientCertificate": mark(c.keep(principal + "\n" + principalKey)), "clientCertificatePassword": word("password"),
	}))
	return contract.Object{
		"resourceGroupName": "demo", "clusterName": "aks",
		"extension":      contract.Object{"protectedSettings": contract.Object{"proxy": word("proxy"), "second": word("second")}},
		"configurations": configurations,
	}
}

// unmarked gives a secret as the plain text that it is; marked as a program does that knows better.
func unmarked(value string) any { return value }
func marked(value string) any   { return contract.Object{"fn::secret": value} }

// secretProgram is a program with these inputs; JSON is YAML.
func secretProgram(t *testing.T, inputs contract.Object) string {
	t.Helper()
	text, err := json.Marshal(inputs)
	require.NoError(t, err)
	return "name: tests\nruntime: yaml\nresources:\n  gitops:\n    type: aks-gitops:AksGitOps\n    properties: " + string(text) + "\n"
}

// TestSecretsAreAllTested shows that the inputs of these tests hold every input that the schema calls secret.
func TestSecretsAreAllTested(t *testing.T) {
	t.Parallel()
	tested := map[string]bool{}
	c := &canaries{}
	collect("", secretInputs(t, c, func(string) any { return canary{} }), tested)
	count := 0
	for _, place := range contract.Places() {
		if place.Type.Secret && place.Type.Type == "string" {
			count++
			assert.True(t, tested[keys.ReplaceAllString(place.Path, ".*")], "%s is secret, and no test gives it a value", place.Path)
		}
	}
	assert.GreaterOrEqual(t, count, 12)
}

// canary stands where a secret is.
type canary struct{}

// collect finds the places of canaries. The keys of maps are stars there.
func collect(path string, value any, found map[string]bool) {
	switch value := value.(type) {
	case canary:
		found[strings.TrimPrefix(path, ".")] = true
	case contract.Object:
		isMap := slices.Contains([]string{"configurations", "kustomizations", "protectedSettings"}, path[strings.LastIndex(path, ".")+1:])
		for name, member := range value {
			if isMap {
				name = "*"
			}
			collect(path+"."+name, member, found)
		}
	}
}

var keys = regexp.MustCompile(`\["[^"]*"\]`)
