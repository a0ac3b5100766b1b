package flux

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
)

// source is a source that is looked at every second: `bucket` or the like, and lines of it.
func source(kind string, lines ...string) string {
	return kind + ":\n" + indent("syncIntervalInSeconds: 1\n"+strings.Join(lines, "\n"), 2)
}

// quoted is a text as YAML takes it on one line, whatever it holds.
func quoted(t *testing.T, text string) string {
	t.Helper()
	line, err := json.Marshal(text)
	require.NoError(t, err)
	return string(line)
}

// Arrived waits until Azure calls the configuration compliant, and expects the settings that its source has.
func (s *scene) Arrived(value string) {
	s.t.Helper()
	s.Await("Compliant")
	assert.Equal(s.t, map[string]string{"value": value}, s.Kube.ConfigMap(s.Name, "settings"))
}

// Refused waits until Azure says that the configuration fails with some words, and then until the component's outputs say it after a
// refresh. It gives back what they say.
func (s *scene) Refused(words ...string) string {
	s.t.Helper()
	return s.RefusedOf(s.Name, words...)
}

// RefusedOf does the same for one of several configurations.
func (s *scene) RefusedOf(configuration string, words ...string) string {
	s.t.Helper()
	said := ""
	says := func() bool {
		for _, word := range words {
			if !strings.Contains(said, word) {
				return false
			}
		}
		return true
	}
	s.t.Cleanup(func() {
		if s.t.Failed() {
			s.t.Logf("%s said last: %s", configuration, said)
		}
	})
	kube.Eventually(s.t, configuration+" says "+strings.Join(words, ", "), func() bool {
		said, _ = s.Properties(configuration)["errorMessage"].(string)
		return says()
	})
	kube.Eventually(s.t, "errorMessages says "+strings.Join(words, ", "), func() bool {
		s.Stack.Up("--refresh")
		outputs := s.Stack.Outputs()
		said, _ = outputs["errorMessages"].(map[string]any)[configuration].(string)
		return says() && outputs["complianceStates"].(map[string]any)[configuration] == "Non-Compliant"
	})
	s.t.Logf("errorMessages: %s", said)
	return said
}
