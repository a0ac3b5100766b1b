package emulator

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/certs"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/login"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// What the only subscription, tenant and client are called. They are the same
// everywhere, so that IDs can be written down; the secret is drawn.
const (
	SubscriptionID = "5c0a1a00-0000-4000-8000-000000000001"
	TenantID       = "5c0a1a00-0000-4000-8000-000000000002"
	ClientID       = "5c0a1a00-0000-4000-8000-000000000003"
)

// shutdown is how long Close waits for requests under way, which take milliseconds.
// Connections that are merely open, as HTTP/2's are for a second more, are cut.
const shutdown = 100 * time.Millisecond

// Server is a local Azure that runs.
type Server struct {
	address   string
	identity  *state.Identity
	authority *certs.Authority
	service   *arm.Service
	store     *state.Store
	options   Options
	http      *http.Server
	page      *http.Server
	stop      sync.Once
	stopErr   error
}

// Start starts a local Azure, which runs until Close is called or ctx is done.
func Start(ctx context.Context, options Options) (*Server, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	events := requestlog.New(options.RequestLog)
	store, identity, err := state.Open(options.StateFile, events, newIdentity)
	if err != nil {
		return nil, err
	}
	s := &Server{identity: identity, store: store, options: options}
	if err := s.showPage(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if err := s.listen(ctx, events); err != nil {
		return nil, errors.Join(err, s.closePage(), store.Close())
	}
	return s, nil
}

// newIdentity draws what clients will hold.
func newIdentity() (*state.Identity, error) {
	authority, err := certs.NewAuthority()
	if err != nil {
		return nil, err
	}
	text, err := authority.PEM()
	if err != nil {
		return nil, err
	}
	return &state.Identity{
		Authority: text, Subscription: SubscriptionID, Tenant: TenantID, Client: ClientID, Secret: rand.Text(),
	}, nil
}

func (s *Server) listen(ctx context.Context, events *requestlog.Log) error {
	var err error
	if s.authority, err = certs.ParseAuthority(s.identity.Authority); err != nil {
		return fmt.Errorf("read the state file: %w", err)
	}
	certificate, err := s.authority.ServerCertificate()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.options.Address)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.options.Address, err)
	}
	s.address = listener.Addr().String()
	s.service = s.newService(events)
	s.seed()
	s.service.Resume()
	s.http = &http.Server{
		Handler: s.service, ReadHeaderTimeout: 10 * time.Second,
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
		// Clients that do not trust the authority yet are told so by their own error.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	go func() {
		_ = s.http.ServeTLS(listener, "", "") // ends when Close is called
	}()
	context.AfterFunc(ctx, func() { _ = s.Close() })
	return nil
}

func (s *Server) newService(events *requestlog.Log) *arm.Service {
	id := s.identity
	return &arm.Service{
		Subscription: id.Subscription, Tenant: id.Tenant, URL: s.URL(),
		Latency: s.options.Latency, PageSize: s.options.PageSize,
		Store: s.store, Log: events, Clusters: s.options.Clusters,
		Login: &login.Service{
			Tenant: id.Tenant, Client: id.Client, Secret: id.Secret, IDToken: s.options.IDToken, Key: s.authority.Key(), URL: s.URL(),
		},
	}
}

// seed makes what is there from the start.
func (s *Server) seed() {
	for _, namespace := range append(always, s.options.Registered...) {
		s.service.Register(namespace)
	}
	for _, group := range s.options.ResourceGroups {
		s.service.CreateGroup(group, s.options.Location)
	}
}

// Close stops the server and writes the state file to its end. It may be called
// more than once.
func (s *Server) Close() error {
	s.stop.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdown)
		defer cancel()
		err := s.http.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			err = s.http.Close()
		}
		s.service.Close()
		s.stopErr = errors.Join(err, s.closePage(), s.options.Clusters.Close(), s.store.Close())
	})
	return s.stopErr
}
