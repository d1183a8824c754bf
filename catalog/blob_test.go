package catalog

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// picture returns a PNG of a size.
func picture(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBlobIsWhatItsContentIs(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	for want, body := range map[string][]byte{"PNG": picture(t, 8, 8), "JPEG": photo.Bytes(), "PDF": []byte("%PDF-1.4\nx\n%%EOF\n")} {
		if got, err := FormatOf(body); err != nil || got != want {
			t.Errorf("%s is %s, %v", want, got, err)
		}
	}
	if got, err := FormatOf(picture(t, 2480, 3508)); err != nil {
		t.Errorf("A4 at 300 dots an inch is %q, %v", got, err)
	}
	whole := picture(t, 300, 300)
	// A picture of 60,000 × 60,000 pixels is a few bytes that take gigabytes to draw.
	bomb := picture(t, 8, 8)
	copy(bomb[16:24], []byte{0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60})
	for attack, body := range map[string][]byte{
		"a page": []byte("<!doctype html><script>x</script>"), "a drawing with scripts": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		"nothing": nil, "a program": []byte("\x7fELF"), "half a form": []byte("%PDF-1.4\nx"), "a picture that takes all memory": bomb,
		"half a picture": whole[:len(whole)/2], "a picture that visitors wait for": picture(t, 4000, 3000),
		"too many bytes": append(picture(t, 8, 8), make([]byte, MaxBlob)...), "an animation": []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
	} {
		if got, err := FormatOf(body); err == nil {
			t.Errorf("%s passes as %s", attack, got)
		}
	}
}

func TestBlobNamesNoOtherFolder(t *testing.T) {
	for name, want := range map[string]bool{
		"media/样表.png": true, "media/a b.pdf": true,
		"media/../../etc/passwd": false, "/etc/passwd": false, "media/x/../../y": false, "media/": false, "media/.hidden": false,
		`media/..\y.png`: false, "media/a/b.png": false, "other/a.png": false, "media/c:x.png": false, "media/a\x00.png": false,
		"media/" + strings.Repeat("长", 100): false,
	} {
		if got := (Blob{Name: name}).InFolder(); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for name, want := range map[string]bool{strings.Repeat("a", 64): true, strings.Repeat("A", 64): false, strings.Repeat("g", 64): false, strings.Repeat("a", 63): false} {
		if _, ok := (Blob{Name: name}).Sum(); ok != want {
			t.Errorf("%s: %v", name, ok)
		}
	}
}

// A kiosk that does not know a field yet carries its picture all the same.
func TestBlobsAreFoundWhereverTheyAre(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	line := fmt.Appendf(nil, `{"id":"guide/a","title":{"zh":"一"},"body":{"materials":[{"name":"表","form":{"blob":"media/a.pdf","title":"表"}}],"later":{"deep":[{"blob":%q,"bytes":7,"format":"PNG"}]}}}`, sum)
	r, err := ReadRecord(line)
	if err != nil {
		t.Fatal(err)
	}
	next, err := r.WithBlobs(func(b Blob) (Blob, error) {
		if b.InFolder() {
			return Blob{Name: sum, Bytes: 9, Format: "PDF"}, nil
		}
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	form := next.Body.(*Guide).Materials[0].Form
	if form.Blob != sum || form.Bytes != 9 || form.Format != "PDF" || form.Title[ZH] != "表" || form.URL != "" {
		t.Errorf("the form is %+v", form)
	}
	all, err := next.Blobs()
	if err != nil || len(all) != 2 || next.Links() != nil {
		t.Errorf("blobs %+v, links %v, %v", all, next.Links(), err)
	}
	for _, b := range all {
		if b.Name != sum || b.Bytes != 9 && b.Bytes != 7 {
			t.Errorf("blob %+v", b)
		}
	}
	if plain, err := ReadRecord([]byte(`{"id":"guide/b","title":"二","body":{}}`)); err != nil {
		t.Fatal(err)
	} else if same, err := plain.WithBlobs(nil); err != nil || same != plain {
		t.Errorf("a record without is %v, %v", same, err)
	}
}
