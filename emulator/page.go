package emulator

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/page"
)

// PageURL is where a browser finds the page that shows what the local Azure holds,
// or "" when Options has no PageAddress.
func (s *Server) PageURL() string {
	if s.page == nil {
		return ""
	}
	return "http://" + s.page.Addr + "/"
}

// showPage serves the page, if one was asked for.
func (s *Server) showPage(ctx context.Context) error {
	if s.options.PageAddress == "" {
		return nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.options.PageAddress)
	if err != nil {
		return fmt.Errorf("listen on %s for the page: %w", s.options.PageAddress, err)
	}
	s.page = &http.Server{
		Addr: listener.Addr().String(), Handler: page.Handler(s.store, s.options.Clusters.Reconcile, time.Now),
		ReadHeaderTimeout: 10 * time.Second,
	}
	go func() {
		_ = s.page.Serve(listener) // ends when it is closed
	}()
	return nil
}

// closePage cuts the browsers off: they listen for ever.
func (s *Server) closePage() error {
	if s.page == nil {
		return nil
	}
	if err := s.page.Close(); err != nil {
		return fmt.Errorf("close the page: %w", err)
	}
	return nil
}
