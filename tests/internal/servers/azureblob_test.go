package servers_test

import (
	"encoding/base64"
	"io"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/bloberror"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestAzureBlobOpensAContainerForItsKeyATokenAndIfPublicForAnybody(t *testing.T) {
	t.Parallel()
	server := servers.StartAzureBlob(t)
	server.Container("closed", servers.Files{"apps/a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
	server.Container("other", servers.Files{"o.yaml": "o: 1\n"})
	server.PublicContainer("open", servers.Files{"a.yaml": "a: 1\n"})
	server.Upload("closed", servers.Files{"b.yaml": "b: 2\n", "c.yaml": "c: 1\n"})
	server.Remove("closed", "apps/a.yaml")
	closed := map[string]string{"b.yaml": "b: 2\n", "c.yaml": "c: 1\n"}
	wrong := base64.StdEncoding.EncodeToString([]byte("another key"))
	for name, c := range map[string]struct {
		client    *azblob.Client
		container string
		want      map[string]string
		fault     bloberror.Code
	}{
		"right key":                {withKey(t, server.URL, server.Key), "closed", closed, ""},
		"wrong key":                {withKey(t, server.URL, wrong), "closed", nil, bloberror.AuthorizationFailure},
		"token":                    {withoutKey(t, server.URL+"?"+server.SAS("closed")), "closed", closed, ""},
		"token of another":         {withoutKey(t, server.URL+"?"+server.SAS("other")), "closed", nil, bloberror.AuthorizationFailure},
		"no key":                   {withoutKey(t, server.URL), "closed", nil, bloberror.AuthorizationFailure},
		"no key, public container": {withoutKey(t, server.URL), "open", map[string]string{"a.yaml": "a: 1\n"}, ""},
		"no such container":        {withKey(t, server.URL, server.Key), "none", nil, bloberror.ContainerNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			blobs, err := readContainer(t, c.client, c.container)
			if c.fault != "" {
				assert.True(t, bloberror.HasCode(err, c.fault), "%v", err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, blobs)
		})
	}
}

// once does not try again what a wrong key gets refused.
var once = azblob.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: policy.RetryOptions{MaxRetries: -1}}}

// withKey is a client with what source-controller reads out of a secret with an account's key.
func withKey(t *testing.T, url, key string) *azblob.Client {
	t.Helper()
	credential, err := azblob.NewSharedKeyCredential("127", key)
	require.NoError(t, err)
	client, err := azblob.NewClientWithSharedKeyCredential(url, credential, &once)
	require.NoError(t, err)
	return client
}

func withoutKey(t *testing.T, url string) *azblob.Client {
	t.Helper()
	client, err := azblob.NewClientWithNoCredential(url, &once)
	require.NoError(t, err)
	return client
}

func readContainer(t *testing.T, client *azblob.Client, name string) (map[string]string, error) {
	t.Helper()
	blobs := map[string]string{}
	for pages := client.NewListBlobsFlatPager(name, nil); pages.More(); {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			return nil, err
		}
		for _, blob := range page.Segment.BlobItems {
			response, err := client.DownloadStream(t.Context(), name, *blob.Name, nil)
			if err != nil {
				return nil, err
			}
			text, err := io.ReadAll(response.Body)
			require.NoError(t, err)
			blobs[*blob.Name] = string(text)
		}
	}
	return blobs, nil
}
