package arm

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
)

// longestBody is ARM's own limit on a request.
const longestBody = 4 << 20

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	code   string
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// logged answers a request with ARM's headers and writes its line.
func (s *Service) logged(w http.ResponseWriter, r *http.Request, answer func(*call)) {
	line := requestlog.Request{
		Sequence: s.Log.Next(), Started: time.Now(), Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery,
		APIVersion: r.URL.Query().Get("api-version"), ClientRequestID: r.Header.Get("x-ms-client-request-id"),
	}
	if strings.HasPrefix(strings.ToLower(r.URL.Path), "/subscriptions/") {
		line.ID = r.URL.Path
	}
	line.CorrelationID = r.Header.Get("x-ms-correlation-request-id")
	if line.CorrelationID == "" {
		line.CorrelationID = uuid.NewString()
	}
	header := w.Header()
	header.Set("x-ms-request-id", uuid.NewString())
	header.Set("x-ms-correlation-request-id", line.CorrelationID)
	if line.ClientRequestID != "" {
		header.Set("x-ms-client-request-id", line.ClientRequestID)
	}
	recorded := &recorder{ResponseWriter: w, status: http.StatusOK}
	c := &call{w: recorded, r: r}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
	if err != nil {
		c.refuse(armerror.New(http.StatusRequestEntityTooLarge, "RequestContentTooLarge", "The request must have at most %d bytes.", longestBody))
	} else {
		c.body = body
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer(c)
	}
	line.Ended, line.Status, line.Code = time.Now(), recorded.status, recorded.code
	if line.ID != "" { // a token request's body is a secret
		line.Body = requestlog.RedactBody(body)
	}
	s.Log.Request(line)
}

// answer writes JSON.
func (c *call) answer(status int, body any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)                 // "<redacted>" is looked for as it is written
	if err := encoder.Encode(body); err != nil { // maps, lists and plain values only: cannot happen
		c.refuse(armerror.New(http.StatusInternalServerError, "InternalServerError", "The answer could not be written."))
		return
	}
	c.write(status, text.Bytes())
}

// refuse writes ARM's error envelope.
func (c *call) refuse(err *armerror.Error) {
	if recorded, ok := c.w.(*recorder); ok {
		recorded.code = err.Code
	}
	c.w.Header().Set("x-ms-failure-cause", "gateway")
	c.write(err.Status, err.Body())
}

func (c *call) write(status int, text []byte) {
	c.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	c.w.Header().Set("Cache-Control", "no-cache")
	c.w.WriteHeader(status)
	if c.r.Method != http.MethodHead && status != http.StatusNoContent {
		// The client may be gone; there is nobody left to tell.
		_, _ = c.w.Write(text)
	}
}

// empty answers without a body.
func (c *call) empty(status int) { c.w.WriteHeader(status) }
