package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// footprint is the memory of several processes, in bytes.
type footprint struct {
	// resident is what each has resident, added up: a page of a file that several have is in it several times.
	resident float64
	// shared is the same with such a page divided among all who have it: less than it would be alone where other such clusters run.
	shared float64
}

// sampling is how often memory is looked at. A look takes some milliseconds.
const sampling = 500 * time.Millisecond

// memorySampler looks at the memory of processes again and again, and keeps the most there was.
type memorySampler struct {
	programs string
	peak     footprint
	err      error
	end      chan struct{}
	ended    chan struct{}
	once     sync.Once
}

// sampleMemory begins to look at this process's children whose programs lie in a folder.
func sampleMemory(programs string) *memorySampler {
	// The kernel knows programs by where they are.
	if actual, err := filepath.EvalSymlinks(programs); err == nil {
		programs = actual
	}
	s := &memorySampler{programs: programs, end: make(chan struct{}), ended: make(chan struct{})}
	go s.run()
	return s
}

func (s *memorySampler) run() {
	defer close(s.ended)
	ticker := time.NewTicker(sampling)
	defer ticker.Stop()
	for going := true; going; {
		select {
		case <-ticker.C:
		case <-s.end:
			going = false // once more, since that is where it is likely to be highest
		}
		now, err := footprintOf(children(s.programs))
		if err != nil {
			s.err = err
			return
		}
		if now.resident > s.peak.resident {
			s.peak = now
		}
	}
}

// stop ends the looking, and returns the most there was.
func (s *memorySampler) stop() (footprint, error) {
	s.once.Do(func() { close(s.end) })
	<-s.ended
	return s.peak, s.err
}

// children are the numbers of this process's children whose programs lie in a folder. Where there is no /proc there are none.
func children(programs string) []int {
	entries, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		return nil
	}
	var found []int
	for _, entry := range entries {
		program, err := os.Readlink(entry)
		if err != nil || filepath.Dir(program) != programs {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(entry)))
		if err == nil && parent(pid) == os.Getpid() {
			found = append(found, pid)
		}
	}
	return found
}

// parent is the number of a process's parent; 0 if the process has ended.
func parent(pid int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// The program's name, in parentheses, may hold anything.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 2 {
		return 0
	}
	number, _ := strconv.Atoi(fields[1])
	return number
}

// footprintOf adds up the memory of processes. One that has ended has none.
func footprintOf(pids []int) (footprint, error) {
	var sum footprint
	for _, pid := range pids {
		memory, err := memoryIn(pid, "smaps_rollup")
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue
		}
		if err != nil {
			return sum, err
		}
		sum.resident += memory["Rss"]
		sum.shared += memory["Pss"]
	}
	return sum, nil
}
