package machine_test

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
	"testing/fstest"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/shelf"
	"mingbai/kiosk/machine"
)

// A drawing is a picture as it lies in a tree.
type drawing struct {
	body []byte
	catalog.Blob
}

func draw(shade uint8) drawing {
	img := image.NewGray(image.Rect(0, 0, 4, 4))
	img.SetGray(1, 1, color.Gray{Y: shade})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return drawing{b.Bytes(), catalog.Blob{Name: fmt.Sprintf("%x", sha256.Sum256(b.Bytes())), Bytes: int64(b.Len()), Format: "PNG"}}
}

// tree is its name in the tree.
func (d drawing) tree() string {
	sum, _ := d.Sum()
	return edition.BlobName(edition.Sum(sum))
}

// shown is a guide that names pictures.
func shownBy(name, title string, pictures ...drawing) *catalog.Record {
	g := &catalog.Guide{Counters: []catalog.ID{"counter/a"}}
	for _, d := range pictures {
		g.Materials = append(g.Materials, catalog.Material{Sample: &catalog.Link{Blob: d.Name, Bytes: d.Bytes, Format: d.Format}})
	}
	return &catalog.Record{ID: catalog.ID("guide/" + name), Title: catalog.Text{catalog.ZH: title}, Body: g}
}

// sees wants a picture, or none.
func sees(t testing.TB, m *machine.Machine, d drawing, want bool) {
	t.Helper()
	got, is, err := m.Blob(d.Name)
	switch {
	case want && (err != nil || !bytes.Equal(got, d.body) || is != d.Blob):
		t.Errorf("picture %.8s is %d bytes, %+v, %v", d.Name, len(got), is, err)
	case !want && !errors.Is(err, shelf.ErrNoBlob):
		t.Errorf("picture %.8s is here: %v", d.Name, err)
	}
}

func TestPicturesFollowTheWords(t *testing.T) {
	p, one, two := newPublisher(t), draw(1), draw(2)
	s := serve(t, p.dir)
	h := newHall(t, p, s.URL)
	h.trusts(s)
	m := h.open()
	p.write(one.tree(), one.body)
	p.publish(shownBy("a", "一", one, two))
	got := pull(t, m)
	if got.Edition != 1 || got.Pictures.Came != 1 || got.Pictures.Lacking != 1 {
		t.Fatalf("pulled %+v: the words wait for a picture, or it did not come", got)
	}
	sees(t, m, one, true)
	sees(t, m, two, false)
	before, asked := m.State().Generation, s.asked[one.tree()]
	p.write(two.tree(), two.body)
	if got := pull(t, m); got.News() || got.Pictures.Came != 1 || got.Pictures.Lacking != 0 || m.State().Generation == before {
		t.Errorf("pulled %+v", got)
	}
	sees(t, m, two, true)
	if s.asked[one.tree()] != asked {
		t.Error("a picture that is here was fetched again")
	}
	p.withdraw("guide/a")
	pull(t, m)
	sees(t, m, one, false)
}

func TestWrongPictureIsRefusedAndBlocksNothing(t *testing.T) {
	for attack, body := range map[string]func(drawing) []byte{
		"another picture": func(drawing) []byte { return draw(9).body },
		"one byte more":   func(d drawing) []byte { return append(bytes.Clone(d.body), 0) },
		"half":            func(d drawing) []byte { return d.body[:len(d.body)/2] },
		"a flood":         func(drawing) []byte { return make([]byte, 9<<20) },
		"a log-in page":   func(drawing) []byte { return []byte("<!doctype html><title>请先登录</title>") },
	} {
		for _, sort := range []string{"https", "folder", "zip"} {
			t.Run(attack+" by "+sort, func(t *testing.T) {
				p, good, bad := newPublisher(t), draw(1), draw(2)
				p.write(good.tree(), good.body)
				p.write(bad.tree(), body(bad))
				p.publish(shownBy("a", "一", bad, good))
				s := serve(t, p.dir)
				from := map[string]string{"https": s.URL, "folder": p.dir, "zip": zipOf(t, p.dir)}[sort]
				h := newHall(t, p, from)
				h.trusts(s)
				m := h.open()
				got, err := m.Pull(t.Context(), from)
				if err != nil || got.Edition != 1 || got.Pictures.Came != 1 || got.Pictures.Lacking != 1 {
					t.Fatalf("pulled %+v, %v", got, err)
				}
				sees(t, m, good, true)
				sees(t, m, bad, false)
				if left, _ := filepath.Glob(filepath.Join(h.dir, "blob", "*")); len(left) != 1 {
					t.Errorf("left behind: %q", left)
				}
				if s := m.State(); s.Edition != 1 || len(s.Conditions) != 0 {
					t.Errorf("state = %+v", s)
				}
			})
		}
	}
}

// A stick that names pictures outside of its own folder was refused whole.
func TestStickCarriesPicturesAndNothingElse(t *testing.T) {
	p, d := newPublisher(t), draw(1)
	p.write(d.tree(), d.body)
	p.publish(shownBy("a", "一", d))
	h := newHall(t, p)
	m := h.open()
	if _, err := m.Pull(t.Context(), zipOf(t, p.dir, "blob/../../catalog.db")); !machine.NotTrusted(err) {
		t.Errorf("err = %v", err)
	}
	got, err := m.Pull(t.Context(), zipOf(t, p.dir))
	if err != nil || got.Pictures.Came != 1 {
		t.Errorf("pulled %+v, %v", got, err)
	}
	sees(t, m, d, true)
}

