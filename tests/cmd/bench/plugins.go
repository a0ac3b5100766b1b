package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// measurePlugins starts the plugin and an empty one in turn.
func measurePlugins(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	empty := filepath.Join(dir, "pulumi-resource-empty")
	fmt.Fprintln(os.Stderr, "building the empty plugin")
	build := exec.CommandContext(ctx, "go", "build", "-C", filepath.Join(tools.Root, "tests"), "-ldflags", "-s -w", "-o", empty, "./cmd/empty-plugin")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("build the empty plugin: %w", err)
	}
	files := [2]string{tools.Plugin, empty}
	var times, peaks, own [2][]float64
	fmt.Fprintln(os.Stderr, "starting the plugins")
	for round := range p.starts + 1 {
		for i, file := range files {
			taken, memory, err := startPlugin(ctx, file)
			if err != nil {
				return nil, fmt.Errorf("start %s: %w", filepath.Base(file), err)
			}
			if round > 0 { // the first start reads the file from disk
				times[i], peaks[i], own[i] = append(times[i], taken), append(peaks[i], memory["VmHWM"]), append(own[i], memory["RssAnon"])
			}
		}
	}
	return pluginRows(files, times, peaks, own)
}

func pluginRows(files [2]string, times, peaks, own [2][]float64) ([]row, error) {
	var sizes [2][]float64
	for i, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			return nil, fmt.Errorf("measure the size: %w", err)
		}
		sizes[i] = []float64{float64(info.Size())}
	}
	return []row{
		{what: "plugin / empty plugin, start-up", ours: times[0], base: times[1], show: seconds, goal: pluginGoal},
		{what: "plugin / empty plugin, peak memory", ours: peaks[0], base: peaks[1], show: mebibytes, goal: pluginGoal},
		{what: "plugin / empty plugin, memory without the file's pages", ours: own[0], base: own[1], show: mebibytes},
		{what: "plugin / empty plugin, size of the file", ours: sizes[0], base: sizes[1], show: mebibytes},
	}, nil
}

// startPlugin starts a plugin until it answers, and returns the seconds that took and its memory after it has handed out its
// schema, as every program's first use of it does.
func startPlugin(ctx context.Context, file string) (taken float64, memory map[string]float64, err error) {
	start := time.Now()
	cmd := exec.CommandContext(ctx, file)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, nil, err
	}
	if err := cmd.Start(); err != nil {
		return 0, nil, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	client, closeConn, err := dial(out)
	if err != nil {
		return 0, nil, err
	}
	defer closeConn()
	if _, err := client.GetPluginInfo(ctx, &emptypb.Empty{}, grpc.WaitForReady(true)); err != nil {
		return 0, nil, err
	}
	taken = time.Since(start).Seconds()
	if _, err := client.GetSchema(ctx, &pulumirpc.GetSchemaRequest{}); err != nil {
		return 0, nil, err
	}
	memory, err = memoryOf(cmd.Process.Pid)
	return taken, memory, err
}

// dial reads the port that a plugin prints when it listens, and connects to it.
func dial(out io.Reader) (pulumirpc.ResourceProviderClient, func(), error) {
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, nil, fmt.Errorf("it printed no port: %w", err)
	}
	conn, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(port), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, nil, err
	}
	return pulumirpc.NewResourceProviderClient(conn), func() { _ = conn.Close() }, nil
}

// memoryOf reads how much memory a process has, in bytes, by the kernel's names: VmHWM is the most it has had resident, RssAnon
// what of its present memory is its own. Rusage would not do: a process begins with its parent's peak.
func memoryOf(pid int) (map[string]float64, error) { return memoryIn(pid, "status") }

// memoryIn reads what a file of a process says of memory, in bytes.
func memoryIn(pid int, file string) (map[string]float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
	if err != nil {
		return nil, fmt.Errorf("memory is measured on Linux only: %w", err)
	}
	memory := map[string]float64{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		if number, ok := strings.CutSuffix(strings.TrimSpace(value), " kB"); ok {
			kilobytes, err := strconv.ParseFloat(number, 64)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			memory[name] = kilobytes * 1024
		}
	}
	return memory, nil
}
