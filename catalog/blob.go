package catalog

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg" // the forms of pictures that travel
	_ "image/png"
	"io/fs"
	"strconv"
	"strings"
)

// Bounds of what travels beside the records: a stick and a slow line carry it.
const (
	MaxBlob   = 8 << 20   // bytes of one
	MaxBlobs  = 128 << 20 // bytes of all of an edition together
	maxPixels = 9 << 20   // of a picture: A4 at 300 dots an inch has 8.7 million
)

// Media is the folder beside the records in which an editor puts pictures
// and forms.
const Media = "media/"

// A Blob (附图附表) is a picture or a form that travels with an edition, such
// as the sample of a filled-in application: a [Link] that has its own bytes.
type Blob struct {
	// Name is the SHA-256 in 64 hexadecimal digits; until an editor's folder
	// is proposed it may be a file of it, as "media/household.png".
	Name   string
	Bytes  int64  // its size
	Format string // PNG, JPEG or PDF
}

// Sum returns the SHA-256 in the name; ok is false for a file of a folder.
func (b Blob) Sum() (sum [32]byte, ok bool) {
	if len(b.Name) != 2*len(sum) || strings.ToLower(b.Name) != b.Name {
		return sum, false
	}
	_, err := hex.Decode(sum[:], []byte(b.Name))
	return sum, err == nil
}

// InFolder reports whether the name is that of a file directly in the media
// folder. No other name is ever opened.
func (b Blob) InFolder() bool {
	file, ok := strings.CutPrefix(b.Name, Media)
	odd := strings.ContainsFunc(file, func(r rune) bool { return r < ' ' || strings.ContainsRune(`/\:`, r) })
	return ok && !odd && !strings.HasPrefix(file, ".") && fs.ValidPath(b.Name) && len(b.Name) <= 255
}

// Blobs returns what a canonical line names, also in fields that this version
// does not know. It refuses nothing: see [Blob.Sum].
func Blobs(line []byte) ([]Blob, error) {
	if !bytes.Contains(line, []byte(`"blob"`)) {
		return nil, nil
	}
	tree, err := readTree(line)
	if err != nil {
		return nil, err
	}
	var all []Blob
	err = eachBlob(tree, func(b Blob) (Blob, error) {
		all = append(all, b)
		return b, nil
	})
	return all, err
}

// Blobs returns what the record names.
func (r *Record) Blobs() ([]Blob, error) {
	line, err := r.Line()
	if err != nil {
		return nil, err
	}
	return Blobs(line)
}

// WithBlobs returns r with what next returns in the place of each blob: r
// itself where it names none.
func (r *Record) WithBlobs(next func(Blob) (Blob, error)) (*Record, error) {
	line, err := r.Line()
	if err != nil || !bytes.Contains(line, []byte(`"blob"`)) {
		return r, err
	}
	tree, err := readTree(line)
	if err != nil {
		return nil, err
	}
	if err := eachBlob(tree, next); err != nil {
		return nil, fmt.Errorf("%s: %w", r.ID, err)
	}
	if line, err = json.Marshal(tree); err != nil {
		return nil, err
	}
	return ReadRecord(line)
}

func readTree(line []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var tree map[string]any
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("read blobs: %w", err)
	}
	return tree, nil
}

// eachBlob hands every object with a blob to next and writes down what comes
// back.
func eachBlob(v any, next func(Blob) (Blob, error)) error {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			if err := eachBlob(one, next); err != nil {
				return err
			}
		}
	case map[string]any:
		if name, _ := v["blob"].(string); name != "" {
			b, err := next(blobOf(name, v))
			if err != nil {
				return err
			}
			v["blob"], v["bytes"], v["format"] = b.Name, json.Number(strconv.FormatInt(b.Bytes, 10)), b.Format
		}
		for _, one := range v {
			if err := eachBlob(one, next); err != nil {
				return err
			}
		}
	}
	return nil
}

func blobOf(name string, object map[string]any) Blob {
	b := Blob{Name: name}
	b.Format, _ = object["format"].(string)
	if n, ok := object["bytes"].(json.Number); ok {
		b.Bytes, _ = n.Int64()
	}
	return b
}

// FormatOf tells by its content what a blob is: PNG, JPEG or PDF. Anything
// else is refused, and a picture that is damaged, or so large that a visitor
// would wait for it.
func FormatOf(b []byte) (string, error) {
	if len(b) > MaxBlob {
		return "", fmt.Errorf("%d bytes, at most %d", len(b), MaxBlob)
	}
	if bytes.HasPrefix(b, []byte("%PDF-")) {
		if !bytes.Contains(b[max(0, len(b)-1024):], []byte("%%EOF")) {
			return "", fmt.Errorf("a PDF file without its end")
		}
		return "PDF", nil
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(b))
	format = strings.ToUpper(format)
	switch {
	case err != nil || format != "PNG" && format != "JPEG":
		return "", fmt.Errorf("neither a PNG or JPEG picture nor a PDF file")
	case c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height:
		return "", fmt.Errorf("a picture of %d × %d pixels, at most %d million (hint: scan a sheet at 300 dots an inch or less)", c.Width, c.Height, maxPixels>>20)
	}
	if _, _, err := image.Decode(bytes.NewReader(b)); err != nil {
		return "", fmt.Errorf("a %s picture that is damaged: %w (hint: open it and save it anew)", format, err)
	}
	return format, nil
}
