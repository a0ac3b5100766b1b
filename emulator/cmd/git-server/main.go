// Command git-server serves the bare git repositories of a folder over HTTP on
// loopback, to fetch and to push, and files beside them: what a demonstration of
// GitOps needs when there is no GitHub.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/http/cgi" //nolint:gosec // the Go of this module does not let headers become HTTP_PROXY
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	repositories := flag.String("repositories", ".", "`folder` of bare repositories, served below /git/")
	files := flag.String("files", ".", "`folder` that is served below /files/")
	urlFile := flag.String("url-file", "", "`file` to write the server's URL to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := serve(ctx, *repositories, *files, *urlFile)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "git-server:", err)
		os.Exit(1)
	}
}

func serve(ctx context.Context, repositories, files, urlFile string) error {
	handler, err := handler(ctx, repositories, files)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	url := "http://" + listener.Addr().String()
	fmt.Println(url)
	if urlFile != "" {
		if err := os.WriteFile(urlFile, []byte(url+"\n"), 0o600); err != nil {
			return fmt.Errorf("write the URL: %w", err)
		}
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); ctx.Err() == nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// handler is git's own server of smart HTTP, and files.
func handler(ctx context.Context, repositories, files string) (http.Handler, error) {
	out, err := exec.CommandContext(ctx, "git", "--exec-path").Output()
	if err != nil {
		return nil, fmt.Errorf("find git: %w", err)
	}
	root, err := filepath.Abs(repositories)
	if err != nil {
		return nil, fmt.Errorf("find the repositories: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/git/", &cgi.Handler{
		Path: filepath.Join(strings.TrimSpace(string(out)), "git-http-backend"), Root: "/git",
		Env: []string{"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=demo"},
	})
	mux.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir(files))))
	return mux, nil
}