// A record that names no picture but a way out of the folder is shown in
// words.
func TestNameOutsideTheFolderIsNeverOpened(t *testing.T) {
	p := newPublisher(t)
	odd := drawing{Blob: catalog.Blob{Name: "../../../etc/passwd", Bytes: 10, Format: "PNG"}}
	p.publish(shownBy("a", "一", odd, drawing{Blob: catalog.Blob{Name: strings.Repeat("A", 64), Bytes: 10}}))
	m := newHall(t, p, p.dir).open()
	if got := pull(t, m); got.Edition != 1 || got.Pictures.Lacking != 0 || got.Pictures.Err != nil {
		t.Errorf("pulled %+v", got)
	}
	sees(t, m, odd, false)
}

func TestFullDiskKeepsRoomForTheWords(t *testing.T) {
	p, d := newPublisher(t), draw(1)
	p.write(d.tree(), d.body)
	p.publish(shownBy("a", "一", d))
	m := newHall(t, p, p.dir).open()
	m.SetFree(100 << 20)
	if got := pull(t, m); got.Edition != 1 || got.Pictures.Lacking != 1 {
		t.Errorf("pulled %+v", got)
	}
	m.SetFree(1 << 40)
	pull(t, m)
	sees(t, m, d, true)
}

// The disk loses bytes of a picture, and the whole of catalog.db.
func TestSpoiledPictureComesAgain(t *testing.T) {
	p, d := newPublisher(t), draw(1)
	p.write(d.tree(), d.body)
	p.publish(shownBy("a", "一", d))
	h := newHall(t, p, p.dir)
	m := h.open()
	pull(t, m)
	spoiled := bytes.Clone(d.body)
	spoiled[len(spoiled)-20] ^= 1
	ok(0, os.WriteFile(filepath.Join(h.dir, "blob", d.Name), spoiled, 0o640))(t)
	sees(t, m, d, false)
	ok(0, m.Check(t.Context()))(t)
	pull(t, m)
	sees(t, m, d, true)
	m.Close()
	ok(0, os.Remove(filepath.Join(h.dir, "catalog.db")))(t)
	p.t, h.at = t, h.at.Add(time.Minute)
	ok(0, os.RemoveAll(filepath.Join(p.dir, "blob")))(t)
	sees(t, h.open(), d, true) // from last-good.zip, with the pictures that were here
}

// An editor looks at a folder before anything is proposed.
func TestUnsignedFolderShowsItsOwnPictures(t *testing.T) {
	p, d := newPublisher(t), draw(7)
	h := newHall(t, p)
	r := shownBy("a", "一", drawing{Blob: catalog.Blob{Name: "media/样表.png"}}, drawing{Blob: catalog.Blob{Name: "media/gone.png"}},
		drawing{Blob: catalog.Blob{Name: "../root.json"}}, drawing{Blob: catalog.Blob{Name: "media/page.png"}})
	h.setup.Content = machine.Content{Source: "folder", Read: func() ([]*catalog.Record, error) { return []*catalog.Record{r}, nil },
		Media: fstest.MapFS{"media/样表.png": {Data: d.body}, "media/page.png": {Data: []byte("<html>")}, "root.json": {Data: d.body}}}
	m := h.open()
	sees(t, m, d, true)
	shown := ok(m.Record("guide/a"))(t).Body.(*catalog.Guide).Materials
	if got := shown[0].Sample; got.Blob != d.Name || got.Format != "PNG" || got.Bytes != d.Bytes {
		t.Errorf("it shows %+v", got)
	}
	if files := ok(filepath.Glob(filepath.Join(h.dir, "blob", "*")))(t); len(files) != 1 {
		t.Errorf("it took %q", files)
	}
}

// A running kiosk fetches pictures beside its pulls; one that nobody has is
// asked for again with the next, and holds no words up.
func TestRunningKioskBringsPicturesByItself(t *testing.T) {
	p, here, late := newPublisher(t), draw(1), draw(2)
	p.publish(fee("a", "一"))
	h := newHall(t, p, p.dir)
	synctest.Test(t, func(t *testing.T) {
		m := started(t, h)
		defer m.Close()
		time.Sleep(30 * time.Second)
		synctest.Wait()
		p.write(here.tree(), here.body)
		p.publish(shownBy("a", "一", here, late))
		m.Hint(`{"spread":0}`)
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		sees(t, m, here, true)
		sees(t, m, late, false)
		p.publish(shownBy("a", "二", here, late))
		m.Hint(`{"spread":0}`)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if r, err := m.Record("guide/a"); err != nil || r.Title[catalog.ZH] != "二" {
			t.Errorf("it shows %v, %v", r, err)
		}
		p.write(late.tree(), late.body)
		time.Sleep(19 * time.Minute) // nothing else is new
		synctest.Wait()
		sees(t, m, late, true)
	})
}
