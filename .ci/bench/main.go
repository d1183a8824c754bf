// Bench measures the kiosk in a real window beside Chromium in kiosk mode and
// beside the bare toolkit, both with the same content, in the same run:
// start, memory, processor at rest, from a touch to pixels, a change of the
// page, a key of a search, and an edition on its way to the screen.
//
//	go run .ci/bench/*.go [-starts 5] [-pages 50] PROGRAM
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"
)

type bench struct {
	ctx     context.Context
	screen  *screen
	root    string // of the project
	dir     string // for what is made
	program string
	starts  int
	pages   int
	rest    time.Duration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := &bench{ctx: ctx}
	flag.IntVar(&b.starts, "starts", 5, "how often each program is started")
	flag.IntVar(&b.pages, "pages", 50, "how many pages are visited, one in two seconds")
	flag.DurationVar(&b.rest, "rest", 30*time.Second, "how long the processor is watched at rest")
	flag.Parse()
	b.program = "./mingbai"
	if flag.NArg() > 0 {
		b.program = flag.Arg(0)
	}
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run makes what is needed, measures everything, and reports it.
func (b *bench) run() (err error) {
	if b.program, err = filepath.Abs(b.program); err != nil {
		return err
	}
	if b.root, err = os.Getwd(); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "bench-*"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.screen, err = openScreen(b.dir); err != nil {
		return err
	}
	defer b.screen.close()
	c, err := newContent()
	if err != nil {
		return err
	}
	ours, err := b.ours()
	if err != nil {
		return err
	}
	web, err := b.chromium(c)
	if err != nil {
		return err
	}
	bare, err := b.bare(c)
	if err != nil {
		return err
	}
	report(b.pages, ours, web, bare)
	return nil
}

// ours measures the kiosk, and then what only it has.
func (b *bench) ours() (*result, error) {
	s, err := b.kiosk()
	if err != nil {
		return nil, err
	}
	r, err := b.measure(s)
	if err != nil {
		return nil, err
	}
	if r.turns, err = b.processor(b.open("attract")); err != nil {
		return nil, err
	}
	return &r, b.applying(&r)
}

// chromium measures the browser; nil where there is none.
func (b *bench) chromium(c *content) (*result, error) {
	command, ok := browser(b.dir)
	if !ok {
		fmt.Println("Chromium is not installed, so there is no browser to compare with (apt-get install chromium)")
		return nil, nil
	}
	w, err := writeWeb(b.root, b.dir, c)
	if err != nil {
		return nil, err
	}
	show := func(file string) func() (*process, error) {
		name, args := command(file)
		return func() (*process, error) { return start(b.screen, nil, name, args...) }
	}
	r, err := b.measure(subject{name: "Chromium", home: show(w.home), rest: show(w.home), search: show(w.search), tour: around(c)})
	if err != nil {
		return nil, err
	}
	return &r, b.reloading(show(w.home), w.home, c, &r)
}

// bare measures the toolkit without a kiosk.
func (b *bench) bare(c *content) (*result, error) {
	show, err := b.toolkit(c)
	if err != nil {
		return nil, err
	}
	r, err := b.measure(subject{name: "toolkit", home: show, rest: show, tour: around(c)})
	return &r, err
}

func median[T int64 | time.Duration](all []T) T {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

// spread says how much times differ.
func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	all = slices.Sorted(slices.Values(all))
	return fmt.Sprintf("%.0f to %.0f ms, median %.0f", ms(all[0]), ms(all[len(all)-1]), ms(median(all)))
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
func mb(n int64) float64         { return float64(n) / 1e6 }
