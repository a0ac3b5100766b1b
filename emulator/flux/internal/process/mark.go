package process

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// mark says which process is meant: a number alone may be another's by now.
type mark struct {
	PID int `json:"pid"`
	// Identity is what only this process has: when it was started, and what runs in it.
	Identity string `json:"identity"`
}

// writeMark writes the mark of a process to a file; "" is none.
func writeMark(path string, pid int) error {
	if path == "" {
		return nil
	}
	// A process that has ended already has no identity, and needs none.
	text, err := json.Marshal(mark{PID: pid, Identity: identity(pid)})
	if err != nil {
		return fmt.Errorf("describe the process: %w", err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the file of its number: %w", err)
	}
	return nil
}

func removeMark(path string) {
	if path != "" {
		_ = os.Remove(path) // it may be gone with its folder
	}
}

// readMark reads a mark and says whether its process is still there. A file that is
// missing or was cut short names none.
func readMark(path string) (m mark, alive bool, err error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return mark{}, false, nil
	}
	if err != nil {
		return mark{}, false, err
	}
	if json.Unmarshal(text, &m) != nil || m.PID <= 1 || m.Identity == "" {
		return mark{}, false, nil
	}
	return m, identity(m.PID) == m.Identity, nil
}
