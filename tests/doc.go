// Package tests holds the tests that run across processes: the real Pulumi CLI, the plugin, the stand-in for azure-native
// and the local Azure. `make build` makes what they need, `make test` runs them with everything else.
package tests
