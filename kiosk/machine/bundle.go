package machine

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// lastGood is the name of the bundle from which a broken catalog is made
// anew. It holds the same files as a publisher's stick, and can be one.
const lastGood = "last-good.zip"

// What is fetched for the bundle alone: a small file at any time, a larger
// one when the bundle is a day old. Until then the bundle is of an edition
// before, and the rest comes from the sources.
const (
	smallFile = 64 << 10 // bytes
	oldBundle = 24 * time.Hour
)

// settle leaves the data directory as it has to be found after a crash.
func (e *errand) settle(ctx context.Context) {
	if e.mute {
		return
	}
	if e.later && e.keep.List == e.before.List {
		if e.m.pending == nil || e.p.News() {
			e.m.pending = e
		}
		e.m.afterPull()
		return
	}
	e.m.pending = nil
	if err := e.bundle(ctx); err != nil && ctx.Err() == nil {
		slog.Error("last good bundle not written", "err", err)
	}
	if err := os.RemoveAll(filepath.Join(e.m.dir, "spool")); err != nil {
		slog.Error("spool not cleared", "err", err)
	}
}

// bundle writes what leads to the edition on the shelf from nothing.
func (e *errand) bundle(ctx context.Context) error {
	path := filepath.Join(e.m.dir, lastGood)
	age := oldBundle
	if info, err := os.Stat(path); err == nil {
		age = time.Since(info.ModTime()).Abs()
	}
	if !e.p.News() && age < oldBundle && e.keep.List == e.before.List {
		return nil
	}
	files, err := e.bundled()
	if err != nil {
		return err
	}
	var need int64
	for _, f := range files {
		have, err := e.atHand(ctx, f, age >= oldBundle || f.Length <= smallFile)
		if err != nil || !have {
			return err
		}
		need += f.Length
	}
	if err := e.m.room(need + 16<<20); err != nil {
		return err
	}
	t, err := e.m.shelf.Trusted(ctx)
	if err != nil {
		return err
	}
	return e.m.writeBundle(path, t, files)
}

// bundled lists the files of a bundle, beside the documents.
func (e *errand) bundled() ([]trust.Target, error) {
	way, err := shelf.Anew(e.is.Targets)
	if err != nil {
		return nil, err
	}
	if e.is.Withdrawn.Path == "" {
		return way.Files, nil
	}
	return append(way.Files, e.is.Withdrawn), nil
}

// atHand puts a file into the spool, from the last bundle where it has it,
// and reports whether it is there. Where ask is false nobody else is asked.
func (e *errand) atHand(ctx context.Context, t trust.Target, ask bool) (bool, error) {
	if old, err := source.OpenZip(filepath.Join(e.m.dir, lastGood)); err == nil {
		err := e.m.fetch(ctx, old, t) // nothing is asked when the spool has it
		old.Close()                   // it was only read
		if err == nil {
			return true, nil
		}
	}
	if _, err := os.Stat(e.m.spooled(t)); !ask && err != nil && networked([]string{e.from.String()}) {
		return false, nil
	}
	if err := e.m.fetch(ctx, e.from, t); err != nil {
		return false, fmt.Errorf("fetch %s: %w", t.Path, err)
	}
	return true, nil
}

// writeBundle writes a zip file whole or not at all.
func (m *Machine) writeBundle(path string, t shelf.Trusted, files []trust.Target) error {
	f, err := os.CreateTemp(m.dir, ".last-good-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	z := zip.NewWriter(f)
	for _, file := range files {
		if err == nil {
			err = m.copyInto(z, file)
		}
	}
	if err == nil {
		err = writeDocuments(z, t)
	}
	if err := errors.Join(err, z.Close(), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(m.dir)
}

func (m *Machine) copyInto(z *zip.Writer, t trust.Target) error {
	r, err := os.Open(m.spooled(t))
	if err != nil {
		return err
	}
	defer r.Close()                                                              // it was only read
	w, err := z.CreateHeader(&zip.FileHeader{Name: t.File(), Method: zip.Store}) // what is large is packed already
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

// writeDocuments writes every root, and the other documents in the order of
// publishing.
func writeDocuments(z *zip.Writer, t shelf.Trusted) error {
	files, err := t.State.Files()
	if err != nil {
		return err
	}
	newest := rootVersion(t.State[trust.Root])
	for v := int64(1); v < newest; v++ {
		if b := t.Roots[v]; b != nil {
			files = append([]trust.File{{Name: strconv.FormatInt(v, 10) + ".root.json", Body: b}}, files...)
		}
	}
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(f.Body)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// restore puts the last good edition onto a shelf that has none. Nothing in
// it is judged by the time: it was here before.
func (m *Machine) restore(ctx context.Context) error {
	old, err := source.OpenZip(filepath.Join(m.dir, lastGood))
	if err != nil {
		return fmt.Errorf("restore catalog: %w", err)
	}
	defer old.Close() // it was only read
	e := errand{m: m, from: old, now: longAgo, mute: true}
	if _, err := e.run(ctx); err != nil {
		return fmt.Errorf("restore catalog from %s: %w", lastGood, err)
	}
	return os.RemoveAll(filepath.Join(m.dir, "spool"))
}

// longAgo is a time at which nothing has expired.
func longAgo() time.Time { return time.Unix(0, 0) }

// hasBundle reports whether there was a signed edition here.
func (m *Machine) hasBundle() bool {
	_, err := os.Stat(filepath.Join(m.dir, lastGood))
	return !errors.Is(err, fs.ErrNotExist)
}

// syncDir makes the names in a directory survive a power cut.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) { // file systems of sticks that write names at once
		err = nil
	}
	return errors.Join(err, d.Close())
}
