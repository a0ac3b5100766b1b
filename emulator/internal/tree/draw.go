// Package tree draws what Azure holds, for people.
package tree

import (
	"fmt"
	"io"
	"strings"
)

// Node is one line with the lines below it.
type Node struct {
	// Label is what the line is, Name what it is called, Note what is to know about it.
	Label, Name, Note string
	// State colours the note: good, waiting, bad or plain.
	State    State
	Children []*Node
}

// State is how well something is.
type State int

// States, each with its colour on a terminal.
const (
	Plain State = iota
	Good
	Waiting
	Bad
)

const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	reset = "\x1b[0m"
)

var colours = map[State]string{Plain: dim, Good: "\x1b[32m", Waiting: "\x1b[33m", Bad: "\x1b[31m"}

// Add puts a line below another and gives it back.
func (n *Node) Add(label, name, note string, state State) *Node {
	child := &Node{Label: label, Name: name, Note: note, State: state}
	n.Children = append(n.Children, child)
	return child
}

// Draw writes the tree, with colours if they would be seen.
func Draw(out io.Writer, root *Node, colour bool) error {
	var text strings.Builder
	line(&text, root, colour)
	draw(&text, root.Children, "", colour)
	if _, err := io.WriteString(out, text.String()); err != nil {
		return fmt.Errorf("draw the tree: %w", err)
	}
	return nil
}

func draw(text *strings.Builder, nodes []*Node, indent string, colour bool) {
	for i, n := range nodes {
		branch, below := "├─ ", "│  "
		if i == len(nodes)-1 {
			branch, below = "└─ ", "   "
		}
		text.WriteString(indent + branch)
		line(text, n, colour)
		draw(text, n.Children, indent+below, colour)
	}
}

func line(text *strings.Builder, n *Node, colour bool) {
	paint := func(code, s string) string {
		if !colour || s == "" {
			return s
		}
		return code + s + reset
	}
	text.WriteString(n.Label)
	if n.Name != "" {
		text.WriteString(" " + paint(bold, n.Name))
	}
	if n.Note != "" {
		text.WriteString("  " + paint(colours[n.State], n.Note))
	}
	text.WriteString("\n")
}
