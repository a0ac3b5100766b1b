package tests

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/languages"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// compiler is the command that compiles a program, and how its errors name a line.
type compiler struct {
	command []string
	line    *regexp.Regexp
}

var (
	goCompiler = compiler{[]string{"go", "build", "-o", os.DevNull, "."}, regexp.MustCompile(`main\.go:(\d+):`)}
	compilers  = map[string]compiler{
		"go": goCompiler, "go-inprocess": goCompiler,
		"java":   {[]string{"mvn", "--batch-mode", "--quiet", "compile"}, regexp.MustCompile(`App\.java:\[(\d+),`)},
		"nodejs": {[]string{"node", filepath.Join("node_modules", "typescript", "bin", "tsc")}, regexp.MustCompile(`index\.ts\((\d+),`)},
	}
)

// TestLanguagesPlain shows that the compilers refuse an Output where a plain value is needed: in each line that says so, and in no other.
// Where there is no compiler, the plugin's error says what to do: TestLanguagesFaults has it.
func TestLanguagesPlain(t *testing.T) {
	t.Parallel()
	for _, language := range languages.All {
		compiler, compiled := compilers[language.Name]
		if !compiled {
			continue
		}
		t.Run(language.Name, func(t *testing.T) {
			t.Parallel()
			program := filepath.Join("testdata", "languages", "plain", language.Name, path.Base(language.Main))
			dir, environment := language.Project(t, program)
			cmd := exec.CommandContext(t.Context(), compiler.command[0], compiler.command[1:]...)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), toolchain.List(environment)...)
			output, err := cmd.CombinedOutput()
			require.Error(t, err)
			refused := map[int]bool{}
			for _, found := range compiler.line.FindAllSubmatch(output, -1) {
				line, err := strconv.Atoi(string(found[1]))
				require.NoError(t, err)
				refused[line] = true
			}
			assert.Equal(t, linesToRefuse(t, program), refused, "%s", output)
		})
	}
}

func linesToRefuse(t *testing.T, program string) map[int]bool {
	t.Helper()
	text, err := os.ReadFile(program)
	require.NoError(t, err)
	lines := map[int]bool{}
	for i, line := range strings.Split(string(text), "\n") {
		if strings.HasSuffix(line, "// refused") {
			lines[i+1] = true
		}
	}
	require.NotEmpty(t, lines)
	return lines
}
