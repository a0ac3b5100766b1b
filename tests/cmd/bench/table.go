package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// row is a line of the table: what was measured on both sides in each round, and the goal for the median of their ratios, or of the first
// side. There may be no second side.
type row struct {
	what       string
	ours, base []float64
	show       func(float64) string
	// goal is the most that the ratio may be; zero is no goal.
	goal float64
	// limit is the most that the first side itself may be; zero is none.
	limit float64
}

func (r row) ratio() spread { return spreadOf(ratios(r.ours, r.base)) }

// compared are the second side and the ratios, in words.
func (r row) compared() []string {
	if len(r.base) == 0 {
		return []string{"-", "-", "-", "-"}
	}
	ratio := r.ratio()
	return []string{r.show(median(r.base)), times(ratio.median), times(ratio.least), times(ratio.most)}
}

func (r row) verdict() string {
	switch {
	case r.limit > 0 && median(r.ours) <= r.limit:
		return r.show(r.limit) + " met"
	case r.limit > 0:
		return r.show(r.limit) + " not met"
	case r.goal == 0:
		return "no goal"
	case r.ratio().median <= r.goal:
		return fmt.Sprintf("%g met", r.goal)
	}
	return fmt.Sprintf("%g not met", r.goal)
}

// write prints the table, with medians; the ratio is taken in each round. A goal is for the ratio, or where it has a unit for this side.
func write(out io.Writer, rows []row) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	// The table writes when it is flushed, and tells of errors then.
	_, _ = fmt.Fprintln(table, "\nthis / that\tthis\tthat\tratio\tleast\tmost\tgoal\trounds\t")
	for _, r := range rows {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t\n", r.what, r.show(median(r.ours)), strings.Join(r.compared(), "\t"), r.verdict(), len(r.ours))
	}
	return table.Flush()
}

func seconds(value float64) string {
	taken := time.Duration(value * float64(time.Second))
	if taken < 10*time.Millisecond {
		return taken.Round(time.Microsecond).String()
	}
	return taken.Round(time.Millisecond).String()
}

func mebibytes(value float64) string { return fmt.Sprintf("%.1f MiB", value/(1<<20)) }

// times shows a ratio with three digits that mean something, or with three behind the point.
func times(value float64) string {
	if value < 0.1 {
		return fmt.Sprintf("%.3g", value)
	}
	return fmt.Sprintf("%.3f", value)
}
