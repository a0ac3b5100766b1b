package process

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLastWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ log, words string }{
		"nothing":         {"\n \n", ""},
		"the last line":   {"one\ntwo\n\n", "two"},
		"an error before": {"ready\nError: unknown flag: --x\nUsage of x:\n  --y  a flag\n", "Error: unknown flag: --x"},
		"a panic, not its stack": {
			"I0101 00:00:00.000000  1 a.go:1] ready\npanic: no reason\n\ngoroutine 1 [running]:\nerrors.New(error)\n",
			"panic: no reason",
		},
		"Kubernetes' format": {
			"E1123 04:50:31.123456   12345 run.go:72] \"command failed\" err=\"bind: address already in use\"\nI1123 04:50:31.2   12345 run.go:73] \"bye\"",
			`"command failed" err="bind: address already in use"`,
		},
		"etcd's": {
			`{"level":"fatal","ts":"2026","caller":"etcdmain","msg":"discovery failed","error":"listen: invalid","stacktrace":"main\nerror"}`,
			"discovery failed: listen: invalid",
		},
		"Flux', where a later one is fatal": {
			`{"level":"error","msg":"one","error":"first"}` + "\n" + `{"level":"fatal","msg":"two"}` + "\n" + `{"level":"error","msg":"three"}` + "\n" + `{"level":"info","msg":"four"}`,
			"two",
		},
		"a cut object":   {`{"level":"info","msg":"error`, `{"level":"info","msg":"error`},
		"something long": {strings.Repeat("é", 401), strings.Repeat("é", 400) + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.words, lastWords(c.log))
		})
	}
}
