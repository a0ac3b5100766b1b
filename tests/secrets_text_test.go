package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// What docs/troubleshooting.md says of Pulumi's YAML host, which refuses a wrong type before the component is asked: it shows the lines of
// the program around it, but not the value of a configuration variable.
func TestYAMLShowsItsTextAndNoConfiguration(t *testing.T) {
	t.Parallel()
	const inText, inConfiguration = "canary-in-the-text", "canary-in-the-configuration"
	s := stack.New(t, "config:\n  secretKey: {type: string, secret: true}\n"+program(component("gitops", attached+configurations(`apps:
  bucket:
    url: https://s3.example.com
    bucketName: fleet
    accessKey: `+inText+`
    secretKey: ${secretKey}
    insecure: [true]
  kustomizations: {all: {}}
`))))
	s.Secret("secretKey", inConfiguration)
	refused := s.Run("preview")
	assert.NotZero(t, refused.ExitCode)
	assert.Contains(t, refused.Output(), "insecure: Cannot assign")
	assert.Contains(t, refused.Output(), inText)
	assert.NotContains(t, refused.Output(), inConfiguration)
}
