//go:build unix && !linux

package process

import "syscall"

// attributes put a child into a process group of its own, which a terminal's Ctrl-C
// does not reach.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func fork(start func() error) error { return start() }
