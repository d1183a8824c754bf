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

// rows are the table's, where so many pages were visited.
func rows(pages int) []row {
	return []row{
		{"exec to a settled home screen", "%.0f ms", func(r result) float64 { return ms(r.start) }, "≤ 0.4 of Chromium"},
		{"memory on the home screen", "%.0f MB", func(r result) float64 { return mb(r.home) }, "≤ 0.4 of Chromium"},
		{"processor at rest, nothing changing", "%.2f %%", func(r result) float64 { return 100 * r.idle }, "≤ 1 %"},
		{"processor while notices take turns", "%.2f %%", func(r result) float64 { return 100 * r.turns }, ""},
		{"touch: finger down to the first pixel", "%.0f ms", func(r result) float64 { return ms(r.touch) }, ""},
		{"page change: finger lifted to a guide drawn", "%.0f ms", func(r result) float64 { return ms(r.change) }, "≤ 150 ms"},
		{"search: key to the first pixel", "%.0f ms", func(r result) float64 { return ms(r.key) }, ""},
		{"search: key to what was found drawn", "%.0f ms", func(r result) float64 { return ms(r.found) }, ""},
		{"new content: opened to shown", "%.0f ms", func(r result) float64 { return ms(r.apply) }, ""},
		{fmt.Sprintf("memory after %d pages", pages), "%.0f MB", func(r result) float64 { return mb(r.after) }, "≤ 220 MB"},
	}
}

// notes say what is compared.
const notes = `
Mingbai has the starter catalog; Chromium and the toolkit have the same words,
pictures, icons and font, without its checks, modes, codes or idle reset, and
all of a guide's texts on one page. All are drawn by the processor, on a
screen without a display. Figures of time are medians.
touch, page change  a finger that stays 50 ms; a guide is opened from its
                    list (Mingbai) or from a tile (peers)
search              a letter of a word in pinyin; Mingbai ranks by titles,
                    names, texts and pinyin; Chromium keeps every title in
                    which, or in whose pinyin or initials, it occurs
new content         Mingbai: a bundle of an edition of 300 records in which
                    one is new, verified, kept and shown; Chromium: a page
                    with other words is written and read again; no signature
                    is checked
`

// load is the machine's load average of the last minute, "" where that cannot
// be read.
func load() string {
	b, _ := os.ReadFile("/proc/loadavg")
	one, _, _ := strings.Cut(string(b), " ")
	return one
}

// report prints one table of the kiosk, the toolkit and, if there is one, the
// browser, below a line that says under what load.
func report(under string, pages int, all []result) {
	ours, toolkit, web := &all[0], &all[1], (*result)(nil)
	if len(all) > 2 {
		web = &all[2]
	}
	fmt.Printf("\n%s\n", under)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tMingbai\tChromium\tratio\ttoolkit\tratio\tgoal")
	for _, r := range rows(pages) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", r.what, r.cell(ours), r.beside(ours, web), r.beside(ours, toolkit), r.goal)
	}
	w.Flush()
	fmt.Print(notes)
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
