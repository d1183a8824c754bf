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
	"runtime"
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
	before := load()
	all, err := b.subjects(c)
	if err != nil {
		return err
	}
	r, err := b.measure(all)
	if err != nil {
		return err
	}
	if r[0].turns, err = b.processor(b.open("attract")); err != nil {
		return err
	}
	for i, s := range all {
		if s.renew != nil {
			if err := s.renew(&r[i]); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	report(fmt.Sprintf("load average %s before, %s after, of %d processors", before, load(), runtime.NumCPU()), b.pages, r)
	return nil
}

// subjects are the kiosk, the bare toolkit and, where there is one, the
// browser.
func (b *bench) subjects(c *content) ([]subject, error) {
	ours, err := b.kiosk()
	if err != nil {
		return nil, err
	}
	bare, err := b.toolkit(c)
	if err != nil {
		return nil, err
	}
	web, err := b.chromium(c)
	return append([]subject{ours, bare}, web...), err
}

// chromium is the browser, or nothing where there is none.
func (b *bench) chromium(c *content) ([]subject, error) {
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
	home := show(w.home)
	return []subject{{name: "Chromium", home: home, rest: home, search: show(w.search), tour: around(c),
		renew: func(r *result) error { return b.reloading(home, w.home, c, r) }}}, nil
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
