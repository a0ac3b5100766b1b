package snippets_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/snippets"
)

var files = fstest.MapFS{
	"a.yaml":  {Data: []byte("one:\n  two:\n    three: 3\n\n    four: 4\n  five: 5\n\nsix: 6\n")},
	"b.go":    {Data: []byte("func f() {\n\tg(\n\t\t1,\n\t)\n\th()\n}\n")},
	"c.txt":   {Data: []byte("words\n")},
	"d.xml":   {Data: []byte("<a>\n  <b>\n    <c/>\n  </b>\n</a>\n")},
	"e.words": {Data: []byte("words\n")},
}

func TestFill(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ page, want string }{
		"a whole file":                   {"# T\n<!-- snippet: c.txt -->\nafter\n", "# T\n<!-- snippet: c.txt -->\n```\nwords\n```\nafter\n"},
		"what the last run left goes":    {"<!-- snippet: c.txt -->\n```old\nold\n```\nafter", "<!-- snippet: c.txt -->\n```\nwords\n```\nafter"},
		"a section, without indentation": {"<!-- snippet: a.yaml /^ *two:/ -->", "<!-- snippet: a.yaml /^ *two:/ -->\n```yaml\ntwo:\n  three: 3\n\n  four: 4\n```"},
		"to the end of the file":         {"<!-- snippet: a.yaml /six/ -->", "<!-- snippet: a.yaml /six/ -->\n```yaml\nsix: 6\n```"},
		"two sections":                   {"<!-- snippet: a.yaml /two/ /five/ -->", "<!-- snippet: a.yaml /two/ /five/ -->\n```yaml\ntwo:\n  three: 3\n\n  four: 4\nfive: 5\n```"},
		"a closing bracket":              {"<!-- snippet: b.go /g\\(/ -->", "<!-- snippet: b.go /g\\(/ -->\n```go\ng(\n\t1,\n)\n```"},
		"a closing tag":                  {"<!-- snippet: d.xml /<b>/ -->", "<!-- snippet: d.xml /<b>/ -->\n```xml\n<b>\n  <c/>\n</b>\n```"},
		"commands and drawings stay":     {"```sh\nls\n```\n```mermaid\nflowchart\n```\n```\n<!-- snippet -->\n```\n", "```sh\nls\n```\n```mermaid\nflowchart\n```\n```\n<!-- snippet -->\n```\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			filled, err := snippets.Fill(test.page, files)
			require.NoError(t, err)
			assert.Equal(t, test.want, filled)
			again, err := snippets.Fill(filled, files)
			require.NoError(t, err)
			assert.Equal(t, filled, again, "the second run changes nothing")
		})
	}
}

func TestFillSaysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ page, message string }{
		"a program from no file":   {"text\n```go\nf()\n```\n", "line 2: this go comes from no file"},
		"no such file":             {"<!-- snippet: z.yaml -->", "line 1: open z.yaml"},
		"no such line":             {"<!-- snippet: a.yaml /seven/ -->", "a.yaml: no line matches /seven/"},
		"not a regular expression": {"<!-- snippet: a.yaml /(/ -->", "missing closing )"},
		"no such language":         {"<!-- snippet: e.words -->", "no language is known"},
		"a block without end":      {"```sh\nls\n", "line 1: the block is not closed"},
		"a line that is none":      {"<!-- snippet a.yaml -->", "is not of the form"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := snippets.Fill(test.page, files)
			assert.ErrorContains(t, err, test.message)
		})
	}
}
