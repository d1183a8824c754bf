package press

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
	"mingbai/catalog/trust"
)

// A File is a picture or a form that a changed record names: what a reviewer
// looks at beside the words.
type File struct {
	ID   catalog.ID // of the record
	Name string     // in the tree, and in the proposal: blob/ab/abcd…
	catalog.Blob
	Body []byte
}

// Files returns the pictures and forms of the records that change or come,
// in the order of ids. Their bytes are those that the signed lines name.
func (p *Proposal) Files() []File {
	var all []File
	for _, id := range slices.Sorted(maps.Keys(p.blobs)) {
		for _, b := range p.blobs[id] {
			name, _ := blobName(b) // prove has checked it
			all = append(all, File{ID: id, Name: name, Blob: b, Body: p.files[name]})
		}
	}
	return all
}

// gather puts the SHA-256, size and format of each file in the place of its
// name in an editor's folder, and returns the bytes by the name in the tree.
// What is named by its SHA-256 alone may have been published before.
func (r *Repository) gather(records []*catalog.Record, media fs.FS) ([]*catalog.Record, map[string][]byte, error) {
	files := map[string][]byte{}
	var total int64
	gathered := make([]*catalog.Record, len(records))
	for i, record := range records {
		next, err := record.WithBlobs(func(b catalog.Blob) (catalog.Blob, error) {
			body, is, err := r.readBlob(media, b)
			if err != nil {
				return b, fmt.Errorf("file %.80s: %w", b.Name, err)
			}
			name, err := blobName(is)
			if err == nil && files[name] == nil {
				files[name] = body
				total += is.Bytes
			}
			if total > catalog.MaxBlobs {
				err = fmt.Errorf("pictures and forms have more than %d MB together; hint: make them smaller", catalog.MaxBlobs>>20)
			}
			return is, err
		})
		if err != nil {
			return nil, nil, err
		}
		gathered[i] = next
	}
	return gathered, files, nil
}

// readBlob reads a file from the editor's folder, else from what is
// published.
func (r *Repository) readBlob(media fs.FS, b catalog.Blob) ([]byte, catalog.Blob, error) {
	if media != nil {
		body, is, err := review.ReadBlob(media, b)
		if err == nil || !errors.Is(err, review.ErrNoFile) {
			return body, is, err
		}
	}
	name, err := blobName(b)
	if err != nil {
		return nil, b, err
	}
	body, err := os.ReadFile(filepath.Join(r.Public(), filepath.FromSlash(name)))
	if err != nil {
		return nil, b, err
	}
	is := catalog.Blob{Name: b.Name, Bytes: int64(len(body))}
	if is.Format, err = catalog.FormatOf(body); err == nil {
		err = checkBlob(body, is)
	}
	return body, is, err
}

// hasBlob reports whether a file is in the tree.
func (r *Repository) hasBlob(b catalog.Blob) bool {
	name, err := blobName(b)
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join(r.Public(), filepath.FromSlash(name)))
	return err == nil
}

// blobName returns the name in the tree of what is named by its SHA-256.
func blobName(b catalog.Blob) (string, error) {
	sum, ok := b.Sum()
	if !ok {
		return "", fmt.Errorf("%.80q is no SHA-256", b.Name)
	}
	return edition.BlobName(edition.Sum(sum)), nil
}

// checkBlob holds bytes against what a line says of them.
func checkBlob(body []byte, b catalog.Blob) error {
	sum, ok := b.Sum()
	if !ok || edition.SumOf(body) != edition.Sum(sum) || int64(len(body)) != b.Bytes {
		return fmt.Errorf("blob %.80s has other bytes than its name says", b.Name)
	}
	format, err := catalog.FormatOf(body)
	if err == nil && format != b.Format {
		err = fmt.Errorf("it is %s, not %.20q", format, b.Format)
	}
	if err != nil {
		return fmt.Errorf("blob %s: %w", b.Name, err)
	}
	return nil
}

// takeFiles takes along what the lines that differ from the old ones name.
func (p *Proposal) takeFiles(old, set *edition.Set, files map[string][]byte) error {
	before, err := linesByID(old)
	if err != nil {
		return err
	}
	after, err := linesByID(set)
	if err != nil {
		return err
	}
	for id, line := range after {
		if string(before[id]) == string(line) {
			continue
		}
		all, err := catalog.Blobs(line)
		if err != nil {
			return err
		}
		for _, b := range all {
			name, err := blobName(b)
			if err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			p.files[name] = files[name]
		}
	}
	return nil
}

// proveBlobs checks that every file that the new lines name is here, is what
// it is said to be, and that there is no other: a reviewer has to see all of
// what goes out.
func (p *Proposal) proveBlobs(after map[catalog.ID][]byte) error {
	named := map[string]bool{}
	p.blobs = map[catalog.ID][]catalog.Blob{}
	for id, line := range after {
		all, err := catalog.Blobs(line)
		if err != nil {
			return err
		}
		for _, b := range all {
			name, err := blobName(b)
			if err == nil {
				err = checkBlob(p.files[name], b)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			named[name] = true
		}
		if len(all) > 0 {
			p.blobs[id] = all
		}
	}
	for name := range p.files {
		if edition.Classify(name) == edition.Blob && !named[name] {
			return fmt.Errorf("nothing in it names %s", name)
		}
	}
	return nil
}

// blobsOf lists what an edition names, by the name in the tree.
func blobsOf(set *edition.Set) (map[string]catalog.Blob, error) {
	all := map[string]catalog.Blob{}
	for line := range set.Lines() {
		blobs, err := catalog.Blobs(line)
		if err != nil {
			return nil, err
		}
		for _, b := range blobs {
			name, err := blobName(b)
			if err != nil {
				return nil, err
			}
			all[name] = b
		}
	}
	return all, nil
}

// lacking fetches everything that an edition names, and returns in order what
// is not there or not what it should be. Its error is that of the context.
func lacking(ctx context.Context, from trust.Fetcher, blobs map[string]catalog.Blob) ([]string, error) {
	var gone []string
	for _, name := range slices.Sorted(maps.Keys(blobs)) {
		body, err := from.Fetch(ctx, name, min(max(blobs[name].Bytes, 0), catalog.MaxBlob))
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil || checkBlob(body, blobs[name]) != nil {
			gone = append(gone, name)
		}
	}
	return gone, nil
}
