package servers_test

import (
	"io"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestS3OpensABucketForItsKeysAndAPublishedOneForAnybody(t *testing.T) {
	t.Parallel()
	server := servers.StartS3(t)
	server.Bucket("closed", servers.Files{"apps/a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
	server.Bucket("open", servers.Files{"a.yaml": "a: 1\n"})
	server.Publish("open")
	server.Upload("closed", servers.Files{"b.yaml": "b: 2\n", "c.yaml": "c: 1\n"})
	server.Remove("closed", "apps/a.yaml")
	assert.Equal(t, "http://"+server.Endpoint, server.URL())
	right := credentials.NewStaticV4(server.AccessKey, server.SecretKey, "")
	wrong := credentials.NewStaticV4(server.AccessKey, "another-secret", "")
	for name, c := range map[string]struct {
		credentials *credentials.Credentials
		bucket      string
		want        map[string]string
		fault       string
	}{
		"right key":                {right, "closed", map[string]string{"b.yaml": "b: 2\n", "c.yaml": "c: 1\n"}, ""},
		"wrong key":                {wrong, "closed", nil, "SignatureDoesNotMatch"},
		"no key":                   {nil, "closed", nil, "AccessDenied"},
		"no key, published bucket": {nil, "open", map[string]string{"a.yaml": "a: 1\n"}, ""},
		"no such bucket":           {right, "other", nil, "NoSuchBucket"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := minio.New(server.Endpoint, &minio.Options{Creds: c.credentials})
			require.NoError(t, err)
			objects, err := readBucket(t, client, c.bucket)
			if c.fault != "" {
				assert.Equal(t, c.fault, minio.ToErrorResponse(err).Code)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, objects)
		})
	}
}

func readBucket(t *testing.T, client *minio.Client, bucket string) (map[string]string, error) {
	t.Helper()
	objects := map[string]string{}
	for object := range client.ListObjects(t.Context(), bucket, minio.ListObjectsOptions{Recursive: true}) {
		if object.Err != nil {
			return nil, object.Err
		}
		reader, err := client.GetObject(t.Context(), bucket, object.Key, minio.GetObjectOptions{})
		require.NoError(t, err)
		text, err := io.ReadAll(reader)
		if err != nil {
			return nil, err
		}
		objects[object.Key] = string(text)
	}
	return objects, nil
}
