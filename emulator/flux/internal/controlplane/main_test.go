//go:build unix

package controlplane

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
)

// owned is the variable that makes this test's program own a control plane, in that
// folder, until it is killed.
const owned = "CONTROL_PLANE_DIR"

func TestMain(m *testing.M) {
	dir := os.Getenv(owned)
	if dir == "" {
		os.Exit(m.Run())
	}
	programs, err := filepath.Abs(built)
	if err == nil {
		_, err = Start(context.Background(), Options{Programs: programs, Dir: dir, Name: "demo"})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("started")
	time.Sleep(time.Minute)
}

const (
	built       = "../../../../bin/cluster"
	soon, often = time.Minute, 50 * time.Millisecond
)

// programs is the folder of the programs that a real cluster needs.
func programs(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(built)
	require.NoError(t, err)
	if err := Missing(dir); err != nil {
		if os.Getenv("CI") != "" || os.Getenv("REQUIRE_CLUSTER") != "" {
			require.NoError(t, err)
		}
		t.Skip(err)
	}
	return dir
}

var (
	deployments = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
	configMaps  = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
)

func client(t *testing.T, p *Plane) dynamic.Interface {
	t.Helper()
	c, err := dynamic.NewForConfig(p.RESTConfig())
	require.NoError(t, err)
	return c
}
