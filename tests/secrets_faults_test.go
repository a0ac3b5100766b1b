package tests

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
)

// TestSecretsInFaults puts into every secret input what cannot be right there, in each type that there is, and shows that no fault repeats
// it. Nor does a fault repeat anything, anywhere, that the program marked as secret.
func TestSecretsInFaults(t *testing.T) {
	t.Parallel()
	const word = "canary-oophoo9Ahp§"
	needles := []string{word, strings.TrimSuffix(word, "§"), base64.StdEncoding.EncodeToString([]byte(word)), "31337"}
	for _, place := range contract.Places()[1:] {
		t.Run(place.Path, func(t *testing.T) {
			t.Parallel()
			for _, value := range []any{word, word + "\n", " ", 31337, -31337, 31337.5, []any{word}, contract.Object{"key": word}, contract.Object{"key": 31337}} {
				if !place.Type.Secret {
					value = secret{value}
				}
				for _, fault := range faults(place.With(value)) {
					for _, needle := range needles {
						assert.NotContains(t, fault, needle)
					}
				}
			}
		})
	}
}
