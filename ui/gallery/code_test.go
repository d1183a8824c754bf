package gallery_test

import (
	"image"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/catalog"
	"mingbai/ui"
	"mingbai/ui/part"
)

// rasters returns the pictures that are drawn pixel by pixel: the codes.
func rasters(o fyne.CanvasObject, found *[]*canvas.Raster) {
	switch o := o.(type) {
	case *canvas.Raster:
		*found = append(*found, o)
	case *fyne.Container:
		for _, c := range o.Objects {
			rasters(c, found)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			rasters(c, found)
		}
	}
}

func read(img image.Image) (string, error) {
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

// codes reads every code on a page back.
func codes(t *testing.T, s *ui.Shell) []string {
	t.Helper()
	var all []*canvas.Raster
	rasters(s.Content(), &all)
	var texts []string
	for _, r := range all {
		size := r.Size()
		text, err := read(r.Generator(int(size.Width), int(size.Height)))
		if err != nil {
			t.Errorf("a code of %v cannot be read: %v", size, err)
		}
		texts = append(texts, text)
	}
	return texts
}

// links returns every address in the catalog.
func links(d desk) map[string]bool {
	all := map[string]bool{}
	for _, r := range d.All() {
		for _, l := range r.Links() {
			all[l.URL] = true
		}
	}
	return all
}

// TestCodesReadBack reads every code of every page, also the large ones, and
// wants the link that was drawn, which the catalog has, or the edition.
func TestCodesReadBack(t *testing.T) {
	known := links(newDesk(t))
	total := 0
	eachPage(t, func(t *testing.T, s *ui.Shell, _ fyne.Size) {
		var want []string
		for _, m := range s.Drawn() {
			if m.Code != "" {
				want = append(want, m.Code)
			}
		}
		got := codes(t, s)
		if !slices.Equal(got, want) {
			t.Errorf("the codes read %v, drawn were %v", got, want)
		}
		for _, text := range got {
			total++
			if edition := strings.HasPrefix(text, "mingbai edition 0 2026-11-23 sha256:8f58"); !known[told.ReplaceAllString(text, "")] && !edition {
				t.Errorf("%s is not a link of the catalog", text)
			}
		}
		for _, target := range s.Targets() {
			if target.Key == "code" && s.Tap("code") {
				large := codes(t, s)
				if len(large) != len(got)+1 || large[len(large)-1] != got[0] {
					t.Errorf("the large code reads %v beside %v", large, got)
				}
				break
			}
		}
	})
	if total < 100 {
		t.Errorf("only %d codes on all pages", total)
	}
}

// told is what a link to complain tells a site, and nothing else may.
var told = regexp.MustCompile(`\?(item=[a-z]+%2F[a-z0-9-]+&)?hall=%E5%90%8C%E6%B1%9F%E5%B8%82%E6%94%BF%E5%8A%A1%E6%9C%8D%E5%8A%A1%E5%A4%A7%E5%8E%85&at=2026-11-23T09%3A41$`)

// TestDeadAndForeignLinksHaveNoCode takes the codes away from what cannot be
// trusted.
func TestDeadAndForeignLinksHaveNoCode(t *testing.T) {
	d := newDesk(t)
	for route, state := range map[string]func(*desk){
		"guide/medical-remote":    func(*desk) {},                              // found dead
		"guide/pension-enrolment": func(d *desk) { d.state.Hosts.HTTPS = nil }, // not on the list
	} {
		d := d
		state(&d)
		s := open(d, route, panels["upright"], catalog.ZH)
		if got := codes(t, s); len(got) > 0 {
			t.Errorf("%s shows the code of %v", route, got)
		}
		if !slices.ContainsFunc(s.Targets(), func(t part.Target) bool { return t.Key == "go" }) {
			t.Errorf("%s does not lead to the counter instead", route)
		}
	}
}
