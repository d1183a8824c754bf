package main

import (
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
)

// A row is one line of the table: what, how it is written, what it is of a
// result (below 0 where it was not measured), and what is wanted.
type row struct {
	what, format string
	of           func(result) float64
	goal         string
}

var rows = []row{
	{"exec to a settled home screen", "%.0f ms", func(r result) float64 { return ms(r.start) }, "≤ 0.4 of Chromium"},
	{"memory on the home screen", "%.0f MB", func(r result) float64 { return mb(r.home) }, "≤ 0.4 of Chromium"},
	{"processor at rest, nothing changing", "%.2f %%", func(r result) float64 { return 100 * r.idle }, "≤ 1 %"},
	{"processor while notices take turns", "%.2f %%", func(r result) float64 { return 100 * r.turns }, ""},
	{"touch: finger down to the first pixel", "%.0f ms", func(r result) float64 { return ms(r.touch) }, ""},
	{"page change: finger lifted to a guide drawn", "%.0f ms", func(r result) float64 { return ms(r.change) }, "≤ 150 ms"},
	{"search: key to the first pixel", "%.0f ms", func(r result) float64 { return ms(r.key) }, ""},
	{"search: key to what was found drawn", "%.0f ms", func(r result) float64 { return ms(r.found) }, ""},
	{"new content: there to applied", "%.0f ms", func(r result) float64 { return ms(r.apply) }, ""},
	{"memory after all pages", "%.0f MB", func(r result) float64 { return mb(r.after) }, "≤ 220 MB"},
}

// report prints one table; a peer may be nil.
func report(ours, web, toolkit *result) {
	load, _ := os.ReadFile("/proc/loadavg") // elsewhere it is not said
	fmt.Printf("\nload average %s\n", strings.TrimSpace(string(load)))
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tMingbai\tChromium\tratio\ttoolkit\tratio\tgoal")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", r.what, r.cell(ours), r.beside(ours, web), r.beside(ours, toolkit), r.goal)
	}
	w.Flush()
}

// cell is one figure.
func (r row) cell(of *result) string {
	if of == nil || r.of(*of) < 0 {
		return "–"
	}
	return fmt.Sprintf(r.format, r.of(*of))
}

// beside is a peer's figure, and how many times it ours is.
func (r row) beside(ours, peer *result) string {
	if peer == nil || r.of(*peer) <= 0 || r.of(*ours) < 0 {
		return r.cell(peer) + "\t–"
	}
	return fmt.Sprintf("%s\t%.2f", r.cell(peer), r.of(*ours)/r.of(*peer))
}
