package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// kiosk returns the program that all this is about. At rest it shows the
// starter catalog without its notices, so that nothing changes.
func (b *bench) kiosk() (subject, error) {
	quiet, err := b.quiet()
	if err != nil {
		return subject{}, err
	}
	tour, err := b.tour()
	if err != nil {
		return subject{}, err
	}
	return subject{name: "Mingbai", home: b.open("home"), rest: b.open("attract", "-records", quiet), search: b.open("search"), tour: tour, renew: b.applying}, nil
}

// open starts the kiosk at a route.
func (b *bench) open(route string, more ...string) func() (*process, error) {
	args := append([]string{"-data=" + filepath.Join(b.dir, "data"), "-open", route, "-idle", "1h"}, more...)
	return func() (*process, error) { return start(b.screen, nil, b.program, args...) }
}

// quiet makes a folder of the starter catalog without its notices.
func (b *bench) quiet() (string, error) {
	dir := filepath.Join(b.dir, "quiet")
	if err := os.CopyFS(dir, os.DirFS("assets/seed")); err != nil {
		return "", err
	}
	return dir, os.RemoveAll(filepath.Join(dir, "notice"))
}

// targets asks the program what can be touched on a page.
func (b *bench) targets(route string) ([]target, error) {
	out, err := exec.Command(b.program, "shot", route, filepath.Join(b.dir, "shot.png"), "-targets").Output()
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

// tour returns touches that lead from home over every life event to its
// first guide and home again.
func (b *bench) tour() ([]step, error) {
	home, err := b.targets("home")
	if err != nil {
		return nil, err
	}
	var all []step
	for _, t := range home {
		if !strings.HasPrefix(t.key, "topic/") {
			continue
		}
		page, err := b.targets(t.key)
		if err != nil {
			return nil, err
		}
		all = append(all, step{at: t, page: t.key})
		all = append(all, firstGuide(page)...)
	}
	if len(all) < 3 {
		return nil, fmt.Errorf("home leads nowhere: %d steps", len(all))
	}
	return all, nil
}

// firstGuide leads from a page to a guide and home.
func firstGuide(page []target) (there []step) {
	for _, t := range page {
		if guide, ok := strings.CutPrefix(t.key, "row/"); ok && t.y < panelHeight-300 && len(there) == 0 {
			there = append(there, step{t, guide, strings.HasPrefix(guide, "guide/")})
		}
		if t.key == "bar/home" {
			there = append(there, step{at: t, page: "home"})
		}
	}
	return there
}

// around leads from each life event of a peer's home screen to its guide and
// home. They lie where the kiosk's do.
func around(c *content) []step {
	var all []step
	for i, e := range c.Events {
		tile := target{e.Name, 163 + i%4*251, 803 + i/4*192}
		all = append(all, step{tile, c.Guides[i].Title, true}, step{at: target{"home", 256, 1844}, page: "home"})
	}
	return all
}
