package tests

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// browsing lets one browser run at a time: each takes as much as all else that a test starts.
var browsing = make(chan struct{}, 1)

// browser is a headless Chromium with one page, driven by browser/driver.mjs.
type browser struct {
	*testing.T
	commands io.Writer
	answers  *bufio.Scanner
}

// newBrowser starts a browser for one test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	modules, err := filepath.Abs(filepath.Join("..", "bin", "browser"))
	require.NoError(t, err)
	node, chromium := need(t, "Node.js, of at least version 20", "node"), need(t, "Debian's package chromium", "chromium", "chromium-browser", "google-chrome")
	if _, err := os.Stat(filepath.Join(modules, "installed")); err != nil {
		absent(t, "what drives the browser is not installed: run `make browser`")
	}
	browsing <- struct{}{}
	t.Cleanup(func() { <-browsing })
	driver := exec.Command(node, filepath.Join("browser", "driver.mjs"), modules, chromium, t.TempDir())
	driver.Stderr = os.Stderr
	commands, err := driver.StdinPipe()
	require.NoError(t, err)
	answers, err := driver.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, driver.Start())
	t.Cleanup(func() {
		// At the end of its commands it closes the browser and ends.
		_ = commands.Close()
		late := time.AfterFunc(20*time.Second, func() { _ = driver.Process.Kill() })
		defer late.Stop()
		_ = driver.Wait()
	})
	b := &browser{T: t, commands: commands, answers: bufio.NewScanner(answers)}
	b.answers.Buffer(nil, 1<<20)
	return b
}

// need finds a program by one of its names.
func need(t *testing.T, what string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	absent(t, fmt.Sprintf("there is no %s on PATH: install %s", names[0], what))
	return ""
}

// absent skips a test, and fails it where everything should be there.
func absent(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// do has the driver carry out a command.
func (b *browser) do(command string, arguments map[string]any) any {
	b.Helper()
	line := map[string]any{"command": command}
	maps.Copy(line, arguments)
	require.NoError(b, json.NewEncoder(b.commands).Encode(line))
	require.True(b, b.answers.Scan(), "the browser's driver has ended: %v", b.answers.Err())
	var answer struct {
		Value any    `json:"value"`
		Error string `json:"error"`
	}
	require.NoError(b, json.Unmarshal(b.answers.Bytes(), &answer), b.answers.Text())
	require.Empty(b, answer.Error)
	return answer.Value
}

// look sets the size of the window and the colours that the person prefers.
func (b *browser) look(width int, scheme string) {
	b.Helper()
	b.do("look", map[string]any{"width": width, "height": 900, "scheme": scheme})
}

// open goes to an address and waits until its page is live.
func (b *browser) open(url string) {
	b.Helper()
	require.InDelta(b, 200, b.do("open", map[string]any{"url": url}), 0)
	b.wait(`document.getElementById("live").textContent === "Live"`)
}

// run gives back what a script in the page comes to.
func (b *browser) run(script string) any {
	b.Helper()
	return b.do("run", map[string]any{"script": script})
}

// wait waits until a script in the page comes to true.
func (b *browser) wait(script string) {
	b.Helper()
	b.do("wait", map[string]any{"script": script})
}

// press presses a key.
func (b *browser) press(key string) {
	b.Helper()
	b.do("press", map[string]any{"key": key})
}

// texts are a list of strings that a script comes to.
func (b *browser) texts(script string) []string {
	b.Helper()
	return texts(b.run(script))
}

// complaints are the browser's own since the last time.
func (b *browser) complaints() []string {
	b.Helper()
	return texts(b.do("complaints", nil))
}

// violations are what axe finds wrong.
func (b *browser) violations() []string {
	b.Helper()
	return texts(b.do("axe", nil))
}

func texts(value any) []string {
	items, _ := value.([]any)
	out := make([]string, 0, len(items))
	for _, item := range items {
		out = append(out, fmt.Sprint(item))
	}
	return out
}
