// Package languages prepares programs in the languages of the SDKs. Each uses its SDK as it was packed to be published, never the folder
// from which it was packed.
package languages

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// Language is a way to write a program.
type Language struct {
	// Name is the name of its folder below examples.
	Name string
	// Main is the file of the program in that folder.
	Main string

	needs   []string // the programs of its runtime
	install string   // what has them
	prepare func(root, dir string) (map[string]string, error)
}

// All are the languages whose programs run here. C# is not among them: its SDK and example are read, not run.
var All = []Language{
	{Name: "nodejs", Main: "index.ts", needs: []string{"node", "npm"}, install: "Node.js 20 or newer", prepare: prepareNode},
	{Name: "python", Main: "__main__.py", needs: []string{"python3"}, install: "Python 3.10 or newer", prepare: preparePython},
	{Name: "go", Main: "main.go", needs: []string{"go"}, install: "Go", prepare: prepareGo},
	{Name: "go-inprocess", Main: "main.go", needs: []string{"go"}, install: "Go", prepare: prepareGoInProcess},
	{Name: "java", Main: "src/main/java/gitops/App.java", needs: []string{"java", "mvn"}, install: "Java 17 or newer, and Maven", prepare: prepareJava},
}

// Project is a copy of the language's example with the SDK installed, and the environment in which it runs. Other replaces the example's
// program by the file of that name, unless it is empty. The test is skipped if the machine lacks the language, and fails if CI does.
func (l Language) Project(t *testing.T, other string) (dir string, environment map[string]string) {
	t.Helper()
	l.require(t)
	tools, err := toolchain.Find()
	require.NoError(t, err)
	dir = t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(filepath.Join(tools.Root, "examples", l.Name))))
	if other != "" {
		text, err := os.ReadFile(other)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(l.Main)), text, 0o600))
	}
	environment, err = l.prepare(tools.Root, dir)
	require.NoError(t, err, "did `make build` run?")
	return dir, environment
}

func (l Language) require(t *testing.T) {
	t.Helper()
	for _, program := range l.needs {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		message := fmt.Sprintf("there is no %s on PATH: install %s to run the programs in %s", program, l.install, l.Name)
		if os.Getenv("CI") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
}

// run runs a command in a folder, in an environment with some changes.
func run(dir string, environment map[string]string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), toolchain.List(environment)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}
