package process

import (
	"fmt"
	"os"
	"sync"
)

const (
	// fileLimit is how large a log may be, and tailLimit what is remembered of a run for its last words.
	fileLimit = 4 << 20
	tailLimit = 64 << 10
)

// output takes what the runs of a program write.
type output struct {
	path string

	mu   sync.Mutex
	file *os.File
	size int64
	last []byte
}

// begin makes ready for a run.
func (o *output) begin() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = nil
	if o.path == "" || o.file != nil {
		return nil
	}
	return o.open()
}

func (o *output) open() error {
	file, err := os.OpenFile(o.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open its log: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return fmt.Errorf("open its log: %w", err)
	}
	o.file, o.size = file, info.Size()
	return nil
}

// Write implements io.Writer. A log that cannot be written is no reason to stop the
// program, whose pipe would break: what it says is remembered at least.
func (o *output) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = append(o.last, text...)
	if len(o.last) > 2*tailLimit {
		o.last = append([]byte(nil), o.last[len(o.last)-tailLimit:]...)
	}
	if o.file != nil && o.size+int64(len(text)) > fileLimit {
		_ = o.file.Close()
		o.file = nil
		if os.Rename(o.path, o.path+".1") == nil {
			_ = o.open()
		}
	}
	if o.file != nil {
		n, _ := o.file.Write(text)
		o.size += int64(n)
	}
	return len(text), nil
}

// tail is the end of what the current run has written.
func (o *output) tail() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.last)
}

func (o *output) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.file != nil {
		_ = o.file.Close()
		o.file = nil
	}
}
