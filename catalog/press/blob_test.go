package press

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
	"mingbai/catalog/source"
)

// picture returns a PNG that differs from others by its shade.
func picture(shade uint8) []byte {
	img := image.NewGray(image.Rect(0, 0, 16, 16))
	img.SetGray(1, 1, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var blankForm = []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

// illustrated returns records of which the guide has a sample and a blank
// form.
func illustrated(t testing.TB) []*catalog.Record {
	t.Helper()
	return edited(t, few(t), "guide/invoice", `{"name":{"zh":"合同"}}`,
		`{"form":{"blob":"media/空白表.pdf"},"name":{"zh":"合同"},"sample":{"blob":"media/sample.png","title":{"zh":"样表"}}}`)
}

func drawn(shade uint8) fstest.MapFS {
	return fstest.MapFS{"media/sample.png": {Data: picture(shade)}, "media/空白表.pdf": {Data: blankForm}}
}

// proposeWith proposes records with a folder of files, by way of a file.
func (b *bureau) proposeWith(records []*catalog.Record, media fstest.MapFS) *Proposal {
	b.t.Helper()
	o := b.order()
	o.Media = media
	return b.travel(must(b.repo.Propose(records, o))(b.t))
}

func (b *bureau) let(p *Proposal) {
	b.t.Helper()
	b.check(b.repo.Publish(b.t.Context(), b.sign(p), b.online, b.issue()))
}

// TestPictureTravelsWithTheEdition goes from an editor's folder to a stick.
func TestPictureTravelsWithTheEdition(t *testing.T) {
	b := newBureau(t)
	p := b.proposeWith(illustrated(t), drawn(1))
	if files := p.Files(); len(files) != 2 || files[0].ID != "guide/invoice" || files[0].Body == nil {
		t.Fatalf("the reviewer sees %+v", files)
	}
	var page bytes.Buffer
	b.check(p.List().WriteHTML(&page))
	if sum := edition.SumOf(picture(1)); !strings.Contains(page.String(), `<img src="`+edition.BlobName(sum)+`"`) {
		t.Error("the page of changes does not show the picture")
	}
	b.let(p)
	seen := must(b.inspect())(t)
	if seen.Blobs != 2 || len(seen.Lacking) != 0 {
		t.Fatalf("published are %d files, lacking %q", seen.Blobs, seen.Lacking)
	}
	path := filepath.Join(t.TempDir(), "usb.zip")
	must(b.repo.Bundle(path))(t)
	stick := must(source.OpenZip(path))(t)
	defer stick.Close()
	if on := must(Inspect(t.Context(), stick, nil, b.at))(t); on.Blobs != 2 || len(on.Lacking) != 0 {
		t.Errorf("on the stick are %d files, lacking %q", on.Blobs, on.Lacking)
	}

	// Words change: the picture comes to the reviewer again, from what is published.
	b.later(time.Hour)
	again := b.propose(edited(t, records(t, b), "guide/invoice", "代开发票", "代开发票（新）"))
	if len(again.Files()) != 2 {
		t.Errorf("the reviewer sees %d files", len(again.Files()))
	}
	b.let(again)
}

// records reads what is published.
func records(t testing.TB, b *bureau) []*catalog.Record {
	t.Helper()
	var all []*catalog.Record
	for line := range must(b.repo.Set(0))(t).Lines() {
		all = append(all, must(catalog.ReadRecord(line))(t))
	}
	return all
}

func TestOldPictureStaysThirtyDays(t *testing.T) {
	b := newBureau(t)
	b.let(b.proposeWith(illustrated(t), drawn(1)))
	old := filepath.Join(b.repo.Public(), filepath.FromSlash(edition.BlobName(edition.SumOf(picture(1)))))
	b.later(time.Hour)
	b.let(b.proposeWith(illustrated(t), drawn(2)))
	for _, want := range []bool{true, false} {
		b.later(20 * 24 * time.Hour)
		b.check(b.repo.Renew(b.online, b.issue()))
		if _, err := os.Stat(old); (err == nil) != want {
			t.Errorf("on %s: %v", b.at.Format(time.DateOnly), err)
		}
	}
	if p := must(b.inspect())(t); p.Blobs != 2 || len(p.Lacking) != 0 {
		t.Errorf("lacking %q", p.Lacking)
	}
}

func TestMissingOrUnfitFileRefusesTheProposal(t *testing.T) {
	b := newBureau(t)
	for why, media := range map[string]fstest.MapFS{
		"no folder": nil, "no form": {"media/sample.png": {Data: picture(1)}},
		"a page": {"media/sample.png": {Data: []byte("<html>")}, "media/空白表.pdf": {Data: blankForm}},
	} {
		o := b.order()
		if media != nil {
			o.Media = media
		}
		_, err := b.repo.Propose(illustrated(t), o)
		var found *FindingsError
		if !errors.As(err, &found) || !slices.ContainsFunc(found.Findings, func(f review.Finding) bool { return strings.HasPrefix(f.Code, "file-") }) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// TestReviewerSeesThePictureThatGoesOut has somebody change the pictures of a
// proposal behind the reviewer, or put in others.
func TestReviewerSeesThePictureThatGoesOut(t *testing.T) {
	b := newBureau(t)
	parts := must(b.proposeWith(illustrated(t), drawn(1)).parts())(t)
	name := edition.BlobName(edition.SumOf(picture(1)))
	with := func(name string, body []byte) map[string][]byte {
		next := maps.Clone(parts)
		if next[name] = body; body == nil {
			delete(next, name)
		}
		return next
	}
	for attack, parts := range map[string]map[string][]byte{
		"another picture":   with(name, picture(2)),
		"none":              with(name, nil),
		"one that is cut":   with(name, picture(1)[:40]),
		"one more":          with(edition.BlobName(edition.SumOf(picture(3))), picture(3)),
		"one under a sum":   with(edition.BlobName(edition.SumOf(picture(3))), picture(2)),
		"too many bytes":    with(name, append(picture(1), make([]byte, catalog.MaxBlob)...)),
		"a page as picture": with(name, []byte("<html>")),
	} {
		if _, err := reopen(t, parts); !errors.Is(err, ErrProposal) {
			t.Errorf("%s: %v", attack, err)
		}
	}
	for _, odd := range []string{"blob/../../x", "../blob/ab/x", "blob/ab/" + strings.Repeat("a", 63)} {
		p, err := reopen(t, with(odd, []byte("x")))
		if err != nil || p.files[odd] != nil {
			t.Errorf("%s: %v, it is taken: %v", odd, err, p != nil && p.files[odd] != nil)
		}
	}
}

// TestLackingPictureIsSaidAndBlocksNothing removes one from a web server.
func TestLackingPictureIsSaidAndBlocksNothing(t *testing.T) {
	b := newBureau(t)
	b.let(b.proposeWith(illustrated(t), drawn(1)))
	name := edition.BlobName(edition.SumOf(picture(1)))
	path := filepath.Join(b.repo.Public(), filepath.FromSlash(name))
	b.later(time.Hour)
	next := b.sign(b.propose(edited(t, records(t, b), "fee/copy", `"amount":50`, `"amount":60`)))
	for damage, do := range map[string]func() error{
		"other bytes": func() error { return os.WriteFile(path, picture(2), 0o644) },
		"gone":        func() error { return os.RemoveAll(path) },
	} {
		b.check(do())
		if p, err := b.inspect(); err != nil || !slices.Equal(p.Lacking, []string{name}) || p.Edition != 1 {
			t.Errorf("%s: %+v, %v", damage, p, err)
		}
		if err := b.repo.Publish(t.Context(), next, b.online, b.issue()); !errors.Is(err, ErrProposal) {
			t.Errorf("%s: an edition goes out without it: %v", damage, err)
		}
	}
	b.check(os.WriteFile(path, picture(1), 0o644))
	b.check(b.repo.Publish(t.Context(), next, b.online, b.issue()))
}
