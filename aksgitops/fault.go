package aksgitops

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Fault is one thing that is wrong with the inputs.
type Fault struct {
	// Path is where it is, as the user wrote it: `configurations["apps"].gitRepository.branch`.
	Path string
	// Problem says what is wrong and what would be right. It never holds a secret's value.
	Problem string
}

func (f Fault) String() string { return f.Path + ": " + f.Problem }

// FaultsError refuses a component because of its inputs. Nothing was registered.
type FaultsError struct {
	// Name is the component's name.
	Name string
	// Faults holds at least one fault.
	Faults []Fault
}

// Error lists every fault, one a line, by their paths: the plugin, which finds more than the component, does the same.
func (e *FaultsError) Error() string {
	var text strings.Builder
	count := fmt.Sprintf("%d faults", len(e.Faults))
	if len(e.Faults) == 1 {
		count = "1 fault"
	}
	fmt.Fprintf(&text, "AksGitOps %q has %s in its inputs, and nothing of it was created or changed:", e.Name, count)
	byPath := slices.SortedStableFunc(slices.Values(e.Faults), func(a, b Fault) int { return strings.Compare(a.Path, b.Path) })
	for _, fault := range byPath {
		text.WriteString("\n  - " + fault.String())
	}
	return text.String()
}

// Path leads to a property in the inputs. The zero Path is the inputs themselves.
type Path string

// Field is the path of a property of the object at p.
func (p Path) Field(name string) Path {
	if p == "" {
		return Path(name)
	}
	return p + "." + Path(name)
}

// Key is the path of an entry of the map at p.
func (p Path) Key(key string) Path { return p + "[" + Path(strconv.Quote(key)) + "]" }

// Index is the path of an element of the list at p.
func (p Path) Index(i int) Path { return p + "[" + Path(strconv.Itoa(i)) + "]" }

// checker collects faults.
type checker struct {
	faults []Fault
	secret func(Path) bool
}

// report adds a fault.
func (c *checker) report(path Path, format string, args ...any) {
	c.faults = append(c.faults, Fault{Path: string(path), Problem: fmt.Sprintf(format, args...)})
}

// secretValue stands for a value that is not shown.
const secretValue = "the secret value"

// quote shows a value that was found at a path, unless it is secret there.
func (c *checker) quote(path Path, value string) string {
	if c.isSecret(path) {
		return secretValue
	}
	return strconv.Quote(value)
}

// number shows a number that was found at a path, unless it is secret there.
func (c *checker) number(path Path, value int64) string {
	if c.isSecret(path) {
		return secretValue
	}
	return strconv.FormatInt(value, 10)
}

// unlessSecret passes on what is said about a value, unless the value is secret: then not even its kind is told.
func (c *checker) unlessSecret(path Path, problem string) string {
	if c.isSecret(path) {
		return "does not fit, and is secret"
	}
	return problem
}

func (c *checker) isSecret(path Path) bool { return c.secret != nil && c.secret(path) }

// list joins words as prose does: a, b and c.
func list(words []string) string {
	words = slices.Clone(words)
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
