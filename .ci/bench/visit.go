package main

import (
	"bufio"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A target is a place that can be touched.
type target struct {
	key  string
	x, y int // its middle
}

// targets asks the program what can be touched on a page.
func (b *bench) targets(program, route string) ([]target, error) {
	out, err := exec.Command(program, "shot", route, filepath.Join(b.dir, "shot.png"), "-targets").Output()
	if err != nil {
		return nil, fmt.Errorf("targets of %s: %w", route, err)
	}
	var all []target
	for lines := bufio.NewScanner(strings.NewReader(string(out))); lines.Scan(); {
		var key string
		var x, y, w, h int
		if _, err := fmt.Sscan(lines.Text(), &key, &x, &y, &w, &h); err == nil {
			all = append(all, target{key, x + w/2, y + h/2})
		}
	}
	return all, nil
}

// A step is a touch and the page it leads to.
type step struct {
	at   target
	page string
}

// tour returns touches that lead from home over every life event to its
// first guide and home again.
func (b *bench) tour(program string) ([]step, error) {
	home, err := b.targets(program, "home")
	if err != nil {
		return nil, err
	}
	var all []step
	for _, t := range home {
		if !strings.HasPrefix(t.key, "topic/") {
			continue
		}
		all = append(all, step{t, t.key})
		page, err := b.targets(program, t.key)
		if err != nil {
			return nil, err
		}
		for _, row := range page {
			if guide, ok := strings.CutPrefix(row.key, "row/"); ok && row.y < panelHeight-300 {
				all = append(all, step{row, guide})
				break
			}
		}
		for _, row := range page {
			if row.key == "bar/home" {
				all = append(all, step{row, "home"})
			}
		}
	}
	if len(all) < 3 {
		return nil, fmt.Errorf("home leads nowhere: %d steps", len(all))
	}
	return all, nil
}

// visit goes through pages, one in two seconds, and then waits twenty.
func (b *bench) visit(program string, open func() (*process, error), r *result) error {
	tour, err := b.tour(program)
	if err != nil {
		return err
	}
	_, err = b.once(open, func(p *process) error {
		var touched []time.Duration
		for r.pages < b.pages {
			d, err := b.touch(tour[r.pages%len(tour)])
			if err != nil {
				return err
			}
			touched = append(touched, d)
			r.pages++
		}
		r.touch = median(touched)
		time.Sleep(20 * time.Second)
		r.after, err = p.memory()
		return err
	})
	return err
}

// touch makes one step, in two seconds, and returns the time from the touch
// to the first pixel that changes.
func (b *bench) touch(s step) (time.Duration, error) {
	next := time.Now().Add(2 * time.Second)
	before, _, err := b.screen.look()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := b.screen.click(s.at.x, s.at.y); err != nil {
		return 0, err
	}
	first, _, err := b.screen.settled(b.ctx, before)
	if err != nil {
		return 0, fmt.Errorf("%s at %d,%d: %w", s.page, s.at.x, s.at.y, err)
	}
	time.Sleep(time.Until(next))
	return first.Sub(began), nil
}
