package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	publish "mingbai/catalog/cli"
)

// How many records an edition has on its way, and how many editions come.
const (
	carriedRecords = 300
	carriedTimes   = 7
)

// A carrier brings a kiosk what a stick would.
type carrier struct {
	*publish.Origin
	bundle, folder string
	shows          <-chan string    // lines of the kiosk's trace
	opened         <-chan time.Time // when a file in folder was opened
}

// applying brings one edition after another, in each of which one record is
// another: from the moment the kiosk opens the bundle to the page drawn from
// it. Until it opens it, it may not have looked for three seconds.
func (b *bench) applying(r *result) error {
	data := filepath.Join(b.dir, "carried")
	origin, err := publish.NewOrigin(b.ctx, filepath.Join(b.dir, "repo"), carriedRecords)
	if err != nil {
		return err
	}
	defer origin.Close()
	c := &carrier{Origin: origin, bundle: filepath.Join(b.dir, "usb.zip"), folder: filepath.Join(data, "stick")}
	if err := os.MkdirAll(c.folder, 0o750); err != nil {
		return err
	}
	watch, err := c.watch()
	if err != nil {
		return err
	}
	defer watch.Close()
	config := filepath.Join(b.dir, "carried.toml")
	if err := os.WriteFile(config, fmt.Appendf(nil, "root = %q\n", origin.Root()), 0o644); err != nil {
		return err
	}
	open := func() (p *process, err error) {
		p, c.shows, err = traced(b.screen, b.program, "run", "-trace", "-data", data, "-config", config)
		return p, err
	}
	_, err = b.once(open, func(*process) error { return b.carry(c, r) })
	return err
}

// carry brings the editions; the first is all new to the kiosk, and not
// counted.
func (b *bench) carry(c *carrier, r *result) error {
	var applied, waited []time.Duration
	for n := range carriedTimes + 1 {
		if n > 0 {
			if _, _, err := c.Change(b.ctx); err != nil {
				return err
			}
		}
		opened, shown, err := c.drop()
		if err != nil {
			return fmt.Errorf("bring edition %d: %w", c.Edition(), err)
		}
		if n > 0 {
			applied, waited = append(applied, shown-opened), append(waited, shown)
		}
	}
	fmt.Printf("Mingbai: %d editions, of %d records each: opened to shown %s; there to shown %s\n", len(applied), carriedRecords, spread(applied), spread(waited))
	r.apply = median(applied)
	return nil
}

// drop puts the newest edition where a stick's files are put, and returns how
// long it is until the kiosk opens and until it shows it.
func (c *carrier) drop() (opened, shown time.Duration, err error) {
	if err := c.Bundle(c.bundle); err != nil {
		return 0, 0, err
	}
	for len(c.opened) > 0 {
		<-c.opened
	}
	began, end := time.Now(), time.After(patient)
	if err := os.Rename(c.bundle, filepath.Join(c.folder, fmt.Sprintf("%d.zip", c.Edition()))); err != nil {
		return 0, 0, err
	}
	want := fmt.Sprintf("shows edition %d", c.Edition())
	for opened == 0 || shown == 0 {
		select {
		case at := <-c.opened:
			if opened == 0 {
				opened = at.Sub(began)
			}
		case line, ok := <-c.shows:
			if !ok {
				return 0, 0, fmt.Errorf("the kiosk ended")
			}
			if line == want {
				shown = time.Since(began)
			}
		case <-end:
			return 0, 0, fmt.Errorf("it is not shown within %v", patient)
		}
	}
	return opened, shown, nil
}

// watch begins to note when files in the folder are opened.
func (c *carrier) watch() (io.Closer, error) {
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC | syscall.IN_NONBLOCK)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", c.folder, err)
	}
	f := os.NewFile(uintptr(fd), "inotify")
	if _, err := syscall.InotifyAddWatch(fd, c.folder, syscall.IN_OPEN); err != nil {
		f.Close()
		return nil, fmt.Errorf("watch %s: %w", c.folder, err)
	}
	at := make(chan time.Time, 64)
	c.opened = at
	go note(f, at)
	return f, nil
}

// note tells when a file, and not the folder itself, was opened.
func note(f *os.File, at chan<- time.Time) {
	b := make([]byte, 4096)
	for {
		n, err := f.Read(b)
		if err != nil {
			return // closed
		}
		for e := b[:n]; len(e) >= syscall.SizeofInotifyEvent; {
			mask, long := binary.NativeEndian.Uint32(e[4:]), binary.NativeEndian.Uint32(e[12:])
			if e = e[syscall.SizeofInotifyEvent+int(long):]; mask&syscall.IN_ISDIR == 0 {
				select {
				case at <- time.Now():
				default: // nobody waits for so many
				}
			}
		}
	}
}

// traced starts a program and hands out the lines it prints, until it ends.
func traced(s *screen, name string, args ...string) (*process, <-chan string, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer w.Close()
	p, err := startTo(w, s, nil, name, args...)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	lines := make(chan string, 1024)
	go func() {
		defer r.Close()
		defer close(lines)
		for in := bufio.NewScanner(r); in.Scan(); {
			select {
			case lines <- in.Text():
			default: // nobody waits for so much
			}
		}
	}()
	return p, lines, nil
}

// reloading writes the browser's page anew, with other words, and has it read
// again: from the file there to the page drawn.
func (b *bench) reloading(show func() (*process, error), file string, c *content, r *result) error {
	_, err := b.once(show, func(*process) error {
		var took []time.Duration
		next := *c
		for n := range carriedTimes {
			next.Hall = fmt.Sprintf("%s %d", c.Hall, n+1)
			before, began := b.screen.look(), time.Now()
			if err := writePage(file, homeSource, b.root, &next); err != nil {
				return err
			}
			if err := b.screen.hand.press(keyReload); err != nil {
				return err
			}
			_, last, err := b.screen.settled(b.ctx, before)
			if err != nil {
				return fmt.Errorf("reload: %w", err)
			}
			took = append(took, last.Sub(began))
		}
		fmt.Printf("Chromium: %d pages read again: %s\n", len(took), spread(took))
		r.apply = median(took)
		return nil
	})
	return err
}
