package arm

import (
	"net/http"
	"strconv"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// patience is how long a request is repeated that Azure refuses because another operation is in progress. It is what
// azure-native's three attempts, 20, 60 and 120 seconds apart, come to.
const patience = 200 * time.Second

// conflictPolicy repeats requests that are refused because another operation is in progress. Other conflicts are final.
type conflictPolicy struct {
	pause time.Duration
}

// Do implements policy.Policy.
func (p *conflictPolicy) Do(req *policy.Request) (*http.Response, error) {
	until := time.Now().Add(patience)
	for {
		resp, err := req.Next()
		if err != nil || !runtime.HasStatusCode(resp, http.StatusConflict) ||
			codeOf(resp) != "AnotherOperationInProgress" || time.Now().After(until) {
			return resp, err
		}
		pause := retryAfter(resp.Header, p.pause)
		drain(resp)
		select {
		case <-req.Raw().Context().Done():
			return nil, req.Raw().Context().Err()
		case <-time.After(pause):
		}
		if err := req.RewindBody(); err != nil {
			return nil, err
		}
	}
}

// retryAfter is what the server asks for, in the order in which the SDK's pollers look for it.
func retryAfter(header http.Header, otherwise time.Duration) time.Duration {
	for _, source := range []struct {
		name string
		unit time.Duration
	}{{"Retry-After-Ms", time.Millisecond}, {"X-Ms-Retry-After-Ms", time.Millisecond}, {"Retry-After", time.Second}} {
		if n, err := strconv.Atoi(header.Get(source.name)); err == nil && n > 0 {
			return time.Duration(n) * source.unit
		}
	}
	return otherwise
}
