package registration

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// selfSigned writes a certificate with its key.
func selfSigned(t *testing.T) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...)
	path := filepath.Join(t.TempDir(), "client.pem")
	require.NoError(t, os.WriteFile(path, text, 0o600))
	return path
}

// fakeCLI puts an `az` on PATH that does this.
func fakeCLI(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for az is a shell script: run this test on Linux or macOS")
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "az"), []byte("#!/bin/sh\n"+script), 0o700))
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func TestAzureCLI(t *testing.T) { //nolint:paralleltest // sets PATH
	fakeCLI(t, `case "$*" in
"account show"*) echo '{"id":"`+subscription+`","environmentName":"AzureUSGovernment"}';;
*) echo '{"accessToken":"t","expiresOn":"2999-01-01 00:00:00.000000","expires_on":32472144000}';;
esac
`)
	var s settings
	id, err := s.askCLI(t.Context(), "")
	require.NoError(t, err)
	assert.Equal(t, subscription, id)
	assert.Equal(t, cloud.AzureGovernment, *s.cloud.known)

	c := newFakeCloud(t)
	c.answers["GET "+aks] = answer2xx(registered)
	delete(c.env, "ARM_SUBSCRIPTION_ID")
	connected := c.connect(t, nil)
	assert.Equal(t, subscription, connected.subscription)
	got, err := connected.get(t.Context(), item{namespace: aks})
	require.NoError(t, err)
	assert.Equal(t, registered, got.state)
}

func TestAzureCLIThatIsNotLoggedIn(t *testing.T) { //nolint:paralleltest // sets PATH
	fakeCLI(t, "echo \"Please run 'az login' to setup account.\" >&2; exit 1\n")
	_, err := connect(t.Context(), map[string]string{}, "")
	require.EqualError(t, err, "cannot ask the Azure CLI for its subscription: Please run 'az login' to setup account. "+ways)

	_, err = newFakeCloud(t).connect(t, nil).get(t.Context(), item{namespace: aks})
	require.ErrorContains(t, err, "no token for the Azure CLI: ")
	require.ErrorContains(t, err, ways)
	assert.False(t, passing(err))
}
