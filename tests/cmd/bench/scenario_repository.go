package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// scenarioBranch is the branch of the scenario's repository.
const scenarioBranch = "gitops-aks"

// scenarioRepository is the demonstration's git repository, and the Helm repository that it refers to, on a server.
type scenarioRepository struct {
	dir, url string
	server   *exec.Cmd
}

// serveScenario makes both repositories of the demonstration's files and serves them.
func serveScenario(ctx context.Context, tools *toolchain.Toolchain) (*scenarioRepository, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	r := &scenarioRepository{dir: dir}
	demo := filepath.Join(tools.Root, "demo")
	err = packChart(filepath.Join(demo, "charts"), filepath.Join(dir, "charts"))
	if err == nil {
		err = r.serve(ctx, filepath.Join(tools.Root, "bin", "git-server"))
	}
	if err == nil {
		err = r.fill(ctx, filepath.Join(demo, "repository"))
	}
	if err != nil {
		r.stop()
		return nil, err
	}
	return r, nil
}

// stop ends the server and removes the repositories.
func (r *scenarioRepository) stop() {
	if r.server != nil {
		_ = r.server.Process.Kill()
		_ = r.server.Wait()
	}
	_ = os.RemoveAll(r.dir)
}

// serve starts the server, which prints its URL first.
func (r *scenarioRepository) serve(ctx context.Context, program string) error {
	cmd := exec.CommandContext(ctx, program, "--repositories", filepath.Join(r.dir, "git"), "--files", filepath.Join(r.dir, "charts"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("run `make bench`, which builds the server: %w", err)
	}
	r.server = cmd
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("the git server printed no URL: %w", err)
	}
	r.url = strings.TrimSpace(line)
	return nil
}

// fill makes the git repository of a folder's files, which lead to the server for charts.
func (r *scenarioRepository) fill(ctx context.Context, files string) error {
	checkout, bare := filepath.Join(r.dir, "checkout"), filepath.Join(r.dir, "git", "gitops.git")
	if err := os.CopyFS(checkout, os.DirFS(files)); err != nil {
		return fmt.Errorf("copy the repository: %w", err)
	}
	charts := filepath.Join(checkout, "infrastructure", "helm-repository.yaml")
	text, err := os.ReadFile(charts)
	if err != nil {
		return fmt.Errorf("read the address of the charts: %w", err)
	}
	text = []byte(strings.ReplaceAll(string(text), "http://charts.example", r.url+"/files"))
	if err := os.WriteFile(charts, text, 0o600); err != nil {
		return fmt.Errorf("write the address of the charts: %w", err)
	}
	r.url += "/git/gitops.git"
	for _, args := range [][]string{
		{"-C", checkout, "init", "--quiet", "--initial-branch", scenarioBranch},
		{"-C", checkout, "add", "--all"},
		{"-C", checkout, "-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "all"},
		{"clone", "--quiet", "--bare", checkout, bare},
	} {
		if out, err := exec.CommandContext(ctx, "git", args...).CombinedOutput(); err != nil {
			return fmt.Errorf("git %s: %w\n%s", strings.Join(args, " "), err, out)
		}
	}
	return nil
}

// packChart makes a Helm repository of the chart `web` in a folder.
func packChart(from, to string) (err error) {
	if err := os.Mkdir(to, 0o700); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	path := filepath.Join(to, "web-1.0.0.tgz")
	if err := pack(from, path); err != nil {
		return fmt.Errorf("pack the chart: %w", err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the chart: %w", err)
	}
	index := fmt.Sprintf("apiVersion: v1\nentries:\n  web:\n    - {apiVersion: v2, name: web, version: 1.0.0, urls: [web-1.0.0.tgz], digest: %x}\n",
		sha256.Sum256(text))
	return os.WriteFile(filepath.Join(to, "index.yaml"), []byte(index), 0o600)
}

// pack writes a folder's files into a compressed archive.
func pack(from, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	compressed := gzip.NewWriter(file)
	archive := tar.NewWriter(compressed)
	return errors.Join(archive.AddFS(os.DirFS(from)), archive.Close(), compressed.Close(), file.Close())
}
