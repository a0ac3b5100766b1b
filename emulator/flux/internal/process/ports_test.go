package process

import (
	"fmt"
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFreePorts(t *testing.T) {
	t.Parallel()
	ports, err := FreePorts(20)
	require.NoError(t, err)
	different := map[int]bool{}
	for _, port := range ports {
		different[port] = true
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		require.NoError(t, err)
		require.NoError(t, listener.Close())
	}
	assert.Len(t, different, 20)
	_, err = FreePorts(tries + 1)
	assert.ErrorContains(t, err, "no free ports")
}
