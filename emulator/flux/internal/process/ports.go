package process

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"
)

// Ports are taken from below those that systems use for outgoing connections: a
// program that is started again finds its port free.
const (
	lowestPort  = 20000
	highestPort = 32767
	tries       = 1000
)

// FreePorts finds ports of 127.0.0.1 on which nothing listens. All of them are held
// until the last is found, so that no two are the same.
func FreePorts(n int) ([]int, error) {
	ports := make([]int, 0, n)
	for range tries {
		if len(ports) == n {
			return ports, nil
		}
		port := lowestPort + rand.IntN(highestPort-lowestPort+1) //nolint:gosec // a port is no secret
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue
		}
		defer func() { _ = listener.Close() }() // after the last is found
		ports = append(ports, port)
	}
	return nil, errors.New("no free ports on 127.0.0.1 between 20000 and 32767")
}
