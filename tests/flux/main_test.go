// Package flux tests what a real cluster does with a configuration: unmodified Flux controllers in a real Kubernetes, reached
// through the local Azure as users reach theirs through the real one.
package flux

import (
	"fmt"
	"os"
	"testing"
)

// asked names the environment variable that switches these tests on: what they run takes half an hour to build.
const asked = "REAL_FLUX"

func TestMain(m *testing.M) {
	if os.Getenv(asked) == "" {
		fmt.Println("not run: `make test-flux` builds what these tests need and runs them")
		return
	}
	code := m.Run()
	closeShared()
	os.Exit(code)
}
