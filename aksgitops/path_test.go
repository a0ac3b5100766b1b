package aksgitops

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestPath(t *testing.T) {
	t.Parallel()
	at := Path("").Field("configurations").Key(`a"b`).Field("kustomizations").Key("x").Field("dependsOn").Index(2)
	assert.Equal(t, Path(`configurations["a\"b"].kustomizations["x"].dependsOn[2]`), at)
}

// segment is a step of a path: a field, a map's key or a list's index.
type segment struct {
	kind  string
	text  string
	index int
}

// Paths say exactly where they lead: they can be taken apart again, whatever keys people use.
func TestPathsParseBack(t *testing.T) {
	t.Parallel()
	step := rapid.Custom(func(t *rapid.T) segment {
		kind := rapid.SampledFrom([]string{"field", "key", "index"}).Draw(t, "kind")
		switch kind {
		case "field":
			return segment{kind: kind, text: rapid.StringMatching(`[a-z][a-zA-Z0-9]{0,8}`).Draw(t, "field")}
		case "key":
			return segment{kind: kind, text: rapid.String().Draw(t, "key")}
		}
		return segment{kind: kind, index: rapid.IntRange(0, 1000).Draw(t, "index")}
	})
	rapid.Check(t, func(t *rapid.T) {
		want := append([]segment{{kind: "field", text: "root"}}, rapid.SliceOfN(step, 0, 6).Draw(t, "steps")...)
		var path Path
		for _, step := range want {
			switch step.kind {
			case "field":
				path = path.Field(step.text)
			case "key":
				path = path.Key(step.text)
			default:
				path = path.Index(step.index)
			}
		}
		got, err := segments(string(path))
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s reads as %v, not %v", path, got, want)
		}
	})
}

// segments reads a path.
func segments(path string) ([]segment, error) {
	var found []segment
	for path != "" {
		switch {
		case strings.HasPrefix(path, `["`):
			quoted, err := strconv.QuotedPrefix(path[1:])
			if err != nil {
				return nil, err
			}
			key, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, err
			}
			found, path = append(found, segment{kind: "key", text: key}), path[len(quoted)+2:]
		case path[0] == '[':
			inner, rest, _ := strings.Cut(path[1:], "]")
			index, err := strconv.Atoi(inner)
			if err != nil {
				return nil, err
			}
			found, path = append(found, segment{kind: "index", index: index}), rest
		default:
			path = strings.TrimPrefix(path, ".")
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			found, path = append(found, segment{kind: "field", text: path[:end]}), path[end:]
		}
	}
	return found, nil
}
