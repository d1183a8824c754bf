package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// report prints one table; peer may be nil.
func report(r result, peer *result) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "\nwhat\tMingbai\tChromium\tratio\tgoal")
	row := func(what, format string, ours, theirs float64, goal string) {
		if peer == nil || theirs == 0 {
			fmt.Fprintf(w, "%s\t"+format+"\t\t\t%s\n", what, ours, goal)
			return
		}
		fmt.Fprintf(w, "%s\t"+format+"\t"+format+"\t%.2f\t%s\n", what, ours, theirs, ours/theirs, goal)
	}
	var p result
	if peer != nil {
		p = *peer
	}
	row("exec to a settled home screen", "%.0f ms", ms(r.start), ms(p.start), "ratio ≤ 0.4")
	row("memory on the home screen", "%.0f MB", mb(r.home), mb(p.home), "ratio ≤ 0.4")
	row("processor at rest, nothing changing", "%.2f %%", 100*r.idle, 100*p.idle, "≤ 1 %")
	row("processor while notices take turns", "%.2f %%", 100*r.turns, 0, "")
	row("touch to the first pixel", "%.0f ms", ms(r.touch), 0, "")
	row(fmt.Sprintf("memory after %d pages", r.pages), "%.0f MB", mb(r.after), 0, "≤ 220 MB")
}
