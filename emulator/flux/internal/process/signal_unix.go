//go:build unix

package process

import (
	"os"
	"syscall"
)

func terminate(process *os.Process) { _ = process.Signal(syscall.SIGTERM) } // it may have ended

// killGroup kills a child and whatever it has started.
func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) } // it may be gone
