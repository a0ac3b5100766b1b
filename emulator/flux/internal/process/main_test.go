//go:build unix

package process

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// part is the variable that makes this test's program play another one.
const part = "PLAYED_PART"

// parts are the programs that the tests run: this one, playing.
var parts = map[string]func(){
	"serve": func() { say("serving"); hang() },
	"stubborn": func() {
		signal.Ignore(syscall.SIGTERM)
		say("not listening")
		hang()
	},
	"fail": func() {
		fmt.Println("starting")
		fmt.Fprintln(os.Stderr, `Error: unknown flag "--x"`)
		fmt.Println("usage: fail")
		os.Exit(3)
	},
	"family": func() {
		child := exec.Command(os.Args[0])
		child.Env = []string{part + "=stubborn"}
		child.Dir = "child"
		if err := child.Start(); err != nil {
			panic(err)
		}
		say("a parent")
		hang()
	},
	"parent": func() {
		below, err := os.Getwd()
		if err != nil {
			panic(err)
		}
		dir, err := Temporary(below, "run-")
		if err != nil {
			panic(err)
		}
		_, err = Start(context.Background(), played(dir, "stubborn"), nil)
		if err != nil {
			panic(err)
		}
		say(dir)
		hang()
	},
}

// say tells the test, by a file in the working directory, that a part is being played.
func say(words string) {
	if os.WriteFile("said.tmp", fmt.Appendf(nil, "%d\n%s", os.Getpid(), words), 0o600) == nil {
		_ = os.Rename("said.tmp", "said")
	}
}

func hang() {
	terminated := make(chan os.Signal, 1)
	if !signal.Ignored(syscall.SIGTERM) {
		signal.Notify(terminated, syscall.SIGTERM)
	}
	select {
	case <-terminated:
	case <-time.After(time.Minute):
	}
	os.Exit(0)
}

// played is the Spec of a part that is ready when it has said so in dir.
func played(dir, name string) Spec {
	return Spec{
		Name: name, Path: os.Args[0], Env: []string{part + "=" + name}, Dir: dir,
		Log: filepath.Join(dir, "log"), PID: filepath.Join(dir, name+".pid"),
		Ready: func(context.Context) error {
			_, err := os.Stat(filepath.Join(dir, "said"))
			return err
		},
		StartLimit: 20 * time.Second,
	}
}

func TestMain(m *testing.M) {
	if play := parts[os.Getenv(part)]; play != nil {
		play()
		return
	}
	code := m.Run()
	if left := goroutines(); code == 0 && left != "" {
		fmt.Fprintln(os.Stderr, "goroutines are left:\n"+left)
		code = 1
	}
	os.Exit(code)
}

// goroutines are those of this package that are still there after a while, but for
// the one that starts processes.
func goroutines() string {
	for deadline := time.Now().Add(2 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		text := make([]byte, 1<<20)
		text = text[:runtime.Stack(text, true)]
		var left []string
		for stack := range strings.SplitSeq(string(text), "\n\n") {
			if strings.Contains(stack, "internal/process.") && !strings.Contains(stack, "TestMain") && !strings.Contains(stack, "process.forker") {
				left = append(left, stack)
			}
		}
		if len(left) == 0 || time.Now().After(deadline) {
			return strings.Join(left, "\n\n")
		}
	}
}
