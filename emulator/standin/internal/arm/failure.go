package arm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Failure is what Azure said when it refused a request, or when an operation failed.
type Failure struct {
	Status  int
	Code    string
	Message string
}

// Error words the failure in azure-native's way.
func (f *Failure) Error() string {
	if f.Code == "" {
		return fmt.Sprintf(`Status=%d Message="%s"`, f.Status, f.Message)
	}
	return fmt.Sprintf(`Status=%d Code="%s" Message="%s"`, f.Status, f.Code, f.Message)
}

// ErrTimedOut is what an operation ends with when its time is up.
var ErrTimedOut = errors.New("operation timed out")

// IsNotFound reports whether Azure answered that something is not there.
func IsNotFound(err error) bool {
	failure, ok := errors.AsType[*Failure](err)
	return ok && failure.Status == http.StatusNotFound
}

func codeOf(resp *http.Response) string {
	if responseErr, ok := errors.AsType[*azcore.ResponseError](runtime.NewResponseError(resp)); ok {
		return responseErr.ErrorCode
	}
	return ""
}

// failureOf reads ARM's error envelope out of an answer.
func failureOf(resp *http.Response) error {
	failure := &Failure{Status: resp.StatusCode, Code: codeOf(resp)}
	body, err := runtime.Payload(resp)
	if err != nil {
		failure.Message = resp.Status
		return failure
	}
	failure.Message = string(body)
	var envelope struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &envelope) == nil && envelope.Error.Message != "" {
		failure.Message = envelope.Error.Message
	}
	return failure
}

// explain puts the errors of the pipeline and the pollers into plain words.
func explain(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return ErrTimedOut
	}
	if responseErr, ok := errors.AsType[*azcore.ResponseError](err); ok && responseErr.RawResponse != nil {
		return failureOf(responseErr.RawResponse)
	}
	return err
}
