package press

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// A Repository is the folder from which a catalog is published. Make one with
// [Create] or [Open]; it is locked against other processes until Close, and
// not safe for several goroutines.
type Repository struct {
	dir  string
	lock *os.File
	m    memory
}

// Create makes a repository in a folder that has none, for the people of a
// roster. Its root waits for their signatures: [Repository.SignRoot].
func Create(ctx context.Context, dir string, roster trust.Roster, i trust.Issue) (*Repository, error) {
	r, err := create(ctx, dir, roster, i)
	if err != nil {
		return nil, fmt.Errorf("create repository %s: %w", dir, err)
	}
	return r, nil
}

func create(ctx context.Context, dir string, roster trust.Roster, i trust.Issue) (*Repository, error) {
	root, err := trust.NewRoot(roster, i)
	if err != nil {
		return nil, err
	}
	r := &Repository{dir: dir}
	if err := errors.Join(makeFolder(r.Public(), 0o755), makeFolder(r.private("editions"), 0o700)); err != nil {
		return nil, err
	}
	if err := r.take(ctx); err != nil {
		return nil, err
	}
	if _, err := os.Stat(r.private("state.json")); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("there is one already; hint: take an empty folder, or root next to change who signs"), r.Close())
	}
	if err := errors.Join(r.setNextRoot(root), r.save("state.json", memory{}.clone())); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// Open opens a repository and finishes what a killed process had begun to
// publish. It waits some seconds for another process, then it is [ErrBusy].
func Open(ctx context.Context, dir string) (*Repository, error) {
	r := &Repository{dir: dir}
	if _, err := os.Stat(r.private("state.json")); err != nil {
		return nil, fmt.Errorf("open repository: %w; hint: make one with mingbai init -repo %s", err, dir)
	}
	if err := r.take(ctx); err != nil {
		return nil, fmt.Errorf("open repository %s: %w", dir, err)
	}
	err := r.load()
	if err == nil {
		err = r.recover()
	}
	if err == nil {
		err = r.agree()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open repository %s: %w", dir, err), r.Close())
	}
	return r, nil
}

// patience is how long Open waits for another process.
const patience = 10 * time.Second

// take locks the repository.
func (r *Repository) take(ctx context.Context) error {
	f, err := os.OpenFile(r.private("lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		if err = lock(f); err == nil {
			r.lock = f
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("%w: %w; hint: wait for it to end", ErrBusy, err), f.Close())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Close lets other processes in.
func (r *Repository) Close() error { return r.lock.Close() }

// Public returns the folder that a web server offers.
func (r *Repository) Public() string { return filepath.Join(r.dir, "public") }

func (r *Repository) private(name ...string) string {
	return filepath.Join(append([]string{r.dir, "private"}, name...)...)
}

// Edition returns the number of the newest edition, 0 before the first.
func (r *Repository) Edition() int64 { return r.m.Edition }

// Documents returns what is published, by role. It is empty before the root
// has all signatures.
func (r *Repository) Documents() trust.State { return trust.State(r.m.Documents) }

// Set returns the records of an edition, of the newest for 0. The last thirty
// are kept.
func (r *Repository) Set(v int64) (*edition.Set, error) {
	if v == 0 {
		v = r.m.Edition
	}
	if v == 0 {
		return edition.NewSet(edition.None)
	}
	b, err := os.ReadFile(r.private("editions", strconv.FormatInt(v, 10)+".jsonl"))
	if err != nil {
		return nil, fmt.Errorf("read edition %d: %w; hint: the last %d editions are kept", v, err, keptEditions)
	}
	set, err := edition.NewSet(linesOf(b))
	if err != nil {
		return nil, fmt.Errorf("read edition %d: %w", v, err)
	}
	return set, nil
}

// linesOf yields the lines of a text.
func linesOf(text []byte) edition.Lines {
	return func(yield func([]byte, error) bool) {
		in := bufio.NewScanner(bytes.NewReader(text))
		in.Buffer(nil, catalog.MaxLine+2)
		for in.Scan() {
			if !yield(in.Bytes(), nil) {
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// ledger returns the memory that deltas are made from. One that is torn or
// does not belong to what is published is begun anew.
func (r *Repository) ledger(now *edition.Set) (edition.Ledger, error) {
	if r.m.Edition == 0 {
		return edition.Ledger{}, nil
	}
	f, err := os.Open(r.private("editions", strconv.FormatInt(r.m.Edition, 10)+".ledger"))
	if err == nil {
		defer f.Close() // it was only read
		l, err := edition.ReadLedger(f)
		if err == nil && l.Edition() == r.m.Edition && l.State() == now.State() {
			return l, nil
		}
	}
	return edition.NewLedger(r.m.Edition, now)
}

// agree refuses to go on when the tree is not what the repository remembers
// to have published, as after a restore of one half from an older backup:
// kiosks would refuse what carries a number that they have seen.
func (r *Repository) agree() error {
	b, err := os.ReadFile(filepath.Join(r.Public(), "timestamp.json"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !bytes.Equal(b, r.Documents()[trust.Timestamp]) {
		return errors.New("public/timestamp.json is not the one that private/ remembers; hint: restore both halves from the same, newest backup")
	}
	return nil
}

func (r *Repository) load() error {
	b, err := os.ReadFile(r.private("state.json"))
	if err != nil {
		return err
	}
	m, err := readMemory(b)
	if err != nil {
		return fmt.Errorf("read state.json: %w", err)
	}
	r.m = m.clone()
	return nil
}

// save writes a memory under a name.
func (r *Repository) save(name string, m memory) error {
	b, err := m.write()
	if err != nil {
		return err
	}
	return replace(r.private(name), b, 0o600, time.Time{})
}
