package staff

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"mingbai/catalog"
)

// ExportChanges writes the record of changes into a file at path, in place of
// what was there: a canonical JSON line for each [Entry], and at the end one
// with the [Head]. The file is there wholly or not at all. A record that was
// tampered with is written as it is, and the error is that of [Book.Verify]:
// the file is then the evidence. Note the export with [Book.Note] before it,
// so that it is in it.
func (b *Book) ExportChanges(ctx context.Context, path string) (Head, error) {
	part := path + ".part" // what a power cut leaves is written over by the next one
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o640)
	if err != nil {
		return Head{}, fmt.Errorf("export record of changes: %w; hint: give a folder that is there and may be written", err)
	}
	h, err := b.writeLines(ctx, f)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return Head{}, fmt.Errorf("export record of changes to %s: %w", path, errors.Join(err, os.Remove(part)))
	}
	if err := os.Rename(part, path); err != nil {
		return Head{}, fmt.Errorf("export record of changes: %w", errors.Join(err, os.Remove(part)))
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return Head{}, fmt.Errorf("export record of changes: %w", err)
	}
	return h, b.Verify(ctx)
}

func (b *Book) writeLines(ctx context.Context, to io.Writer) (Head, error) {
	tx, err := b.db.Read.BeginTx(ctx, nil)
	if err != nil {
		return Head{}, err
	}
	defer tx.Rollback()
	var h Head
	if err := tx.QueryRowContext(ctx, `SELECT entries, hash FROM staff_head`).Scan(&h.Entries, &h.Hash); err != nil {
		return h, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT entry FROM staff_log ORDER BY serial`)
	if err != nil {
		return h, err
	}
	defer rows.Close()
	out := bufio.NewWriter(to)
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return h, err
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return h, err
		}
	}
	if err := rows.Err(); err != nil {
		return h, err
	}
	last, err := json.Marshal(h)
	if err != nil {
		return h, err
	}
	fmt.Fprintf(out, "%s\n", last) // Flush tells the error
	return h, out.Flush()
}

// maxLine is the longest line of an export: an entry with two papers.
const maxLine = 3 * MaxPaper

// VerifyExport checks the lines of an export and returns its head, to be
// compared with a [Head] that was kept. The error is a [*Tampering] or that of
// r. It reads bytes from outside and needs no file of this kiosk.
func VerifyExport(r io.Reader) (Head, error) {
	c := newChain(nil)
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	var ended bool
	for lines.Scan() {
		line := lines.Text()
		if ended {
			return Head{}, &Tampering{c.head.Entries + 1, "more follows after the end"}
		}
		var h Head
		if json.Unmarshal([]byte(line), &h) == nil && h.Entries == c.head.Entries && h.Hash == c.head.Hash && canonical(line, h) {
			ended = true
			continue
		}
		var e Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			return Head{}, &Tampering{c.head.Entries + 1, "it is no entry"}
		}
		if err := c.next(e.Record, line, hashOf(line)); err != nil {
			return Head{}, err
		}
	}
	if err := lines.Err(); err != nil {
		return Head{}, fmt.Errorf("read export: %w; hint: copy it again from the stick", err)
	}
	if !ended {
		return Head{}, &Tampering{c.head.Entries + 1, "the end is cut off"}
	}
	return c.head, nil
}

// canonical reports whether line is v as it is written, and not something
// that can also be read as v.
func canonical(line string, v any) bool {
	b, err := json.Marshal(v)
	if err != nil {
		return false
	}
	want, err := catalog.Canonical(b)
	return err == nil && string(want) == line
}

// syncDir makes the names in a folder survive a power cut. Some file systems
// of sticks cannot synchronise a folder: they write names at once.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
