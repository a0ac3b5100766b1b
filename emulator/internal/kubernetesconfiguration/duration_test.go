package kubernetesconfiguration_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"PT1H": time.Hour, "PT5M": 5 * time.Minute, "P1D": 24 * time.Hour, "P1W": 168 * time.Hour,
		"P1DT2H3M4.5S": 26*time.Hour + 3*time.Minute + 4500*time.Millisecond,
	} {
		got, err := flux.ParseDuration(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "P", "PT", "P1DT", "5m", "PT5", "P1M", "P1Y", "-PT5M", "PT99999999999999999H"} {
		_, err := flux.ParseDuration(text)
		assert.Error(t, err, text)
	}
}
