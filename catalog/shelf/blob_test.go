package shelf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
)

// drawing is a picture, and what a line says of it.
func drawing(shade uint8) ([]byte, catalog.Blob) {
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	img.SetGray(1, 1, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes(), catalog.Blob{Name: fmt.Sprintf("%x", sha256.Sum256(b.Bytes())), Bytes: int64(b.Len()), Format: "PNG"}
}

// illustrated is a guide with these pictures.
func illustrated(id string, blobs ...catalog.Blob) string {
	var materials []string
	for _, b := range blobs {
		materials = append(materials, fmt.Sprintf(`{"sample":{"url":"","blob":%q,"bytes":%d,"format":%q}}`, b.Name, b.Bytes, b.Format))
	}
	return line(id, "指南", `"body":{"materials":[`+strings.Join(materials, ",")+`]}`)
}

// lay puts bytes where a kiosk that fetched them has them.
func lay(t *testing.T, s *Shelf, b catalog.Blob, body []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(s.blobs, 0o750), os.WriteFile(s.BlobPath(b), body, 0o640)); err != nil {
		t.Fatal(err)
	}
}

func wanted(t *testing.T, s *Shelf) string {
	t.Helper()
	all, err := s.WantedBlobs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, b := range all {
		names = append(names, b.Name[:8])
	}
	return strings.Join(names, " ")
}

func TestPictureIsShownWhileARecordNamesIt(t *testing.T) {
	s, p := open(t), &press{}
	body, b := drawing(1)
	p.publish(t, 1, illustrated("guide/a", b), illustrated("guide/b"))
	mustMove(t, s, p.move(t, s, 1))
	if got := wanted(t, s); got != b.Name[:8] {
		t.Errorf("wanted %q", got)
	}
	if _, _, err := s.Blob(t.Context(), b.Name); !errors.Is(err, ErrNoBlob) {
		t.Errorf("before it came: %v", err)
	}
	lay(t, s, b, body)
	if got, is, err := s.Blob(t.Context(), b.Name); err != nil || !bytes.Equal(got, body) || is != b || wanted(t, s) != "" {
		t.Errorf("%d bytes, %+v, %v, wanted %q", len(got), is, err, wanted(t, s))
	}
	// A delta moves it to another record, the first is taken down.
	p.publish(t, 2, illustrated("guide/a", b), illustrated("guide/b", b))
	mustMove(t, s, p.move(t, s, 2, "guide/a"))
	if _, _, err := s.Blob(t.Context(), b.Name); err != nil {
		t.Errorf("of the other record: %v", err)
	}
	p.publish(t, 3, illustrated("guide/a", b), illustrated("guide/b"))
	mustMove(t, s, p.move(t, s, 3, "guide/a"))
	if _, _, err := s.Blob(t.Context(), b.Name); !errors.Is(err, ErrNoBlob) {
		t.Errorf("of a record that was taken down: %v", err)
	}
	if n, err := s.SweepBlobs(t.Context(), noon.AddDate(1, 0, 0)); n != 0 || err != nil {
		t.Errorf("the edition has it still, but %d were swept, %v", n, err)
	}
	mustMove(t, s, p.move(t, s, 3)) // restored
	if _, _, err := s.Blob(t.Context(), b.Name); err != nil {
		t.Errorf("restored: %v", err)
	}
}

func TestOtherBytesAreNotShown(t *testing.T) {
	s := open(t)
	body, b := drawing(1)
	other, _ := drawing(2)
	page := []byte("<html>")
	asPicture := catalog.Blob{Name: fmt.Sprintf("%x", sha256.Sum256(page)), Bytes: int64(len(page)), Format: "PNG"}
	mustApply(t, s, Edition{Number: 1}, noon, illustrated("guide/a", b, asPicture,
		catalog.Blob{Name: "media/a.png", Bytes: 1, Format: "PNG"}, catalog.Blob{Name: "../../etc/passwd", Bytes: 1}, catalog.Blob{Name: strings.Repeat("f", 64), Bytes: catalog.MaxBlob + 1}))
	for attack, bytes := range map[string][]byte{"another picture": other, "half of it": body[:20], "more": append(body, 0), "nothing": nil} {
		lay(t, s, b, bytes)
		if _, _, err := s.Blob(t.Context(), b.Name); !errors.Is(err, ErrNoBlob) {
			t.Errorf("%s: %v", attack, err)
		}
		if n, err := s.SweepBlobs(t.Context(), noon); n != 1 || err != nil {
			t.Errorf("%s: %d swept, %v", attack, n, err)
		}
	}
	lay(t, s, asPicture, page)
	if _, _, err := s.Blob(t.Context(), asPicture.Name); !errors.Is(err, ErrNoBlob) {
		t.Errorf("a page that was signed as a picture: %v", err)
	}
	for _, name := range []string{"", "../catalog.db", "media/a.png", "../../etc/passwd", strings.Repeat("f", 64)} {
		if _, _, err := s.Blob(t.Context(), name); !errors.Is(err, ErrNoBlob) {
			t.Errorf("%q: %v", name, err)
		}
		if got := s.BlobPath(catalog.Blob{Name: name}); got != "" && filepath.Dir(got) != s.blobs {
			t.Errorf("%q lies at %s", name, got)
		}
	}
	if got := wanted(t, s); got != b.Name[:8] {
		t.Errorf("wanted %q: what nobody can fetch is wanted too", got)
	}
}

func TestSweepKeepsThirtyDays(t *testing.T) {
	s := open(t)
	body, b := drawing(1)
	next, n := drawing(2)
	mustApply(t, s, Edition{Number: 1}, noon, illustrated("guide/a", b))
	lay(t, s, b, body)
	mustApply(t, s, Edition{Number: 2}, noon.Add(time.Hour), illustrated("guide/a", n))
	lay(t, s, n, next)
	for _, name := range []string{b.Name + ".part", strings.Repeat("a", 64) + ".part", "odd"} {
		if err := os.WriteFile(filepath.Join(s.blobs, name), []byte("x"), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.SweepBlobs(t.Context(), noon.AddDate(0, 0, 29)); got != 2 || err != nil {
		t.Errorf("after 29 days %d were swept, %v", got, err)
	}
	if got, err := s.SweepBlobs(t.Context(), noon.AddDate(0, 0, 31)); got != 2 || err != nil {
		t.Errorf("after 31 days %d were swept, %v", got, err)
	}
	if _, _, err := s.Blob(t.Context(), n.Name); err != nil {
		t.Error(err)
	}
}

// A program that knew no pictures kept the line; the next one shows them.
func TestUpdateFindsPicturesOfOldLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	s := mustOpen(t, path)
	body, b := drawing(1)
	mustApply(t, s, Edition{Number: 1}, noon, illustrated("guide/a", b))
	lay(t, s, b, body)
	for _, query := range []string{`DELETE FROM blob`, `UPDATE listing SET layout = 1`} {
		if _, err := s.db.Write.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	if _, _, err := mustOpen(t, path).Blob(t.Context(), b.Name); err != nil {
		t.Error(err)
	}
}
