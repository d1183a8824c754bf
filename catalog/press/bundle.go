package press

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"mingbai/catalog/edition"
)

// Bundle writes the newest state of the public tree into one zip file, the
// same bytes under the same names, as kiosks take it from a stick. It returns
// how many files are in it.
func (r *Repository) Bundle(path string) (int, error) {
	b, n, err := r.bundle()
	if err == nil {
		err = replace(path, b, 0o644, time.Time{})
	}
	if err != nil {
		return 0, fmt.Errorf("write bundle %s: %w", path, err)
	}
	return n, nil
}

func (r *Repository) bundle() ([]byte, int, error) {
	if err := r.published(); err != nil {
		return nil, 0, err
	}
	names, err := named(r.Documents())
	if err != nil {
		return nil, 0, err
	}
	roots, err := r.roots()
	if err != nil {
		return nil, 0, err
	}
	for _, name := range roots {
		names[name] = true
	}
	set, err := r.Set(0)
	if err != nil {
		return nil, 0, err
	}
	blobs, err := blobsOf(set)
	if err != nil {
		return nil, 0, err
	}
	for name := range blobs {
		names[name] = true
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range inOrder(slices.Sorted(maps.Keys(names))) {
		body, err := os.ReadFile(filepath.Join(r.Public(), filepath.FromSlash(name)))
		if err != nil {
			return nil, 0, err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(body)
		}
		if err != nil {
			return nil, 0, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, 0, err
	}
	return out.Bytes(), len(names), nil
}

// inOrder sorts names as they are uploaded.
func inOrder(names []string) []string {
	slices.SortStableFunc(names, func(a, b string) int { return int(edition.Classify(a)) - int(edition.Classify(b)) })
	return names
}
