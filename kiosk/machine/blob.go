package machine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"mingbai/catalog"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
)

// Blob returns the bytes of a picture or form that a shown record names by
// its SHA-256, and what they are. The error is shelf.ErrNoBlob until they
// have come, and for good where nobody has the right ones: the record is shown
// in words then. It reads up to 8 MB from this disk. The caller owns the
// bytes.
func (m *Machine) Blob(sum string) ([]byte, catalog.Blob, error) {
	body, b, err := m.shelf.Blob(m.ctx(), sum)
	m.suspect(err)
	return body, b, err
}

// A Fetched says what came of the pictures and forms.
type Fetched struct {
	Came    int   // that were fetched now
	Lacking int   // that the edition names and that are not here
	Bytes   int64 // fetched
	Err     error // the first reason why some are lacking
}

// giveUp is after how many faults of the way in a row, not of a file, the
// others are left for the next time.
const giveUp = 3

// fetchBlobs fetches the pictures and forms that are not here, the smallest
// first, and clears away old ones. Words never wait for it, and no fault of it
// is one of the pull: what is lacking is asked for again with the next.
func (m *Machine) fetchBlobs(ctx context.Context, from source.Carrier) Fetched {
	m.media.Lock()
	defer m.media.Unlock()
	var f Fetched
	wanted, err := m.shelf.WantedBlobs(ctx)
	if err == nil && len(wanted) > 0 {
		err = errors.Join(os.MkdirAll(filepath.Dir(m.shelf.BlobPath(wanted[0])), 0o750), syncDir(m.dir))
	}
	if err != nil {
		slog.Error("pictures not fetched", "err", err)
		f.Err = err
		return f
	}
	faults := 0
	for _, b := range wanted {
		if faults == giveUp || ctx.Err() != nil {
			break
		}
		err := m.fetchBlob(ctx, from, b)
		switch {
		case err == nil:
			f.Came, f.Bytes, faults = f.Came+1, f.Bytes+b.Bytes, 0
		case errors.Is(err, ErrFull):
			faults = giveUp
		case !errors.Is(err, source.ErrAbsent) && !errors.Is(err, source.ErrDamaged) && !errors.Is(err, source.ErrTooLarge):
			faults++
		}
		if err != nil && f.Err == nil {
			f.Err = fmt.Errorf("fetch picture: %w", err)
		}
	}
	f.Lacking = len(wanted) - f.Came
	if f.Lacking != m.lacking && ctx.Err() == nil { // a week without them is one line
		m.lacking = f.Lacking
		slog.Info("pictures fetched", "bytes", f.Bytes, "err", f.Err)
	}
	if f.Came > 0 {
		m.update(func(s *standing) { s.changes++ }) // whoever shows one of these records draws it again
	}
	return f
}

// fetchBlob fetches one, where there is room beside what an edition needs.
// The carrier checks size and SHA-256 before the file gets its name.
func (m *Machine) fetchBlob(ctx context.Context, from source.Carrier, b catalog.Blob) error {
	if err := m.room(2*b.Bytes + roomBeside); err != nil {
		return err
	}
	sum, _ := b.Sum() // the shelf lists no other
	return from.Download(ctx, shelf.BlobFile(b), source.Want{Size: b.Bytes, SHA256: sum}, m.shelf.BlobPath(b))
}

// roomBeside stays free for the words of the next edition, in bytes.
const roomBeside = 128 << 20

// followUp fetches pictures after a pull: at once where somebody waits for
// all of it, a stick in their hand, else as a chore of its own, so that the
// next words do not wait either.
func (m *Machine) followUp(ctx context.Context, from string, mirrors source.Carrier) Fetched {
	if from != "" || !m.started.Load() {
		return m.fetchBlobs(ctx, mirrors)
	}
	m.keeper.Start("pictures", m.bringPictures)
	return Fetched{}
}

// bringPictures fetches from the sources until there is nothing more to be
// had. An edition that came meanwhile is looked at too.
func (m *Machine) bringPictures(ctx context.Context) error {
	mirrors, err := m.openSources("")
	if err != nil {
		return nil // the next pull says so
	}
	defer mirrors.Close()
	for m.fetchBlobs(ctx, mirrors).Came > 0 {
	}
	return nil
}

// tidyPictures removes what is old, and what the disk has spoiled; it is
// fetched again with the next pull.
func (m *Machine) tidyPictures(ctx context.Context) error {
	m.media.Lock()
	defer m.media.Unlock()
	_, err := m.shelf.SweepBlobs(ctx, m.clock.Now())
	return err
}
