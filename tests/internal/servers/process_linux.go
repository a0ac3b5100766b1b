package servers

import (
	"os/exec"
	"syscall"
)

// endWithParent makes the kernel end a process with the test that started it, also when the test is killed.
func endWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
