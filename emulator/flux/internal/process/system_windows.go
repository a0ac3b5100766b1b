package process

import (
	"os"
	"syscall"
)

// attributes put a child into a process group of its own, which Ctrl-C does not reach.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

func fork(start func() error) error { return start() }

// terminate kills: Windows has nothing gentler for a program without a window.
func terminate(process *os.Process) { _ = process.Kill() }

// killGroup does nothing: Windows' groups cannot be killed.
func killGroup(int) {}

// identity is unknown: nothing of an earlier run is killed.
func identity(int) string { return "" }
