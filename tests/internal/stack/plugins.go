package stack

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// EndPlugins makes sure that the plugins which run now end with the test. A CLI that is killed leaves them behind; they
// notice only minutes later that nobody is there.
func (r *Running) EndPlugins() {
	r.s.t.Helper()
	plugins := children(r.cmd.Process.Pid)
	r.s.t.Cleanup(func() {
		for _, pid := range plugins {
			// By then the number could be another process's: only one whose environment is this stack's is ended.
			if process, err := os.FindProcess(pid); err == nil && r.s.owns(pid) {
				_ = process.Kill()
			}
		}
	})
}

// children are the processes that a process has started. Where there is no /proc there are none.
func children(pid int) []int {
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return nil
	}
	var found []int
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for field := range strings.FieldsSeq(string(text)) {
			if child, err := strconv.Atoi(field); err == nil {
				found = append(found, child)
			}
		}
	}
	return found
}

// owns tells whether a process runs in the environment of this stack.
func (s *Stack) owns(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	return err == nil && strings.Contains(string(text), "PULUMI_BACKEND_URL="+s.environment["PULUMI_BACKEND_URL"]+"\x00")
}
