package flux

import (
	"context"
	"encoding/base64"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

// apply makes a configuration's objects what they should be, takes out those that it
// does not want any more, and gives back the public half of the deploy key that the
// cluster made, if it did. The objects say of which generation they are, and have Flux
// look at once when that is a new one.
func (c *realCluster) apply(ctx context.Context, configuration cluster.Configuration) (publicKey string, err error) {
	if err := c.wait(); err != nil {
		return "", err
	}
	seen, err := c.owned(ctx, configuration.Reference)
	if err != nil {
		return "", err
	}
	key, err := deployKey(configuration, seen)
	if err != nil {
		return "", err
	}
	wanted, err := objects.Of(configuration, key)
	if err != nil {
		return "", err
	}
	for _, object := range wanted {
		if err := c.api.apply(ctx, objects.Resource(object), object); err != nil {
			return "", err
		}
	}
	for _, object := range objects.Stale(seen, wanted, configuration.Reference) {
		if err := c.api.delete(ctx, object); err != nil {
			return "", err
		}
	}
	return key.Public, nil
}

// owned are a configuration's own objects as they are in the cluster.
func (c *realCluster) owned(ctx context.Context, reference cluster.Reference) ([]*unstructured.Unstructured, error) {
	var out []*unstructured.Unstructured
	for _, resource := range objects.OwnedResources() {
		list, err := c.api.list(ctx, resource, objects.Selector(reference))
		if err != nil {
			return nil, err
		}
		for _, object := range list {
			if objects.Owned(object, reference) {
				out = append(out, object)
			}
		}
	}
	return out, nil
}

// deployKey is the key that the cluster made earlier, or a new one if it has to make
// one; empty if the configuration needs none.
func deployKey(configuration cluster.Configuration, seen []*unstructured.Unstructured) (objects.DeployKey, error) {
	if !objects.NeedsDeployKey(configuration) {
		return objects.DeployKey{}, nil
	}
	for _, object := range seen {
		if key := deployKeyOf(object); key.Public != "" {
			return key, nil
		}
	}
	return objects.GenerateDeployKey()
}

// deployKeyOf is the key pair that a secret holds, if it does.
func deployKeyOf(secret *unstructured.Unstructured) objects.DeployKey {
	read := func(name string) string {
		encoded, _, _ := unstructured.NestedString(secret.Object, "data", name)
		text, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			return "" // the API server has checked it
		}
		return string(text)
	}
	return objects.DeployKey{Private: read("identity"), Public: read("identity.pub")}
}
