package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/jezek/xgb/xproto"
)

// touching goes through pages, one in two seconds, and then waits twenty.
func (b *bench) touching(s subject, r *result) error {
	_, err := b.once(s.home, func(p *process) (err error) {
		var touched, changed []time.Duration
		for n := range b.pages {
			step := s.tour[n%len(s.tour)]
			first, drawn, err := b.touch(step)
			if err != nil {
				return err
			}
			touched = append(touched, first)
			if step.guide {
				changed = append(changed, drawn)
			}
		}
		fmt.Printf("%s: %d touches, %d of them opened a guide: %s\n", s.name, len(touched), len(changed), spread(changed))
		r.touch, r.change = median(touched), median(changed)
		time.Sleep(20 * time.Second)
		r.after, err = p.memory()
		return err
	})
	return err
}

// touch makes one step, in two seconds. It returns the time from the finger
// put down to the first pixel that changes, and from the finger lifted to the
// last.
func (b *bench) touch(s step) (first, drawn time.Duration, err error) {
	next := time.Now().Add(2 * time.Second)
	b.screen.hand.over(s.at.x, s.at.y)
	time.Sleep(200 * time.Millisecond) // a page that answers a pointer over it has done so
	before, down := b.screen.look(), time.Now()
	lifted := b.screen.hand.down()
	changed, last, err := b.screen.settled(b.ctx, before)
	if err != nil {
		return 0, 0, fmt.Errorf("%s at %d,%d: %w", s.page, s.at.x, s.at.y, err)
	}
	time.Sleep(time.Until(next))
	return changed.Sub(down), last.Sub(<-lifted), nil
}

// words are typed as visitors do, in the letters of pinyin.
const words = "shenfen gongjijin hunyin"

// typing types words on the page for it and wipes each away.
func (b *bench) typing(s subject, r *result) error {
	if s.search == nil {
		return nil
	}
	_, err := b.once(s.search, func(*process) error {
		var seen, found []time.Duration
		for _, w := range strings.Fields(words) {
			for _, letter := range w {
				first, last, err := b.key(letter)
				if err != nil {
					return fmt.Errorf("type %c of %s: %w", letter, w, err)
				}
				seen, found = append(seen, first), append(found, last)
			}
			if err := b.wipe(len(w)); err != nil {
				return err
			}
		}
		fmt.Printf("%s: %d keys: %s\n", s.name, len(found), spread(found))
		r.key, r.found = median(seen), median(found)
		return nil
	})
	return err
}

// key presses a key and returns the time to the first and to the last pixel
// that changes.
func (b *bench) key(key rune) (first, last time.Duration, err error) {
	before, down := b.screen.look(), time.Now()
	if err := b.screen.hand.press(xproto.Keysym(key)); err != nil {
		return 0, 0, err
	}
	changed, settled, err := b.screen.settled(b.ctx, before)
	return changed.Sub(down), settled.Sub(down), err
}

// wipe takes n characters back.
func (b *bench) wipe(n int) error {
	for range n {
		if _, _, err := b.key(keyBackspace); err != nil {
			return fmt.Errorf("wipe: %w", err)
		}
	}
	return nil
}
