package gallery_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/theme"
)

// A taken is a code of a list as it was drawn large.
type taken struct {
	said  string // what was to be drawn
	image image.Image
	small image.Image // with three pixels a module or four
}

// takeAll opens the list of a guide and returns all of its codes.
func takeAll(t *testing.T, s *ui.Shell) []taken {
	t.Helper()
	if !s.Tap("take") {
		t.Fatal("there is no list to take along")
	}
	var all []taken
	for side := 1; side == 1 || s.Tap(fmt.Sprintf("side/%d", side)); side++ {
		above := s.Content().(*fyne.Container).Objects[1]
		var codes []*canvas.Raster
		rasters(above, &codes)
		if len(codes) != 1 {
			t.Fatalf("side %d has %d codes", side, len(codes))
		}
		said := ""
		for _, m := range s.Drawn() {
			if m.Code != "" {
				said = m.Code
			}
		}
		size := codes[0].Size()
		all = append(all, taken{said, codes[0].Generator(int(size.Width), int(size.Height)), codes[0].Generator(404, 404)})
	}
	return all
}

// readText reads a code that is a text.
func readText(img image.Image) (string, error) {
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

// bounded judges a text by the bounds of a code: 50 to 300 characters, and no
// more than version 19 holds at level L.
func bounded(t *testing.T, route string, said string) {
	t.Helper()
	if n := utf8.RuneCountInString(said); n < 50 || n > 300 || len(said) > 792 {
		t.Errorf("%s: a code of %d characters in %d bytes: %q", route, n, len(said), said)
	}
}

// TestEveryListCanBeTakenAlong draws the list of every guide in every
// language, ticked and in Chinese also untouched, and reads its codes back by
// two readers.
func TestEveryListCanBeTakenAlong(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	var all []taken
	ticked := map[catalog.Lang]int{catalog.ZH: 2, catalog.EN: 1, catalog.RU: 1}
	for _, r := range d.All() {
		g, ok := r.Body.(*catalog.Guide)
		if !ok || len(g.Materials) == 0 {
			continue
		}
		for _, lang := range catalog.Langs() {
			for _, ticks := range []uint32{1<<len(g.Materials) - 1, 0}[:ticked[lang]] {
				route := fmt.Sprintf("%s?ticks=%d", r.ID, ticks)
				codes := takeAll(t, open(d, route, panels["upright"], lang))
				text := ""
				for _, c := range codes {
					bounded(t, route, c.said)
					if got, err := readText(c.image); err != nil || got != c.said {
						t.Errorf("%s in %s: read %q (%v), drawn was %q", route, lang, got, err, c.said)
					}
					text += c.said
				}
				all = append(all, codes...)
				wants(t, text, r, g, lang)
			}
		}
	}
	if len(all) < 300 {
		t.Errorf("only %d codes", len(all))
	}
	t.Logf("%d codes", len(all))
	zbar(t, all)
}

// wants looks for what nobody may go without: the title, each material, and
// a telephone number.
func wants(t *testing.T, text string, r *catalog.Record, g *catalog.Guide, lang catalog.Lang) {
	t.Helper()
	title, _ := r.Title.In(lang)
	if !strings.Contains(text, title) {
		t.Errorf("%s in %s: %q is not in %q", r.ID, lang, title, text)
	}
	for _, m := range g.Materials {
		if name, _ := m.Name.In(lang); !strings.Contains(text, name) {
			t.Errorf("%s in %s: %q is not in %q", r.ID, lang, name, text)
		}
	}
	if !strings.Contains(text, "0454-") && !strings.Contains(text, "12345") {
		t.Errorf("%s in %s has no telephone: %q", r.ID, lang, text)
	}
}

// zbar reads codes by the other reader, where it is installed.
func zbar(t *testing.T, codes []taken) {
	t.Helper()
	tool, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed: read by one reader only")
	}
	dir := t.TempDir()
	args := []string{"--quiet", "-Sdisable", "-Sqrcode.enable"}
	for i, c := range codes {
		var b bytes.Buffer
		if err := png.Encode(&b, c.small); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, fmt.Sprintf("%04d.png", i))
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	found := strings.Split(string(out), "QR-Code:")[1:]
	if len(found) != len(codes) {
		t.Fatalf("zbarimg read %d of %d codes", len(found), len(codes))
	}
	for i, got := range found {
		if got = strings.TrimSuffix(got, "\n"); got != codes[i].said {
			t.Errorf("zbarimg reads %q, drawn was %q", got, codes[i].said)
		}
	}
}

// TestEndlessListIsCut takes a list along that no code holds: forty materials
// with long names.
func TestEndlessListIsCut(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	for _, n := range []int{0, 1, 7, 15, 40} {
		d := newDesk(t)
		g := &catalog.Guide{Channels: []catalog.Way{{}}, Materials: []catalog.Material{{Name: catalog.Text{catalog.ZH: "表"}}}}
		for i := range n {
			name := fmt.Sprintf("%d %s", i, strings.Repeat("房屋所有权证明材料", 6))
			g.Materials = append(g.Materials, catalog.Material{Name: catalog.Text{catalog.ZH: name}, Copies: 2, Note: catalog.Text{catalog.ZH: strings.Repeat("说明", 20)}})
		}
		r := &catalog.Record{ID: "guide/endless", Number: 9999, Title: catalog.Text{catalog.ZH: "房"}, Body: g}
		if n > 7 {
			r.Title[catalog.ZH] = strings.Repeat("不动产登记", 12)
		}
		d.Collection = catalog.NewCollection([]*catalog.Record{r})
		d.state.Telephone = ""
		s := open(d, "guide/endless?ticks=1", panels["upright"], catalog.ZH)
		codes := takeAll(t, s)
		if len(codes) == 0 || len(codes) > 2 {
			t.Errorf("%d materials are in %d codes", n, len(codes))
		}
		for _, c := range codes {
			bounded(t, fmt.Sprint(n), c.said)
			if got, err := readText(c.image); err != nil || got != c.said {
				t.Errorf("read %q (%v), drawn was %q", got, err, c.said)
			}
		}
		digits := kiosk.Handover{Number: 9999, Ticks: 1, Print: kiosk.Fingerprint(r)}.Digits()
		if got := strings.ReplaceAll(codes[len(codes)-1].said, " ", ""); !strings.Contains(got, digits) {
			t.Errorf("%s is not in %q", digits, got)
		}
		above(t, s, panels["upright"])
	}
}

// TestTakeAwayDialogs judges every side of the large view.
func TestTakeAwayDialogs(t *testing.T) {
	eachLook(t, func(t *testing.T, d desk, size fyne.Size, lang catalog.Lang) {
		for _, route := range []string{"guide/pension-enrolment", "guide/id-card?ticks=1", "guide/medical-remote"} {
			s := open(d, route, size, lang)
			s.Tap("take")
			above(t, s, size)
			for _, side := range []string{"side/0", "side/2"} {
				if s.Tap(side) {
					above(t, s, size)
				}
			}
			s.Mode("contrast")
			above(t, s, size)
		}
	})
}
