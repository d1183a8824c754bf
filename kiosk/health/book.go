package health

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mingbai/kiosk"
)

const bookFile = "crashes"

// How much is remembered: of crashes, of their stacks, and of pages that are
// held back.
const (
	keptCrashes = 20
	keptStacks  = 5
	stackBytes  = 16 << 10
	keptPages   = 100
)

// A Crash is an end of the program that was no good, or a page that could not
// be drawn.
type Crash struct {
	At      time.Time     `json:"at"` // when it was found, by the wall clock
	Boot    string        `json:"boot"`
	Up      time.Duration `json:"up"`      // from the start of the machine until it was found
	Lasted  time.Duration `json:"lasted"`  // from the start of the run, at most
	Version string        `json:"version"` // of the program
	Content string        `json:"content"`
	Page    string        `json:"page"`
	Cause   Cause         `json:"cause"`
	Why     string        `json:"why,omitempty"`
	Stack   string        `json:"stack,omitempty"`
	Lived   bool          `json:"lived,omitempty"` // the program went on
}

// A Barred page is held back as long as program and content are the same.
type Barred struct {
	Page    string     `json:"page"`
	Version string     `json:"version"`
	Content string     `json:"content"`
	Care    kiosk.Care `json:"care"`
	Since   time.Time  `json:"since"`
}

// A Book is what is remembered over runs.
type Book struct {
	Crashes []Crash  `json:"crashes"` // the oldest first
	Pages   []Barred `json:"pages"`
}

// readBook reads the book of a directory. One that cannot be read is begun
// anew: what it says is a help, and no reason to show nothing.
func readBook(dir string) Book {
	var b Book
	data, err := os.ReadFile(filepath.Join(dir, bookFile))
	if err != nil || json.Unmarshal(data, &b) != nil {
		return Book{}
	}
	return b
}

// add notes a crash, and holds its page back where that is to blame.
func (b *Book) add(c Crash) {
	c.Stack = c.Stack[:min(len(c.Stack), stackBytes)]
	b.Crashes = append(b.Crashes, c)
	if n := len(b.Crashes) - keptCrashes; n > 0 {
		b.Crashes = slices.Delete(b.Crashes, 0, n)
	}
	for i := range max(0, len(b.Crashes)-keptStacks) {
		b.Crashes[i].Stack = ""
	}
	if b.blames(c) {
		b.bar(c)
	}
}

// blames reports whether a page is held back after a crash. A page that could
// not be drawn is. One that was only on the screen when the program died is at
// once where the program itself went wrong, and the second time where nobody
// knows why. The first two screens are nearly always on it: they take one
// more.
func (b *Book) blames(c Crash) bool {
	if c.Page == "" || !c.Lived && !c.Cause.sure() && c.Cause != Killed && c.Cause != Full {
		return false
	}
	if c.Lived {
		return true
	}
	enough := 2
	if c.Cause.sure() {
		enough = 1
	}
	if c.Page == "attract" || c.Page == "home" {
		enough++
	}
	same := 0
	for _, o := range b.Crashes {
		if o.Page == c.Page && o.Version == c.Version && o.Content == c.Content && (o.Cause.sure() || !c.Cause.sure() && o.Cause == c.Cause) {
			same++
		}
	}
	return same >= enough
}

// bar holds a page back: one that was already, more.
func (b *Book) bar(c Crash) {
	for i, p := range b.Pages {
		if p.Page == c.Page && p.Version == c.Version && p.Content == c.Content {
			b.Pages[i].Care = min(kiosk.Sorry, p.Care+1)
			return
		}
	}
	b.Pages = append(b.Pages, Barred{Page: c.Page, Version: c.Version, Content: c.Content, Care: kiosk.Plain, Since: c.At})
	if n := len(b.Pages) - keptPages; n > 0 {
		b.Pages = slices.Delete(b.Pages, 0, n)
	}
}

// care says how a page may be drawn.
func (b *Book) care(page, version, content string) kiosk.Care {
	for _, p := range b.Pages {
		if p.Page == page && p.Version == version && p.Content == content {
			return p.Care
		}
	}
	return kiosk.Whole
}

// forget drops the pages of other content and of other programs.
func (b *Book) forget(version, content string) (dropped bool) {
	n := len(b.Pages)
	b.Pages = slices.DeleteFunc(b.Pages, func(p Barred) bool { return p.Version != version || p.Content != content })
	return len(b.Pages) != n
}

// write replaces the book on the disk.
func (b *Book) write(dir string) error {
	data, err := json.MarshalIndent(b, "", "\t")
	if err != nil {
		return fmt.Errorf("write crashes: %w", err)
	}
	f, err := os.CreateTemp(dir, bookFile+"-*")
	if err != nil {
		return fmt.Errorf("write crashes: %w", err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, bookFile))
	}
	if err == nil {
		return syncDir(dir)
	}
	return fmt.Errorf("write crashes: %w", errors.Join(err, os.Remove(f.Name())))
}

// tidy removes books that were never finished.
func tidy(dir string) error {
	torn, err := filepath.Glob(filepath.Join(dir, bookFile+"-*"))
	for _, name := range torn {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// syncDir makes new names in a directory last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	defer d.Close() // it was only read
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) {
		return fmt.Errorf("sync %s: %w", dir, err)
	}
	return nil
}
