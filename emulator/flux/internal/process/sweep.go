package process

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

const (
	// owner is the file by which a folder says whose it is.
	owner = "owner.pid"
	// young is the age below which a folder without an owner may just be being made.
	young = time.Minute
	// dying is how long a killed process may take to be gone.
	dying = 5 * time.Second
)

// Claim makes a folder, with its parents, this process's own until it ends or
// removes it. What an earlier owner that was killed has left running in it is
// killed; its files stay. It is an error if another process that lives has it.
func Claim(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, owner)
	other, alive, err := readMark(path)
	if err != nil {
		return err
	}
	if alive && other.PID != os.Getpid() {
		return fmt.Errorf("the folder %s is in use by process %d", dir, other.PID)
	}
	if !alive {
		if err := Sweep(dir); err != nil {
			return err
		}
	}
	return writeMark(path, os.Getpid())
}

// Temporary makes a folder of this process's own below parent (default: the
// system's), named prefix and something random. Folders of the same prefix whose
// owner was killed are removed first, with the processes left running in them.
func Temporary(parent, prefix string) (string, error) {
	if parent == "" {
		parent = os.TempDir()
	}
	left, err := filepath.Glob(filepath.Join(parent, prefix+"*"))
	if err != nil {
		return "", err
	}
	for _, dir := range left {
		if !abandoned(dir) {
			continue
		}
		// What cannot be removed may be another user's, and is no reason not to start.
		if Sweep(dir) == nil {
			_ = os.RemoveAll(dir)
		}
	}
	dir, err := os.MkdirTemp(parent, prefix)
	if err != nil {
		return "", err
	}
	return dir, writeMark(filepath.Join(dir, owner), os.Getpid())
}

func abandoned(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	path := filepath.Join(dir, owner)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return time.Since(info.ModTime()) > young
	}
	_, alive, err := readMark(path)
	return err == nil && !alive
}

// Sweep kills the processes that the files below a folder name, if they are still
// the ones that are meant, waits until they are gone, and removes these files.
func Sweep(dir string) error {
	marks, err := marksBelow(dir)
	if err != nil {
		return err
	}
	for _, path := range marks {
		m, alive, err := readMark(path)
		if err != nil {
			return err
		}
		if alive {
			if err := killMarked(m); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		removeMark(path)
	}
	return nil
}

// marksBelow are the marks of processes below a folder, its owners' left out.
func marksBelow(dir string) (marks []string, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".pid" && entry.Name() != owner {
			marks = append(marks, path)
		}
		return err
	})
	return marks, err
}

// killMarked kills a process that is not our child: that it is gone has to be asked.
func killMarked(m mark) error {
	killGroup(m.PID)
	if process, err := os.FindProcess(m.PID); err == nil {
		_ = process.Kill()
	}
	deadline := time.Now().Add(dying)
	for identity(m.PID) == m.Identity {
		if time.Now().After(deadline) {
			return fmt.Errorf("process %d was left running by an earlier run and cannot be killed", m.PID)
		}
		time.Sleep(pause)
	}
	return nil
}
