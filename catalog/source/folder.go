package source

import (
	"fmt"
	"io/fs"
	"sort"

	"mingbai/catalog"
)

// Folder reads the records <kind>/<name>.json of a folder, sorted by id. One
// bad file refuses the whole folder, with an error that names it.
func Folder(folder fs.FS) ([]*catalog.Record, error) {
	paths, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		return nil, fmt.Errorf("list records: %w", err)
	}
	var records []*catalog.Record
	for _, path := range paths {
		b, err := fs.ReadFile(folder, path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if len(b) > 4*catalog.MaxLine {
			return nil, fmt.Errorf("read %s: larger than %d bytes", path, 4*catalog.MaxLine)
		}
		r, err := catalog.ReadRecord(b)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if path != string(r.ID)+".json" {
			return nil, fmt.Errorf("read %s: it holds %s (hint: name the file after its id)", path, r.ID)
		}
		records = append(records, r)
	}
	sort.Slice(records, func(i, j int) bool { return records[i].ID < records[j].ID })
	return records, nil
}
