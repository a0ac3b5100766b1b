package emulator

import (
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Options say how the local Azure behaves. The zero value is a server in memory,
// on a free port, whose operations take no time.
type Options struct {
	// Address is where to listen, host and port. Default: 127.0.0.1:0, a free port.
	// Only loopback addresses are accepted: the credential guards nothing.
	Address string
	// Latency is how long a long-running operation, a registration, and a step of a
	// simulated cluster take.
	Latency time.Duration
	// StateFile keeps everything, the certificate authority and the credential
	// included, over restarts. Default: memory only.
	StateFile string
	// RequestLog takes one JSON object a line for each request and for each change of
	// a provisioning state.
	RequestLog io.Writer
	// ResourceGroups are there from the start, in Location.
	ResourceGroups []string
	// Location of those groups. Default: westeurope.
	Location string
	// Registered are the provider namespaces that the subscription has registered from
	// the start. Default: none but Microsoft.Resources, Microsoft.Features and
	// Microsoft.Authorization, as in a new subscription.
	Registered []string
	// Clusters is what clusters do. Default: cluster.NewSimulated(Latency).
	Clusters cluster.Behaviour
	// IDToken is the token by which a CI vouches for its jobs: the client that shows it needs no secret. Default: there is none.
	IDToken string
	// PageSize is how many resources a list answers at once. Default: 50.
	PageSize int
	// PageAddress is where to serve the page that shows in a browser what there is, host
	// and port on loopback, over plain HTTP. Default: there is no page.
	PageAddress string
}

// always are the namespaces that every subscription has registered.
var always = []string{"Microsoft.Authorization", "Microsoft.Features", "Microsoft.Resources"}

// withDefaults fills what was left out and refuses what cannot work.
func (o Options) withDefaults() (Options, error) {
	if o.Address == "" {
		o.Address = "127.0.0.1:0"
	}
	for _, address := range []string{o.Address, o.PageAddress} {
		if err := checkAddress(address); err != nil {
			return o, err
		}
	}
	if o.Latency < 0 {
		return o, fmt.Errorf("the latency %s is negative", o.Latency)
	}
	if o.PageSize < 0 {
		return o, errors.New("the page size is negative")
	}
	if o.PageSize == 0 {
		o.PageSize = 50
	}
	if o.Location == "" {
		o.Location = "westeurope"
	}
	if o.Clusters == nil {
		o.Clusters = cluster.NewSimulated(o.Latency)
	}
	return o, nil
}

// checkAddress refuses what is not on loopback. Without an address nothing listens.
func checkAddress(address string) error {
	if address == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("the address %q is not host:port: %w", address, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("the address %q is not on loopback; use 127.0.0.1, ::1 or localhost", address)
	}
	return nil
}
