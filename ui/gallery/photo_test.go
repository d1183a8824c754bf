package gallery_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/ui/theme"
)

// A pictured desk has the pictures of its guides.
type picturedDesk struct {
	desk
	bytes map[string][]byte
}

func (d picturedDesk) Blob(sum string) ([]byte, catalog.Blob, error) {
	b, ok := d.bytes[sum]
	if !ok {
		return nil, catalog.Blob{}, errors.New("it has not come")
	}
	return b, catalog.Blob{Name: sum, Format: "PNG"}, nil
}

// TestPicturesOfAGuide opens a sample that is there, one that has not come and
// one that is broken; a PDF has no row.
func TestPicturesOfAGuide(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2480, 3508))); err != nil {
		t.Fatal(err)
	}
	link := func(name, format string) *catalog.Link { return &catalog.Link{Blob: name, Format: format} }
	g := &catalog.Guide{Materials: []catalog.Material{{Name: catalog.Text{catalog.ZH: "甲表"}, Sample: link("good", "PNG")}, {Name: catalog.Text{catalog.ZH: "乙表"}, Sample: link("absent", "JPEG")},
		{Name: catalog.Text{catalog.ZH: "丙表"}, Form: link("broken", "PNG")}, {Name: catalog.Text{catalog.ZH: "丁表"}, Sample: link("pdf", "PDF")}}}
	d := newDesk(t)
	d.Collection = catalog.NewCollection([]*catalog.Record{{ID: "guide/a", Title: catalog.Text{catalog.ZH: "指南"}, Body: g}})
	p := picturedDesk{d, map[string][]byte{"good": b.Bytes(), "broken": []byte("no picture")}}
	for key, want := range map[string]bool{"sample/0": true, "sample/1": false, "blank/2": false} {
		s := openOn(p, "guide/a", panels["upright"], catalog.ZH)
		if !s.Tap(key) {
			t.Fatalf("there is no %s", key)
		}
		above(t, s, panels["upright"])
		if got := !said(s, "图片还没传到本机"); got != want {
			t.Errorf("%s: a picture is shown: %v, want %v", key, got, want)
		}
	}
	s := openOn(p, "guide/a", panels["upright"], catalog.ZH)
	if s.Tap("sample/3") {
		t.Error("a PDF is offered as a picture")
	}
	if !strings.Contains(strings.Join(s.Texts(), " "), "不能在屏幕上看") {
		t.Error("nothing is said of the PDF")
	}
}
