package shelf

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
)

// ErrNoBlob means that no shown record names a picture or form, that its
// bytes are not here yet, or that they are not those which were signed. What
// the record says in words is shown without.
var ErrNoBlob = errors.New("no such picture or form")

// keptBlobs is how long the bytes stay that no shown record names any more: a
// publisher who goes back finds them here. What a past record showed is
// proven by the SHA-256 in its line for ever.
const keptBlobs = 30 * 24 * time.Hour

// blobs is the folder of the bytes, each file called by its SHA-256. They
// are outside catalog.db, so that a broken one is made anew without them.
const blobs = "blob"

// nameBlobs keeps which blobs a shown record names. What is malformed could
// never be fetched and is left out.
func nameBlobs(ctx context.Context, tx *sql.Tx, e *entry) error {
	all, err := catalog.Blobs(e.line)
	if err != nil {
		return fmt.Errorf("list files of %s: %w", e.record.ID, err)
	}
	for _, b := range all {
		if _, ok := b.Sum(); !ok || b.Bytes <= 0 || b.Bytes > catalog.MaxBlob {
			continue
		}
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO blob(sum, id, bytes, format) VALUES (?, ?, ?, ?)`, b.Name, e.record.ID, b.Bytes, b.Format)
		if err != nil {
			return fmt.Errorf("list files of %s: %w", e.record.ID, err)
		}
	}
	return nil
}

// BlobFile is the name of a blob in a published tree, "" for what is not named
// by its SHA-256.
func BlobFile(b catalog.Blob) string {
	sum, ok := b.Sum()
	if !ok {
		return ""
	}
	return edition.BlobName(edition.Sum(sum))
}

// BlobPath is where the bytes of a blob lie, or come to lie: whoever fetches
// them makes the folder, verifies them before they get this name, and lets
// no other name in. It is "" for what is not named by its SHA-256.
func (s *Shelf) BlobPath(b catalog.Blob) string {
	if _, ok := b.Sum(); !ok {
		return ""
	}
	return filepath.Join(s.blobs, b.Name)
}

// Blob returns the bytes of a picture or form that a shown record names, and
// what they are. They are verified each time: the disk may have lost some.
// The error is [ErrNoBlob] where there are none to show. The caller owns
// them.
func (s *Shelf) Blob(ctx context.Context, sum string) ([]byte, catalog.Blob, error) {
	b := catalog.Blob{Name: sum}
	err := s.db.Read.QueryRowContext(ctx, `SELECT bytes, format FROM blob WHERE sum = ? ORDER BY id`, sum).Scan(&b.Bytes, &b.Format)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, b, fmt.Errorf("%w: no record names %.80q", ErrNoBlob, sum)
	}
	if err != nil {
		return nil, b, fmt.Errorf("look up file: %w", err)
	}
	body, err := readBlob(s.BlobPath(b))
	if err == nil {
		err = isBlob(body, b)
	}
	if err != nil {
		return nil, b, fmt.Errorf("%w: %w", ErrNoBlob, err)
	}
	return body, b, nil
}

func readBlob(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	return io.ReadAll(io.LimitReader(f, catalog.MaxBlob+1))
}

// isBlob holds bytes against what was signed, and against what a screen can
// draw.
func isBlob(body []byte, b catalog.Blob) error {
	if !hasSum(body, b.Name) {
		return fmt.Errorf("%s has other bytes", b.Name)
	}
	format, err := catalog.FormatOf(body)
	if err == nil && format != b.Format {
		err = fmt.Errorf("it is %s, not %.20q", format, b.Format)
	}
	return err
}

// hasSum reports whether bytes have a SHA-256.
func hasSum(body []byte, name string) bool {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]) == name
}

// WantedBlobs returns what shown records name and is not here, the smallest
// first.
func (s *Shelf) WantedBlobs(ctx context.Context) ([]catalog.Blob, error) {
	rows, err := s.db.Read.QueryContext(ctx, `SELECT sum, min(bytes), min(format) FROM blob GROUP BY sum ORDER BY min(bytes), sum`)
	if err != nil {
		return nil, fmt.Errorf("list wanted files: %w", err)
	}
	defer rows.Close()
	var all []catalog.Blob
	for rows.Next() {
		var b catalog.Blob
		if err := rows.Scan(&b.Name, &b.Bytes, &b.Format); err != nil {
			return nil, fmt.Errorf("list wanted files: %w", err)
		}
		if info, err := os.Stat(s.BlobPath(b)); err != nil || info.Size() != b.Bytes {
			all = append(all, b)
		}
	}
	return all, rows.Err()
}

// SweepBlobs removes the bytes that no record names which is shown or kept
// apart, or was shown in the thirty days before now, and those that are not
// what their name says: then they are wanted again. It returns how many files
// it removed. Nobody may be fetching blobs.
func (s *Shelf) SweepBlobs(ctx context.Context, now time.Time) (int, error) {
	keep, err := s.keptBlobs(ctx, now)
	if err != nil {
		return 0, fmt.Errorf("sweep files: %w", err)
	}
	files, err := os.ReadDir(s.blobs)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("sweep files: %w", err)
	}
	removed := 0
	for _, f := range files {
		path := filepath.Join(s.blobs, f.Name())
		if ctx.Err() != nil {
			return removed, ctx.Err()
		}
		if part, ok := strings.CutSuffix(f.Name(), ".part"); ok && keep[part] {
			continue // it will be gone on with
		}
		if body, err := readBlob(path); keep[f.Name()] && (err != nil || hasSum(body, f.Name())) {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return removed, fmt.Errorf("sweep files: %w", err)
		}
		removed++
	}
	return removed, nil
}

// keptBlobs lists the SHA-256 of all that has to stay.
func (s *Shelf) keptBlobs(ctx context.Context, now time.Time) (map[string]bool, error) {
	keep := map[string]bool{}
	note := func(line []byte) error {
		all, err := catalog.Blobs(line)
		for _, b := range all {
			keep[b.Name] = true
		}
		return err
	}
	err := s.snapshot(ctx, func(tx *sql.Tx) error {
		if err := eachLine(ctx, tx, note, everyLine); err != nil {
			return err
		}
		return eachLine(ctx, tx, note, `SELECT id, line FROM past WHERE until > ?`, now.Add(-keptBlobs).Unix())
	})
	return keep, err
}
