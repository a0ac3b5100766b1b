// Package snippets puts parts of the repository's files into its pages, so that what a page shows is what runs.
//
// A line such as
//
//	<!-- snippet: examples/git-ssh/Pulumi.yaml /^ *gitRepository:/ -->
//
// stands before a fenced block and fills it. Each regular expression cuts out the first line that it matches with all that is indented
// below it; without one, the block is the whole file. What several cut out stands together. The common indentation goes.
package snippets

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

const fence = "```"

var marker = regexp.MustCompile(`^<!-- snippet: (\S+)((?: /[^/]+/)*) -->$`)

// languages are what a fence is called, by the extension of the file.
var languages = map[string]string{
	".bicep": "bicep", ".cs": "csharp", ".go": "go", ".java": "java", ".py": "python", ".sh": "sh", ".tf": "hcl", ".ts": "typescript",
	".txt": "", ".xml": "xml", ".yaml": "yaml", ".yml": "yaml",
}

// free are the fences that need no file: commands, diagrams, and what is in no language.
var free = map[string]bool{"": true, "sh": true, "mermaid": true}

// Fill gives the page with its blocks as the files under root have them.
func Fill(page string, root fs.FS) (string, error) {
	var filled []string
	lines := strings.Split(page, "\n")
	for i := 0; i < len(lines); {
		block, next, err := one(lines, i, root)
		if err != nil {
			return "", fmt.Errorf("line %d: %w", i+1, err)
		}
		filled = append(filled, block...)
		i = next
	}
	return strings.Join(filled, "\n"), nil
}

// one gives what becomes of the line at i, with the block that belongs to it, and the line after that.
func one(lines []string, i int, root fs.FS) ([]string, int, error) {
	line := lines[i]
	command := marker.FindStringSubmatch(line)
	language, isFence := strings.CutPrefix(line, fence)
	switch {
	case command != nil:
		next := i + 1
		if next < len(lines) && strings.HasPrefix(lines[next], fence) { // what the last run left
			var err error
			if next, err = end(lines, next); err != nil {
				return nil, 0, err
			}
		}
		block, err := cut(root, command[1], command[2])
		return append([]string{line}, block...), next, err
	case strings.HasPrefix(line, "<!-- snippet"):
		return nil, 0, fmt.Errorf("%q is not of the form <!-- snippet: file /regular expression/ -->", line)
	case isFence && !free[language]:
		return nil, 0, fmt.Errorf("this %s comes from no file: write a line <!-- snippet: file /regular expression/ --> before it", language)
	case isFence:
		next, err := end(lines, i)
		return lines[i:next], next, err
	}
	return lines[i : i+1], i + 1, nil
}

// end is the line after the block whose fence is at i.
func end(lines []string, i int) (int, error) {
	for i++; i < len(lines); i++ {
		if lines[i] == fence {
			return i + 1, nil
		}
	}
	return 0, errOpen
}

// cut gives a fenced block of what the expressions, each between slashes, match in a file.
func cut(root fs.FS, name, expressions string) ([]string, error) {
	language, known := languages[path.Ext(name)]
	if !known {
		return nil, fmt.Errorf("%s: no language is known for this extension", name)
	}
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	if expressions != "" {
		var parts []string
		for expression := range strings.SplitSeq(strings.Trim(expressions, " /"), "/ /") {
			part, err := section(lines, expression)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			parts = append(parts, part...)
		}
		lines = parts
	}
	return append(append([]string{fence + language}, dedented(lines)...), fence), nil
}

var (
	errNoMatch = errors.New("no line matches")
	errOpen    = errors.New("the block is not closed")

	closing = regexp.MustCompile(`^\s*([)}\]]|</)`)
)

// section is the first line that matches, what is indented below it, and the bracket that closes it.
func section(lines []string, expression string) ([]string, error) {
	match, err := regexp.Compile(expression)
	if err != nil {
		return nil, err
	}
	for from, line := range lines {
		if !match.MatchString(line) {
			continue
		}
		to := from + 1
		for to < len(lines) && (lines[to] == "" || indentation(lines[to]) > indentation(line)) {
			to++
		}
		if to < len(lines) && indentation(lines[to]) == indentation(line) && closing.MatchString(lines[to]) {
			to++
		}
		return lines[from:to], nil
	}
	return nil, fmt.Errorf("%w /%s/", errNoMatch, expression)
}

func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// dedented takes off what all lines are indented by, and the blank lines at the end.
func dedented(lines []string) []string {
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	least := -1
	for _, line := range lines {
		if line != "" && (least < 0 || indentation(line) < least) {
			least = indentation(line)
		}
	}
	var short []string
	for _, line := range lines {
		short = append(short, line[min(max(least, 0), len(line)):])
	}
	return short
}
