package identity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
)

func TestDiscover(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variable string
		paths    []string
		version  string
		dated    bool
	}{
		"nothing said":  {"", []string{"/usr/bin/pulumi-resource-azure-native", ""}, "2.92.3+standin", true},
		"variable":      {"3.1.0", []string{"/x"}, "3.1.0+standin", false},
		"variable of 2": {"2.80.0", []string{"/p/resource-azure-native-v3.23.0/x"}, "2.80.0+standin", true},
		"short":         {"3", nil, "3.0.0+standin", false},
		"folder":        {"", []string{"/p/resource-azure-native-v3.23.0/pulumi-resource-azure-native"}, "3.23.0+standin", false},
		"link in a folder": {
			"",
			[]string{"/p/resource-azure-native-v3.23.0/pulumi-resource-azure-native", "/bin/x"},
			"3.23.0+standin", false,
		},
		"folder of 2":       {"", []string{"/p/resource-azure-native-v2.90.0/x"}, "2.92.3+standin", true},
		"folder of another": {"", []string{"/p/resource-azure-v6.0.0/x"}, "2.92.3+standin", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, err := identity.Discover(test.variable, test.paths...)
			require.NoError(t, err)
			assert.Equal(t, test.version, id.String())
			assert.Equal(t, test.dated, id.Dated())
			assert.Equal(t, test.dated, id.KeepsInputsInState())
			assert.Contains(t, id.Title(), "stand-in")
		})
	}
}

func TestDiscoverRefusesNonsense(t *testing.T) {
	t.Parallel()
	_, err := identity.Discover("three")
	assert.ErrorContains(t, err, `AZURE_NATIVE_STANDIN_VERSION is "three"`)
}
