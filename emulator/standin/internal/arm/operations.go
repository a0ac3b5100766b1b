package arm

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

func (c *Client) request(ctx context.Context, method, id, apiVersion string) (*policy.Request, error) {
	req, err := runtime.NewRequest(ctx, method, runtime.JoinPaths(c.endpoint, id))
	if err != nil {
		return nil, err
	}
	req.Raw().URL.RawQuery = url.Values{"api-version": {apiVersion}}.Encode()
	req.Raw().Header.Set("Accept", "application/json")
	return req, nil
}

// Get reads a resource.
func (c *Client) Get(ctx context.Context, id, apiVersion string) (map[string]any, error) {
	resp, err := c.do(ctx, http.MethodGet, id, apiVersion, nil)
	if err != nil {
		return nil, err
	}
	if !runtime.HasStatusCode(resp, http.StatusOK) {
		return nil, failureOf(resp)
	}
	return decode(resp)
}

// CanCreate makes sure that there is nothing yet under an ID: a PUT would change it, and adopt it silently.
func (c *Client) CanCreate(ctx context.Context, id, apiVersion string) error {
	resp, err := c.do(ctx, http.MethodGet, id, apiVersion, nil)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusNotFound, http.StatusNoContent:
		drain(resp)
		return nil
	case http.StatusOK:
		if answer, err := decode(resp); err == nil && len(answer) > 0 {
			return fmt.Errorf("cannot create already existing resource '%s'", id)
		}
		return nil
	}
	body, _ := runtime.Payload(resp)
	return fmt.Errorf("cannot check existence of resource '%s': status code %d, %s", id, resp.StatusCode, body)
}

// Put creates or updates a resource and waits for the operation to end. Accepted means that Azure took the request
// up: from then on something may exist, whatever the error says.
func (c *Client) Put(ctx context.Context, id, apiVersion string, body map[string]any) (accepted bool, err error) {
	resp, err := c.do(ctx, http.MethodPut, id, apiVersion, body)
	if err != nil {
		return false, err
	}
	if !runtime.HasStatusCode(resp, http.StatusOK, http.StatusCreated, http.StatusAccepted) {
		return false, failureOf(resp)
	}
	return true, wait[map[string]any](ctx, c, resp)
}

// Delete deletes a resource and waits until it is gone. One that is gone already is no failure.
func (c *Client) Delete(ctx context.Context, id, apiVersion string) error {
	resp, err := c.do(ctx, http.MethodDelete, id, apiVersion, nil)
	if err != nil {
		return err
	}
	switch {
	case runtime.HasStatusCode(resp, http.StatusNotFound):
		drain(resp)
		return nil
	case !runtime.HasStatusCode(resp, http.StatusOK, http.StatusAccepted, http.StatusNoContent):
		return failureOf(resp)
	}
	if err = wait[any](ctx, c, resp); IsNotFound(err) {
		return nil
	}
	return err
}

func (c *Client) do(ctx context.Context, method, id, apiVersion string, body map[string]any) (*http.Response, error) {
	req, err := c.request(ctx, method, id, apiVersion)
	if err != nil {
		return nil, err
	}
	if body != nil {
		if err := runtime.MarshalAsJSON(req, body); err != nil {
			return nil, err
		}
	}
	resp, err := c.pipeline.Do(req)
	if err != nil {
		return nil, explain(err)
	}
	return resp, nil
}

// wait polls an operation until it ends. The server says how often; where it does not, the interval does, which the
// poller accepts from a second on.
func wait[T any](ctx context.Context, c *Client, resp *http.Response) error {
	poller, err := runtime.NewPoller[T](resp, c.pipeline, nil)
	if err != nil {
		return explain(err)
	}
	_, err = poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: max(c.interval, time.Second)})
	return explain(err)
}

func decode(resp *http.Response) (map[string]any, error) {
	var answer map[string]any
	if err := runtime.UnmarshalAsJSON(resp, &answer); err != nil {
		body, _ := runtime.Payload(resp)
		return nil, fmt.Errorf("unexpected response from Azure: '%s', HTTP status: %s", body, resp.Status)
	}
	return answer, nil
}

func drain(resp *http.Response) {
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
}
