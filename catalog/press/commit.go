package press

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// keptEditions is how many editions a repository keeps the lines of.
const keptEditions = 30

// keptDays is for how many days a file stays in the tree that nothing names
// any more: a kiosk may be between two requests, or a cache behind.
const keptDays = 30

// A turn leads from one published state to the next.
type turn struct {
	documents trust.State
	files     map[string][]byte // new targets and blobs, by their names in the tree
	set       *edition.Set      // the next edition; nil where it stays
	ledger    edition.Ledger    // of the next edition
	numbers   map[catalog.ID]uint32
	today     catalog.Date
}

// carryOut makes a turn. Until next.json is there nothing has happened, from
// then on whoever opens the repository finishes it.
func (r *Repository) carryOut(t turn) error {
	next, err := r.after(t)
	if err != nil {
		return err
	}
	if t.set != nil {
		if err := r.keep(t); err != nil {
			return fmt.Errorf("keep edition %d: %w", next.Edition, err)
		}
	}
	for _, name := range inOrder(slices.Sorted(maps.Keys(t.files))) {
		if c := edition.Classify(name); c != edition.Target && c != edition.Blob {
			return fmt.Errorf("publish %.80q: it is no file of the tree", name)
		}
		if err := place(filepath.Join(r.Public(), filepath.FromSlash(name)), t.files[name]); err != nil {
			return fmt.Errorf("publish %s: %w", name, err)
		}
	}
	if err := r.save("next.json", next); err != nil {
		return fmt.Errorf("keep what is published: %w", err)
	}
	return r.finish(next)
}

// after returns what the repository will know after a turn.
func (r *Repository) after(t turn) (memory, error) {
	next := r.m.clone()
	next.Documents = t.documents
	if t.set != nil {
		next.Edition = t.ledger.Edition()
		maps.Copy(next.Numbers, t.numbers)
	}
	was, err := named(r.Documents())
	if err != nil {
		return memory{}, err
	}
	is, err := named(t.documents)
	if err != nil {
		return memory{}, err
	}
	if t.set != nil {
		if err := r.nameBlobs(was, is, t.set); err != nil {
			return memory{}, err
		}
	}
	for name := range was {
		if !is[name] && !isRoot(name) {
			next.Retired[name] = t.today
		}
	}
	for name := range is {
		delete(next.Retired, name)
	}
	return next, r.sweep(next, t.today)
}

// nameBlobs adds what the edition before and the next name to was and is.
// Where the edition stays, so do they.
func (r *Repository) nameBlobs(was, is map[string]bool, next *edition.Set) error {
	old, err := r.Set(0)
	if err != nil {
		return err
	}
	for names, set := range map[*map[string]bool]*edition.Set{&was: old, &is: next} {
		blobs, err := blobsOf(set)
		if err != nil {
			return err
		}
		for name := range blobs {
			(*names)[name] = true
		}
	}
	return nil
}

// sweep removes files that nothing has named for long.
func (r *Repository) sweep(next memory, today catalog.Date) error {
	for name, since := range next.Retired {
		if since.Days(today) <= keptDays {
			continue
		}
		err := os.Remove(filepath.Join(r.Public(), filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("sweep old files: %w", err)
		}
		delete(next.Retired, name)
	}
	return nil
}

// keep writes the lines and the ledger of an edition.
func (r *Repository) keep(t turn) error {
	var lines, ledger bytes.Buffer
	for line := range t.set.Lines() {
		lines.Write(line)
		lines.WriteByte('\n')
	}
	if err := t.ledger.Write(&ledger); err != nil {
		return err
	}
	name := r.private("editions", strconv.FormatInt(t.ledger.Edition(), 10))
	if err := replace(name+".jsonl", lines.Bytes(), 0o600, time.Time{}); err != nil {
		return err
	}
	return replace(name+".ledger", ledger.Bytes(), 0o600, time.Time{})
}

// recover finishes a turn that was begun, and removes what was left of one
// that was not.
func (r *Repository) recover() error {
	if err := errors.Join(clean(r.private()), clean(r.Public())); err != nil {
		return fmt.Errorf("clean up: %w", err)
	}
	b, err := os.ReadFile(r.private("next.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	next, err := readMemory(b)
	if err != nil {
		return fmt.Errorf("read next.json: %w", err)
	}
	return r.finish(next.clone())
}

// finish publishes the documents, the timestamp last, and makes next what is
// published.
func (r *Repository) finish(next memory) error {
	files, err := trust.State(next.Documents).Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := r.upload(f); err != nil {
			return fmt.Errorf("publish %s: %w", f.Name, err)
		}
	}
	if err := os.Rename(r.private("next.json"), r.private("state.json")); err != nil {
		return err
	}
	if err := syncFolder(r.private()); err != nil {
		return err
	}
	r.m = next
	old := r.private("editions", strconv.FormatInt(next.Edition-keptEditions, 10))
	for _, name := range []string{old + ".jsonl", old + ".ledger"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forget an old edition: %w", err)
		}
	}
	return nil
}

// upload puts a document into the tree.
func (r *Repository) upload(f trust.File) error {
	path := filepath.Join(r.Public(), f.Name)
	if edition.Classify(f.Name) != edition.Timestamp {
		return place(path, f.Body)
	}
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, f.Body) {
		return nil
	}
	at, err := r.laterThan(path)
	if err == nil {
		err = makeFolder(r.Public(), 0o755)
	}
	if err != nil {
		return err
	}
	return replace(path, f.Body, 0o644, at)
}

// laterThan returns a time for the next timestamp.json that is later by
// whole seconds than that of the last. A web server makes its ETag of the
// second and the size: two that share it would be one to every kiosk.
func (r *Repository) laterThan(path string) (time.Time, error) {
	at := time.Now().Truncate(time.Second)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return at, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	if last := info.ModTime().Truncate(time.Second); !at.After(last) {
		at = last.Add(time.Second)
	}
	return at, nil
}
