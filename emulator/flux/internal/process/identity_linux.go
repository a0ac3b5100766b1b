package process

import (
	"fmt"
	"os"
	"strings"
)

// identity tells a process from all others that had or will have its number: when it
// was started, in ticks since which boot, and its program. It is "" for one that has
// ended, even if its parent has not asked how.
func identity(pid int) string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	// The second field is the name in parentheses, which may hold anything; the state is
	// the third, and the start time the 22nd.
	_, rest, _ := strings.Cut(string(text[strings.LastIndexByte(string(text), ')')+1:]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 || fields[0] == "Z" || fields[0] == "X" {
		return ""
	}
	program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	if err != nil {
		return ""
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	// A program that was built anew meanwhile is shown as deleted.
	return fields[19] + " " + strings.TrimSpace(string(boot)) + " " + strings.TrimSuffix(program, " (deleted)")
}
