// Bench measures the kiosk in a real window beside Chromium in kiosk mode on
// a page of the same content, in the same run: start, memory, processor at
// rest, and from a touch to pixels.
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

// A subject is a program that is measured: its kiosk, or its peer.
type subject struct {
	name string
	home func() (*process, error) // shows the home screen
	rest func() (*process, error) // shows what is there when nobody is
}

// A result is what was measured of a subject.
type result struct {
	start          time.Duration // exec to a settled home screen, median
	home           int64         // bytes on the home screen
	idle           float64       // share of a core at rest
	turns          float64       // share of a core while notices take turns; 0 where not measured
	touch          time.Duration // touch to first pixel, median; 0 where not measured
	pages, settled int           // pages visited
	after          int64         // bytes after them
}

type bench struct {
	ctx    context.Context
	screen *screen
	dir    string
	starts int
	pages  int
	rest   time.Duration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	starts := flag.Int("starts", 5, "how often each program is started")
	pages := flag.Int("pages", 50, "how many pages are visited, one in two seconds")
	rest := flag.Duration("rest", 30*time.Second, "how long the processor is watched at rest")
	flag.Parse()
	program := "./mingbai"
	if flag.NArg() > 0 {
		program = flag.Arg(0)
	}
	if err := run(ctx, program, *starts, *pages, *rest); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program string, starts, pages int, rest time.Duration) error {
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s, err := openScreen(dir)
	if err != nil {
		return err
	}
	defer s.close()
	b := &bench{ctx, s, dir, starts, pages, rest}
	ours, err := b.kiosk(program)
	if err != nil {
		return err
	}
	address, err := writePage(root, dir)
	if err != nil {
		return err
	}
	name, args, ok := browser(address, dir)
	if !ok {
		fmt.Println("Chromium is not installed, so there is nothing to compare with (apt-get install chromium)")
		report(ours, nil)
		return nil
	}
	show := func() (*process, error) { return start(s, nil, name, args...) }
	peer, err := b.measure(subject{name: "Chromium", home: show, rest: show})
	if err != nil {
		return err
	}
	report(ours, &peer)
	return nil
}

// kiosk measures the kiosk, and visits pages. At rest it shows the starter
// catalog without its notices, so that nothing changes, and then with them.
func (b *bench) kiosk(program string) (result, error) {
	data := "-data=" + filepath.Join(b.dir, "data")
	open := func(route string, more ...string) func() (*process, error) {
		return func() (*process, error) {
			return start(b.screen, nil, program, append([]string{data, "-open", route, "-idle", "1h"}, more...)...)
		}
	}
	quiet, err := b.quiet()
	if err != nil {
		return result{}, err
	}
	r, err := b.measure(subject{name: "Mingbai", home: open("home"), rest: open("attract", "-records", quiet)})
	if err != nil {
		return r, err
	}
	if r.turns, err = b.processor(open("attract")); err != nil {
		return r, err
	}
	return r, b.visit(program, open("home"), &r)
}

// quiet makes a folder of the starter catalog without its notices.
func (b *bench) quiet() (string, error) {
	dir := filepath.Join(b.dir, "quiet")
	if err := os.CopyFS(dir, os.DirFS("assets/seed")); err != nil {
		return "", err
	}
	return dir, os.RemoveAll(filepath.Join(dir, "notice"))
}

// measure takes what can be said of any program.
func (b *bench) measure(s subject) (r result, err error) {
	var took []time.Duration
	for i := range b.starts + 1 {
		d, err := b.once(s.home, func(p *process) error {
			time.Sleep(2 * time.Second)
			r.home, err = p.memory()
			return err
		})
		if err != nil {
			return r, fmt.Errorf("%s: %w", s.name, err)
		}
		if i > 0 { // the first start fills caches
			took = append(took, d)
		}
		fmt.Printf("%s start %d of %d: %.0f ms\n", s.name, i, b.starts, ms(d))
	}
	r.start = median(took)
	r.idle, err = b.processor(s.rest)
	if err != nil {
		return r, fmt.Errorf("%s at rest: %w", s.name, err)
	}
	return r, nil
}

// processor returns the share of a core that a program uses at rest.
func (b *bench) processor(open func() (*process, error)) (share float64, err error) {
	_, err = b.once(open, func(p *process) error {
		time.Sleep(12 * time.Second) // what is kept for a while is thrown away
		before, began := p.processor(), time.Now()
		time.Sleep(b.rest)
		share = (p.processor() - before).Seconds() / time.Since(began).Seconds()
		return nil
	})
	return share, err
}

// once starts a program, waits until its picture is settled, lets look look
// at it and ends it. It returns the time from exec to the last change.
func (b *bench) once(open func() (*process, error), look func(*process) error) (time.Duration, error) {
	before, _, err := b.screen.look()
	if err != nil {
		return 0, err
	}
	p, err := open()
	if err != nil {
		return 0, err
	}
	defer p.stop()
	_, last, err := b.screen.settled(b.ctx, before)
	if err != nil {
		return 0, err
	}
	return last.Sub(p.began), look(p)
}

func median[T int64 | time.Duration](all []T) T {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
func mb(n int64) float64         { return float64(n) / 1e6 }
