package servers

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/require"
)

// S3 is a MinIO server, which holds buckets. It speaks plain HTTP.
type S3 struct {
	// Endpoint is its host and port, as Flux takes it.
	Endpoint string
	// AccessKey and SecretKey open every bucket.
	AccessKey, SecretKey string

	t      *testing.T
	client *minio.Client
}

// StartS3 starts a server without buckets.
func StartS3(t *testing.T) *S3 {
	t.Helper()
	program, dir := built(t, "minio"), t.TempDir()
	server := &S3{t: t, AccessKey: "fleet-reader", SecretKey: "fleet-reader-secret"}
	client := &http.Client{Transport: &http.Transport{}}
	server.Endpoint = serve(t, func(address string) *exec.Cmd {
		cmd := exec.Command(program, "server", "--address", address, "--quiet", dir)
		cmd.Env = append(os.Environ(), "HOME="+dir, "MINIO_ROOT_USER="+server.AccessKey, "MINIO_ROOT_PASSWORD="+server.SecretKey,
			"MINIO_BROWSER=off", "MINIO_UPDATE=off")
		return cmd
	}, func(address string) error {
		return responds(client, "http://"+address+"/minio/health/ready", http.StatusOK)
	})
	var err error
	server.client, err = minio.New(server.Endpoint, &minio.Options{Creds: credentials.NewStaticV4(server.AccessKey, server.SecretKey, "")})
	require.NoError(t, err)
	return server
}

// URL is the server's address, as Azure takes it.
func (s *S3) URL() string { return "http://" + s.Endpoint }

// Bucket makes a bucket that holds these files.
func (s *S3) Bucket(name string, files Files) {
	s.t.Helper()
	require.NoError(s.t, s.client.MakeBucket(s.t.Context(), name, minio.MakeBucketOptions{}))
	s.Upload(name, files)
}

// Upload writes files over those of a bucket.
func (s *S3) Upload(bucket string, files Files) {
	s.t.Helper()
	for _, path := range files.paths() {
		text := files[path]
		_, err := s.client.PutObject(s.t.Context(), bucket, path, strings.NewReader(text), int64(len(text)), minio.PutObjectOptions{})
		require.NoError(s.t, err)
	}
}

// Remove removes a file from a bucket.
func (s *S3) Remove(bucket, path string) {
	s.t.Helper()
	require.NoError(s.t, s.client.RemoveObject(s.t.Context(), bucket, path, minio.RemoveObjectOptions{}))
}

// Publish lets anybody read a bucket.
func (s *S3) Publish(bucket string) {
	s.t.Helper()
	policy := fmt.Sprintf(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:GetBucketLocation", "s3:ListBucket"], "Resource": ["arn:aws:s3:::%[1]s"]},
		{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::%[1]s/*"]}]}`, bucket)
	require.NoError(s.t, s.client.SetBucketPolicy(s.t.Context(), bucket, policy))
}
