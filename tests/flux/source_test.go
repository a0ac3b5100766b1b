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
// refresh.
func (s *scene) Refused(words ...string) {
	s.t.Helper()
	s.RefusedEach(map[string][]string{s.Name: words})
}

// RefusedEach does the same for several configurations, each with words of its own.
func (s *scene) RefusedEach(want map[string][]string) {
	s.t.Helper()
	said := map[string]string{}
	s.t.Cleanup(func() {
		if s.t.Failed() {
			s.t.Logf("errorMessage was last: %v", said)
		}
	})
	for configuration, words := range want {
		kube.Eventually(s.t, configuration+" says "+strings.Join(words, ", "), func() bool {
			said[configuration], _ = s.Properties(configuration)["errorMessage"].(string)
			return holdsAll(said[configuration], words)
		})
	}
	kube.Eventually(s.t, "the outputs say it as well", func() bool {
		s.Stack.Up("--refresh")
		outputs := s.Stack.Outputs()
		right := true
		for configuration, words := range want {
			said[configuration], _ = outputs["errorMessages"].(map[string]any)[configuration].(string)
			right = right && holdsAll(said[configuration], words) && outputs["complianceStates"].(map[string]any)[configuration] == "Non-Compliant"
		}
		return right
	})
	for _, message := range said {
		documented(s.t, message)
	}
}

func holdsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
