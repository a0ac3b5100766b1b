package servers

import (
	"crypto/rand"
	"encoding/base64"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
	"github.com/stretchr/testify/require"
)

// blobAccount is the name of the storage account: source-controller takes the first label of the endpoint's host for it, which in 127.0.0.1 is
// this.
const blobAccount = "127"

// blobHost is what the storage account's host is called on Azure, where it says which account is meant.
const blobHost = blobAccount + ".blob.core.windows.net"

// AzureBlob is an Azurite server with one storage account. It speaks plain HTTP.
type AzureBlob struct {
	// URL is the account's endpoint: a host and nothing else, as on Azure.
	URL string
	// Key is the account's key, which opens every container.
	Key string

	t          *testing.T
	credential *azblob.SharedKeyCredential
	client     *azblob.Client
}

// StartAzureBlob starts a storage account without containers.
func StartAzureBlob(t *testing.T) *AzureBlob {
	t.Helper()
	program := built(t, "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js")
	node := onPath(t, "node", "Node.js 20 or newer")
	random := make([]byte, 64)
	_, err := rand.Read(random)
	require.NoError(t, err)
	server := &AzureBlob{t: t, Key: base64.StdEncoding.EncodeToString(random)}
	client := &http.Client{Transport: &http.Transport{}}
	address := serve(t, func(address string) *exec.Cmd {
		host, port, err := net.SplitHostPort(address)
		require.NoError(t, err)
		cmd := exec.Command(node, program, "--blobHost", host, "--blobPort", port, "--inMemoryPersistence",
			"--skipApiVersionCheck", "--disableTelemetry", "--silent")
		cmd.Env = append(os.Environ(), "AZURITE_ACCOUNTS="+blobAccount+":"+server.Key)
		return cmd
	}, func(address string) error { return responds(client, "http://"+address+"/", http.StatusBadRequest) })
	server.URL = front(t, address)
	server.credential, err = azblob.NewSharedKeyCredential(blobAccount, server.Key)
	require.NoError(t, err)
	server.client, err = azblob.NewClientWithSharedKeyCredential(server.URL, server.credential, nil)
	require.NoError(t, err)
	return server
}

// front is where the account is found without its name in the path, which Azurite wants at an address that is no name.
func front(t *testing.T, address string) string {
	t.Helper()
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: address})
		r.Out.Host = blobHost
	}})
	t.Cleanup(proxy.Close)
	return proxy.URL
}

// Container makes a container that holds these files.
func (a *AzureBlob) Container(name string, files Files) {
	a.t.Helper()
	a.create(name, nil, files)
}

// PublicContainer makes a container that anybody may read.
func (a *AzureBlob) PublicContainer(name string, files Files) {
	a.t.Helper()
	access := azblob.PublicAccessTypeContainer
	a.create(name, &azblob.CreateContainerOptions{Access: &access}, files)
}

func (a *AzureBlob) create(name string, options *azblob.CreateContainerOptions, files Files) {
	a.t.Helper()
	_, err := a.client.CreateContainer(a.t.Context(), name, options)
	require.NoError(a.t, err)
	a.Upload(name, files)
}

// Upload writes files over those of a container.
func (a *AzureBlob) Upload(name string, files Files) {
	a.t.Helper()
	for _, path := range files.paths() {
		_, err := a.client.UploadBuffer(a.t.Context(), name, path, []byte(files[path]), nil)
		require.NoError(a.t, err)
	}
}

// Remove removes a file from a container.
func (a *AzureBlob) Remove(name, path string) {
	a.t.Helper()
	_, err := a.client.DeleteBlob(a.t.Context(), name, path, nil)
	require.NoError(a.t, err)
}

// SAS is a token that opens one container for reading, for an hour.
func (a *AzureBlob) SAS(name string) string {
	a.t.Helper()
	client, err := container.NewClientWithSharedKeyCredential("https://"+blobHost+"/"+name, a.credential, nil)
	require.NoError(a.t, err)
	signed, err := client.GetSASURL(sas.ContainerPermissions{Read: true, List: true}, time.Now().Add(time.Hour), nil)
	require.NoError(a.t, err)
	parsed, err := url.Parse(signed)
	require.NoError(a.t, err)
	return parsed.RawQuery
}
