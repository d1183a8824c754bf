package main

import (
	"fmt"
	"time"
)

// A subject is a program that is measured: the kiosk, or one of its peers.
type subject struct {
	name   string
	home   func() (*process, error) // shows the home screen
	rest   func() (*process, error) // shows what is there when nobody is
	search func() (*process, error) // shows the page one types on; nil where there is none
	tour   []step                   // from home, and back to it
	renew  func(*result) error      // measures how new content comes; nil where none does
}

// A step is a touch and the page it leads to.
type step struct {
	at    target
	page  string
	guide bool // that page is a guide
}

// A target is a place that can be touched.
type target struct {
	key  string
	x, y int // its middle
}

// A result is what was measured of a subject; what is below 0 was not.
type result struct {
	start      time.Duration // exec to a settled home screen, median
	home       int64         // bytes on the home screen
	idle       float64       // share of a core at rest
	turns      float64       // share of a core while notices take turns
	touch      time.Duration // finger down to the first pixel, median
	change     time.Duration // finger lifted to a guide drawn, median
	key, found time.Duration // key to the first pixel, and to what was found drawn, medians
	apply      time.Duration // new content read to it shown, median
	after      int64         // bytes after all pages
}

// none stands for what was not measured.
const none = -1

// measure takes what can be said of any program. The programs take turns, so
// that what else the machine does befalls all of them.
func (b *bench) measure(all []subject) ([]result, error) {
	r := make([]result, len(all))
	for i := range r {
		r[i].turns, r[i].key, r[i].found, r[i].apply = none, none, none, none
	}
	if err := b.starting(all, r); err != nil {
		return nil, err
	}
	for _, part := range []func(subject, *result) error{b.resting, b.touching, b.typing} {
		for i, s := range all {
			if err := part(s, &r[i]); err != nil {
				return nil, fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return r, nil
}

// starting starts the programs again and again, one after the other.
func (b *bench) starting(all []subject, r []result) error {
	took := make([][]time.Duration, len(all))
	for n := range b.starts + 1 {
		for i, s := range all {
			d, err := b.once(s.home, func(p *process) (err error) {
				time.Sleep(2 * time.Second)
				r[i].home, err = p.memory()
				return err
			})
			if err != nil {
				return fmt.Errorf("start %s: %w", s.name, err)
			}
			if n > 0 { // the first start fills caches
				took[i] = append(took[i], d)
			}
		}
	}
	for i, s := range all {
		fmt.Printf("%s: %d starts: %s\n", s.name, len(took[i]), spread(took[i]))
		r[i].start = median(took[i])
	}
	return nil
}

func (b *bench) resting(s subject, r *result) (err error) {
	r.idle, err = b.processor(s.rest)
	return err
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
	before := b.screen.look()
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
