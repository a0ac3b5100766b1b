package plugin_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"golang.org/x/sync/errgroup"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/fakearm"
)

// A stack may hold a thousand resources, and the engine may create a hundred of them at once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	const resources, parallel = 1000, 100
	var held sync.Map
	server, fake := azure(t, "2.92.3", func(r fakearm.Request) fakearm.Answer {
		if r.Method == http.MethodPut {
			held.Store(r.Path, r.Body)
		}
		if body, ok := held.Load(r.Path); ok {
			return fakearm.Answer{Status: 200, Body: body}
		}
		return fakearm.NotFound()
	})
	var group errgroup.Group
	group.SetLimit(parallel)
	for i := range resources {
		name := fmt.Sprintf("apps-%d", i)
		inputs := marshal(t, flux(map[string]any{"fluxConfigurationName": name}))
		group.Go(func() error {
			_, err := server.Create(t.Context(), &pulumirpc.CreateRequest{Urn: urn(fluxToken, name), Properties: inputs})
			return err
		})
	}
	assert.NoError(t, group.Wait())
	assert.Len(t, fake.Seen(), 3*resources)
	assert.EqualValues(t, 1, fake.Tokens.Load(), "one token serves all")
}
