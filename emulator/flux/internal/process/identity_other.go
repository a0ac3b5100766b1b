//go:build unix && !linux

package process

import (
	"os/exec"
	"strconv"
	"strings"
)

// identity tells a process from all others that had or will have its number: its
// state, when it was started, and its program. It is "" for one that has ended.
func identity(pid int) string {
	//nolint:gosec // a number
	text, err := exec.Command("ps", "-o", "stat=", "-o", "lstart=", "-o", "comm=", "-p", strconv.Itoa(pid)).Output()
	state, rest, found := strings.Cut(strings.TrimSpace(string(text)), " ")
	if err != nil || !found || strings.HasPrefix(state, "Z") {
		return ""
	}
	return strings.TrimSpace(rest)
}
