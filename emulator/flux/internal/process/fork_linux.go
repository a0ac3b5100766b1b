package process

import (
	"runtime"
	"sync"
	"syscall"
)

// attributes put a child into a process group of its own, which a terminal's Ctrl-C
// does not reach, and have the kernel kill it with its parent.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// forks are done by one goroutine that keeps its thread for ever: what the kernel
// takes for a child's parent is the thread that started it, not the process.
var forks = sync.OnceValue(func() chan<- func() {
	queue := make(chan func())
	go forker(queue)
	return queue
})

func forker(queue <-chan func()) {
	runtime.LockOSThread()
	for start := range queue {
		start()
	}
}

func fork(start func() error) error {
	done := make(chan error)
	forks() <- func() { done <- start() }
	return <-done
}
