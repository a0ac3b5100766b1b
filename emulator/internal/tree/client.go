package tree

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
)

// client reads documents from ARM through the Azure SDK's own pipeline. It takes
// them as they are, because what is to be shown is what ARM says.
type client struct {
	pipeline runtime.Pipeline
	endpoint string
}

func newClient(connection *connect.Connection) (*client, error) {
	options := *connection.Options
	options.DisableRPRegistration = true // looking must not change anything
	made, err := arm.NewClient("local-azure-tree", "v1.0.0", connection.Credential, &options)
	if err != nil {
		return nil, fmt.Errorf("make a client of Azure: %w", err)
	}
	return &client{pipeline: made.Pipeline(), endpoint: made.Endpoint()}, nil
}

func (c *client) get(ctx context.Context, url string) (map[string]any, error) {
	request, err := runtime.NewRequest(ctx, http.MethodGet, url)
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", url, err)
	}
	response, err := c.pipeline.Do(request)
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", url, err)
	}
	if !runtime.HasStatusCode(response, http.StatusOK) {
		return nil, runtime.NewResponseError(response)
	}
	var document map[string]any
	if err := runtime.UnmarshalAsJSON(response, &document); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", url, err)
	}
	return document, nil
}

// one reads one resource by its ID.
func (c *client) one(ctx context.Context, id, version string) (map[string]any, error) {
	return c.get(ctx, strings.TrimSuffix(c.endpoint, "/")+id+"?api-version="+version)
}

// list reads a collection, all pages of it. In a namespace that is not registered
// there is nothing.
func (c *client) list(ctx context.Context, path, version string) ([]map[string]any, error) {
	var out []map[string]any
	next := strings.TrimSuffix(c.endpoint, "/") + path + "?api-version=" + version
	for next != "" {
		document, err := c.get(ctx, next)
		var refused *azcore.ResponseError
		if errors.As(err, &refused) && refused.ErrorCode == "MissingSubscriptionRegistration" {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		items, _ := document["value"].([]any)
		for _, item := range items {
			if o, ok := item.(map[string]any); ok {
				out = append(out, o)
			}
		}
		next, _ = document["nextLink"].(string)
	}
	return out, nil
}
