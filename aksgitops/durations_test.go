package aksgitops

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsDuration(t *testing.T) {
	t.Parallel()
	for good := range strings.FieldsSeq("PT10M PT1H PT1H30M P1D P1DT12H P2W PT90S PT0.5S PT1H0M0S P0D") {
		assert.True(t, isDuration(good), good)
	}
	for _, bad := range []string{
		"", "P", "PT", "P1DT", "T10M", "10M", "10m", "PT10", "PT10m", "pt10m", "PT1M1H", "P1M", "P1Y", "P1Y2M3D", "P1W1D", "PT.5S", "PT5.S", "PT-5M",
		"-PT5M", " PT5M", "PT5M ", "PT5M\n", "P1H", "PT1D", "PT1.5H", "PT１M",
	} {
		assert.False(t, isDuration(bad), "%q", bad)
	}
}
