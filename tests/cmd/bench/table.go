package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// row is a line of the table: what was measured on both sides, and the goal for their ratio.
type row struct {
	what       string
	ours, base float64
	show       func(float64) string
	goal       float64
	samples    int
}

func (r row) ratio() float64 { return r.ours / r.base }

func (r row) verdict() string {
	if r.ratio() <= r.goal {
		return "met"
	}
	return "not met"
}

// write prints the table.
func write(out io.Writer, rows []row) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	// The table writes when it is flushed, and tells of errors then.
	_, _ = fmt.Fprintln(table, "\nmeasured\tours\tagainst\tratio\tgoal\tmedian of\t")
	for _, r := range rows {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%.3f\t%s\t%d\t\n", r.what, r.show(r.ours), r.show(r.base), r.ratio(), goalText(r), r.samples)
	}
	return table.Flush()
}

func goalText(r row) string {
	if r.goal == 0 {
		return "none"
	}
	return fmt.Sprintf("%.2f %s", r.goal, r.verdict())
}

// median is the middle of the values, or the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

func seconds(value float64) string {
	return time.Duration(value * float64(time.Second)).Round(time.Millisecond).String()
}

func mebibytes(value float64) string { return fmt.Sprintf("%.1f MiB", value/(1<<20)) }
