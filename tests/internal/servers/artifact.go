package servers

import (
	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/stretchr/testify/require"
)

// The media types of what `flux push artifact` pushes.
const (
	fluxConfig  types.MediaType = "application/vnd.cncf.flux.config.v1+json"
	fluxContent types.MediaType = "application/vnd.cncf.flux.content.v1.tar+gzip"
)

// URL is where Flux finds a repository of the registry.
func (r *Registry) URL(repository string) string { return "oci://" + r.Address + "/" + repository }

// Push pushes files to a tag of a repository as `flux push artifact` does. It gives the artefact's digest back.
func (r *Registry) Push(repository, tag string, files Files) string {
	r.t.Helper()
	artifact := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), fluxConfig)
	artifact = mutate.Annotations(artifact, map[string]string{
		"org.opencontainers.image.source":   "https://example.com/fleet.git",
		"org.opencontainers.image.revision": MainBranch + "@sha1:0000000000000000000000000000000000000000",
		"org.opencontainers.image.created":  "2026-01-01T00:00:00Z",
	}).(v1.Image)
	artifact, err := mutate.AppendLayers(artifact, static.NewLayer(files.archive(r.t, ""), fluxContent))
	require.NoError(r.t, err)
	var options []name.Option
	if r.options.Authority == nil {
		options = append(options, name.Insecure)
	}
	reference, err := name.NewTag(r.Address+"/"+repository+":"+tag, options...)
	require.NoError(r.t, err)
	authenticator := authn.Anonymous
	if account := r.options.Account; account != (Account{}) {
		authenticator = &authn.Basic{Username: account.Username, Password: account.Password}
	}
	require.NoError(r.t, remote.Write(reference, artifact, remote.WithAuth(authenticator), remote.WithTransport(r.transport), remote.WithContext(r.t.Context())))
	digest, err := artifact.Digest()
	require.NoError(r.t, err)
	return digest.String()
}
