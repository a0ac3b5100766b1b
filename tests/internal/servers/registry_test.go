package servers_test

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestRegistryHoldsFluxArtefacts(t *testing.T) {
	t.Parallel()
	registry := servers.StartRegistry(t, servers.RegistryOptions{})
	digest := registry.Push("fleet/manifests", "v1", servers.Files{"apps/a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
	assert.NotEqual(t, digest, registry.Push("fleet/manifests", "v2", servers.Files{"b.yaml": "b: 2\n"}))

	artifact := pull(t, registry, "fleet/manifests:v1", name.Insecure)
	pulled, err := artifact.Digest()
	require.NoError(t, err)
	assert.Equal(t, digest, pulled.String())
	manifest, err := artifact.Manifest()
	require.NoError(t, err)
	assert.EqualValues(t, "application/vnd.cncf.flux.config.v1+json", manifest.Config.MediaType)
	assert.Contains(t, manifest.Annotations, "org.opencontainers.image.revision")
	require.Len(t, manifest.Layers, 1)
	assert.EqualValues(t, "application/vnd.cncf.flux.content.v1.tar+gzip", manifest.Layers[0].MediaType)
	layers, err := artifact.Layers()
	require.NoError(t, err)
	packed, err := layers[0].Compressed()
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"apps/a.yaml": "a: 1\n", "b.yaml": "b: 1\n"}, unpack(t, packed))
}

func TestRegistryAsksForItsUserAndIsTrustedByItsAuthorityAlone(t *testing.T) {
	t.Parallel()
	authority := servers.NewAuthority(t)
	account := servers.Account{Username: "puller", Password: "right key"}
	registry := servers.StartRegistry(t, servers.RegistryOptions{Authority: authority, Account: account})
	registry.Push("fleet", "v1", servers.Files{"a.yaml": "a: 1\n"})
	for title, c := range map[string]struct {
		authority *servers.Authority
		auth      authn.Authenticator
		want      string
	}{
		"right":           {authority, &authn.Basic{Username: "puller", Password: "right key"}, ""},
		"wrong key":       {authority, &authn.Basic{Username: "puller", Password: "wrong key"}, "authentication required"},
		"no key":          {authority, authn.Anonymous, "authentication required"},
		"wrong authority": {servers.NewAuthority(t), &authn.Basic{Username: "puller", Password: "right key"}, "certificate"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			reference, err := name.ParseReference(registry.Address + "/fleet:v1")
			require.NoError(t, err)
			_, err = remote.Image(reference, remote.WithAuth(c.auth), remote.WithTransport(c.authority.Client().Transport))
			if c.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.want)
		})
	}
}

func pull(t *testing.T, registry *servers.Registry, image string, options ...name.Option) v1.Image {
	t.Helper()
	assert.Equal(t, "oci://"+registry.Address+"/"+image, registry.URL(image))
	reference, err := name.ParseReference(strings.TrimPrefix(registry.URL(image), "oci://"), options...)
	require.NoError(t, err)
	artifact, err := remote.Image(reference, remote.WithTransport(&http.Transport{}))
	require.NoError(t, err)
	return artifact
}

// unpack reads the files of a tar.gz.
func unpack(t *testing.T, packed io.Reader) map[string]string {
	t.Helper()
	compressed, err := gzip.NewReader(packed)
	require.NoError(t, err)
	archive, files := tar.NewReader(compressed), map[string]string{}
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		require.NoError(t, err)
		text, err := io.ReadAll(archive)
		require.NoError(t, err)
		files[header.Name] = string(text)
	}
}
