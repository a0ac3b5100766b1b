package repository

import (
	"fmt"
	"path"
	"strings"

	"github.com/agext/levenshtein"
)

// absence says why a path of the checkout, which leads to no file and no folder that Flux gets, leads nowhere.
func (t *tree) absence(name string) string {
	blocked := t.blocked(name)
	switch {
	case leaves(name):
		return "leads out of the checkout; Flux gets nothing from there"
	case blocked == name:
		return "is a symbolic link, which Flux leaves out of what it fetches; put the files themselves there"
	case blocked != "":
		return fmt.Sprintf("leads through the symbolic link %s, which Flux leaves out of what it fetches; name the folder itself", blocked)
	case t.at(name) == ignored:
		return "is there, but Flux leaves it out of what it fetches, by its name or because of a .sourceignore"
	}
	if near := t.near(name); near != "" {
		return fmt.Sprintf("does not exist in the checkout; did you mean %s?", near)
	}
	return "does not exist in the checkout"
}

// near is the entry that a path probably meant: one that is called nearly so where the path stops leading anywhere.
func (t *tree) near(name string) string {
	parts := strings.Split(name, "/")
	dir := "."
	for i, part := range parts {
		next := path.Join(dir, part)
		if t.at(next) == folder {
			dir = next
			continue
		}
		best := nearest(part, t.children[dir])
		if best == "" {
			return ""
		}
		whole := path.Join(append([]string{dir, best}, parts[i+1:]...)...)
		if e := t.at(whole); e == file || e == folder {
			return whole
		}
		return ""
	}
	return ""
}

// nearest is the name that another one was probably meant to be, or "".
func nearest(name string, known []string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if distance := levenshtein.Distance(name, candidate, nil); distance < least {
			best, least = candidate, distance
		}
	}
	return best
}
