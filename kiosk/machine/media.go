package machine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"mingbai/catalog"
)

// takeMedia lets unsigned records show the pictures and forms of their own
// folder: an editor sees them before anything is proposed. What is not there,
// or is neither picture nor form, is left out, as after a pull; review says
// why.
func (m *Machine) takeMedia(records []*catalog.Record, media fs.FS) error {
	if media == nil {
		return nil
	}
	for i, r := range records {
		next, err := r.WithBlobs(func(b catalog.Blob) (catalog.Blob, error) {
			is, err := m.takeFile(media, b)
			if err != nil {
				slog.Info("picture left out", "record", r.ID, "err", err)
				return b, nil
			}
			return is, nil
		})
		if err != nil {
			return fmt.Errorf("take pictures: %w", err)
		}
		records[i] = next
	}
	return nil
}

// takeFile copies one file to where pictures lie.
func (m *Machine) takeFile(media fs.FS, b catalog.Blob) (catalog.Blob, error) {
	if !b.InFolder() {
		return b, fmt.Errorf("%.80q is no file of the folder", b.Name)
	}
	f, err := media.Open(b.Name)
	if err != nil {
		return b, err
	}
	defer f.Close() // it was only read
	body, err := io.ReadAll(io.LimitReader(f, catalog.MaxBlob+1))
	if err != nil {
		return b, err
	}
	format, err := catalog.FormatOf(body)
	if err != nil {
		return b, err
	}
	sum := sha256.Sum256(body)
	is := catalog.Blob{Name: hex.EncodeToString(sum[:]), Bytes: int64(len(body)), Format: format}
	path := m.shelf.BlobPath(is)
	return is, errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), replaceFile(path, body))
}
