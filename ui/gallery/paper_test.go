package gallery_test

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/gallery"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/text"
	"mingbai/ui/theme"
)

// papers are those of the printers that the kiosk knows.
var papers = map[string]kiosk.Stock{"roll": {W: 576, PerMM: 8}, "a4": {W: 2100, H: 2970, PerMM: 10}}

// a3 is the paper of a notice board.
var a3 = kiosk.Stock{W: 2376, H: 3360, PerMM: 8}

// judgePrint finds what is cut off or lies over each other on a piece of
// paper.
func judgePrint(t *testing.T, p *part.Print) {
	t.Helper()
	w, h := p.Size()
	f := survey(container.NewWithoutLayout(p.Objects()...), fyne.NewSize(float32(w), float32(h)))
	f.insidePanel(t)
	f.insideSurfaces(t)
	f.apart(t)
	f.uncovered(t)
	for _, m := range p.Marks() {
		if keyLike.MatchString(m.Text) {
			t.Errorf("%q: a key without words", m.Text)
		}
	}
}

// inked is the picture as a printer without greys prints it.
func inked(img image.Image) image.Image {
	b := image.NewGray(img.Bounds())
	for y := range b.Rect.Dy() {
		for x := range b.Rect.Dx() {
			if g := color.GrayModel.Convert(img.At(x, y)).(color.Gray); g.Y >= 144 {
				b.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return b
}

// readOff reads the one code on a printed page, as a phone would find it.
func readOff(img image.Image) (string, error) {
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

// onPaper joins all that is printed, without the ends of lines.
func onPaper(prints []*part.Print) string {
	var all []string
	for _, p := range prints {
		for _, m := range p.Marks() {
			all = append(all, strings.ReplaceAll(m.Text, "\n", ""))
		}
	}
	return strings.Join(all, "\n")
}

func guides(d desk) []*catalog.Record {
	return slices.DeleteFunc(slices.Clone(d.All()), func(r *catalog.Record) bool { return r.Kind() != catalog.KindGuide })
}

// TestChecklists prints every guide of the starter catalog in every language
// on both papers: nothing is cut off, all materials and the fee's ground are
// on it, and its code reads back from black and white.
func TestChecklists(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	codes := 0
	for name, paper := range papers {
		for _, lang := range catalog.Langs() {
			for _, r := range guides(d) {
				t.Run(fmt.Sprintf("%s/%s/%s", name, lang, r.ID), func(t *testing.T) {
					prints := gallery.Checklist(d, string(r.ID), lang, paper)
					for _, p := range prints {
						judgePrint(t, p)
					}
					g := r.Body.(*catalog.Guide)
					words := onPaper(prints)
					want := []string{text.In(lang).Get("paper.title"), in(r.Title, lang), "8f58-3d48", text.In(lang).Date(r.Checked.On), "12345"}
					for _, m := range g.Materials {
						want = append(want, in(m.Name, lang))
					}
					for _, id := range g.Fees {
						if f, err := d.Record(id); err == nil && len(f.Basis) > 0 {
							want = append(want, in(f.Title, lang), f.Basis[0].Number)
						}
					}
					for _, w := range want {
						if !strings.Contains(words, w) {
							t.Errorf("%q is not on the sheet", w)
						}
					}
					link := g.Online()
					if link == nil || !link.Dead.IsZero() || lang != catalog.ZH {
						return // the code has no language
					}
					codes++
					if got, err := readOff(inked(prints[0].Gray())); got != link.URL {
						t.Errorf("the code of %s reads %q: %v", link.URL, got, err)
					}
				})
			}
		}
	}
	if codes < 30 {
		t.Errorf("only %d codes were read", codes)
	}
}

func in(t catalog.Text, lang catalog.Lang) string { s, _ := t.In(lang); return s }

// TestStaleChecklistSaysSo in words, with the day and the telephone.
func TestStaleChecklistSaysSo(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	d.today = catalog.Date{Year: 2027, Month: 6, Day: 1}
	for _, lang := range catalog.Langs() {
		w := text.In(lang)
		words := onPaper(gallery.Checklist(d, "guide/pension-enrolment", lang, papers["roll"]))
		for _, want := range []string{w.Count("stale.title", 195), w.Get("stale.body", "date", w.Date(catalog.Date{Year: 2026, Month: 11, Day: 18}), "phone", "0454-555-0121")} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: %q is not on the sheet", lang, want)
			}
		}
	}
}

// TestGraveConditionIsPrinted: the kiosk has not heard from its publisher.
func TestGraveConditionIsPrinted(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	d.state.Conditions = []kiosk.Condition{kiosk.NewCondition(kiosk.Stale, kiosk.Serious, d.Now())}
	for _, lang := range catalog.Langs() {
		want, _ := kiosk.Say(kiosk.Stale).In(lang)
		if !strings.Contains(onPaper(gallery.Checklist(d, "guide/pension-enrolment", lang, papers["roll"])), want) {
			t.Errorf("%s: %q is not on the sheet", lang, want)
		}
	}
}

// TestLongestLinkIsPrinted as large as the roll allows, and reads back.
func TestLongestLinkIsPrinted(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	long := "https://www.mingbai.example/apply?"
	long += strings.Repeat("x7-Qz_", 99)[:catalog.MaxURL-len(long)]
	r := &catalog.Record{ID: "guide/long", Title: catalog.Text{catalog.ZH: "长链接"}, Office: "office/social-insurance", Checked: catalog.Stamp{On: d.today},
		Body: &catalog.Guide{Channels: []catalog.Way{{Sort: catalog.Code{Code: "online"}, Link: &catalog.Link{URL: long}}}}}
	d.Collection = catalog.NewCollection(append(slices.Clone(d.All()), r))
	for name, paper := range papers {
		p := gallery.Checklist(d, "guide/long", catalog.ZH, paper)[0]
		judgePrint(t, p)
		if got, err := readOff(inked(p.Gray())); got != long {
			t.Errorf("%s: the code of %d bytes reads %q: %v", name, len(long), got, err)
		}
	}
}

// TestDeadLinkIsNotPrinted neither where it is known to be dead nor where the
// host is not allowed.
func TestDeadLinkIsNotPrinted(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	foreign := d
	foreign.state.Hosts.HTTPS = nil
	for route, d := range map[string]desk{"guide/medical-remote": d, "guide/pension-enrolment": foreign} {
		for _, p := range gallery.Checklist(d, route, catalog.ZH, papers["roll"]) {
			if slices.ContainsFunc(p.Marks(), func(m part.Mark) bool { return m.Code != "" }) {
				t.Errorf("%s: a code nobody may open is printed", route)
			}
		}
		if words := onPaper(gallery.Checklist(d, route, catalog.ZH, papers["roll"])); !strings.Contains(words, "这件事请到窗口办") {
			t.Errorf("%s does not say where to go instead", route)
		}
	}
}

// TestTicksArePrinted for the materials that a visitor has.
func TestTicksArePrinted(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	for route, want := range map[string]int{"guide/pension-enrolment": 0, "guide/pension-enrolment?ticked=1,3": 2, "guide/pension-enrolment?ticked=x,99": 0} {
		got := strings.Count(onPaper(gallery.Checklist(d, route, catalog.ZH, papers["roll"])), "✓")
		if got != want {
			t.Errorf("%s has %d ticks", route, got)
		}
	}
	if prints := gallery.Checklist(d, "fee/water-price", catalog.ZH, papers["roll"]); len(prints) != 0 {
		t.Error("a fee has a checklist")
	}
}

// TestPrintLooksLikeTheScreen compares what is painted beside the screen with
// what the toolkit paints of the same objects.
func TestPrintLooksLikeTheScreen(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	p := gallery.Checklist(newDesk(t), "guide/pension-enrolment?ticked=1", catalog.RU, papers["roll"])[0]
	w, h := p.Size()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(1)
	c.SetContent(container.NewWithoutLayout(p.Objects()...))
	c.Resize(fyne.NewSize(float32(w), float32(h)))
	theirs, ours := c.Capture(), p.Gray()
	ground := color.GrayModel.Convert(theirs.At(1, 1)).(color.Gray).Y
	var differ, dark int
	for y := range h {
		for x := range w {
			a, b := color.GrayModel.Convert(theirs.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(ours.At(x, y)).(color.Gray).Y
			a = uint8(min(255, int(a)*255/int(ground))) // the window has a ground of its own
			if b < 128 {
				dark++
			}
			if max(a, b)-min(a, b) > 128 {
				differ++
			}
		}
	}
	if dark < w*h/50 || differ > dark/8 {
		t.Errorf("%d of %d dark pixels differ", differ, dark)
	}
}

// TestBoards draws each sort of notice board in every language on A3.
func TestBoards(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(t)
	for route, wants := range map[string][]string{
		"guide/pension-enrolment": {"居民身份证", "国发〔2014〕8号", "5 个工作日", "年满十六周岁，不含在校学生"},
		"office/water":            {"漏水报修，2 小时内到场", "3.10 起 元/立方米", "不收受用户财物", "0454-555-0191"},
		"fees":                    {"不动产登记费（住宅）", "80 元/件", "清单以外不收费", "不收费"},
		"disclosure/budget":       {"2026"},
		"disclosure/food":         {"食品药品安全"},
	} {
		for _, lang := range catalog.Langs() {
			t.Run(fmt.Sprintf("%s/%s", lang, route), func(t *testing.T) {
				prints, err := gallery.Board(d, route, lang, a3)
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range prints {
					judgePrint(t, p)
					for _, m := range p.Marks() {
						if mm := m.Size / theme.Dots; mm < 5 {
							t.Errorf("%q is %.1f mm high", m.Text, mm)
						}
						if got := theme.Contrast(m.Ink, m.Ground); m.Code == "" && got < 7 {
							t.Errorf("%q: contrast %.1f", m.Text, got)
						}
					}
				}
				words := onPaper(prints)
				for _, w := range wants {
					if lang == catalog.ZH && !strings.Contains(words, w) {
						t.Errorf("%q is not on the board", w)
					}
				}
				if !strings.Contains(words, text.In(lang).Get("example.long")) {
					t.Error("made-up content hangs in the hall as if it were true")
				}
			})
		}
	}
	for _, route := range []string{"guide/not-there", "notice/heating-hotline", "home", ""} {
		if _, err := gallery.Board(d, route, catalog.ZH, a3); err == nil {
			t.Errorf("%q has a board", route)
		}
	}
}

// TestBoardCodeReadsBack from the colours it is drawn in.
func TestBoardCodeReadsBack(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	prints, err := gallery.Board(newDesk(t), "guide/pension-enrolment", catalog.ZH, a3)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prints {
		for _, m := range p.Marks() {
			if m.Code == "" {
				continue
			}
			if got, err := readOff(p.Color()); got != m.Code {
				t.Errorf("the code of %s reads %q: %v", m.Code, got, err)
			}
			return
		}
	}
	t.Error("there is no code on the board")
}

// TestRealChecklists lays every real item out on both papers, and reads the
// codes of some.
func TestRealChecklists(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := realItems(t, "gatzj.sczwfw.gov.cn", ".sczwfw.gov.cn")
	n, codes := 0, 0
	for _, r := range guides(d) {
		for name, paper := range papers {
			prints := gallery.Checklist(d, string(r.ID), catalog.ZH, paper)
			for i, p := range prints {
				judgePrint(t, p)
				if _, h := p.Size(); name == "roll" && h > 12000 {
					t.Errorf("%s: %d rows in one piece", r.ID, h)
				}
				for _, m := range p.Marks() {
					if m.Code != "" && n%40 == 0 {
						codes++
						if got, err := readOff(inked(p.Gray())); got != m.Code {
							t.Errorf("%s, %s, page %d: the code of %s reads %q: %v", r.ID, name, i+1, m.Code, got, err)
						}
					}
				}
			}
		}
		n++
	}
	t.Logf("%d items, %d codes read", n, codes)
	if n < 1000 || codes < 20 {
		t.Errorf("only %d items and %d codes", n, codes)
	}
}

// BenchmarkChecklist tells what the goroutine that draws pays (layout), what
// another pays (paint), and what the toolkit would take.
func BenchmarkChecklist(b *testing.B) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newDesk(b)
	for name, paper := range papers {
		b.Run(name+"/layout", func(b *testing.B) {
			for b.Loop() {
				gallery.Checklist(d, "guide/pension-enrolment", catalog.ZH, paper)
			}
		})
		p := gallery.Checklist(d, "guide/pension-enrolment", catalog.ZH, paper)[0]
		b.Run(name+"/paint", func(b *testing.B) {
			for b.Loop() {
				p.Gray()
			}
		})
		b.Run(name+"/toolkit", func(b *testing.B) {
			w, h := p.Size()
			c := software.NewCanvas()
			c.SetPadded(false)
			c.SetScale(1)
			c.SetContent(container.NewWithoutLayout(p.Objects()...))
			c.Resize(fyne.NewSize(float32(w), float32(h)))
			for b.Loop() {
				c.Capture()
			}
		})
	}
}

// TestSheetIsDrawnByAnyGoroutine: what the printer's goroutine paints is what
// the one that draws would have.
func TestSheetIsDrawnByAnyGoroutine(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	v := &page.View{Desk: newDesk(t), Words: text.In(catalog.ZH), Route: page.ParseRoute("guide/pension-enrolment")}
	v.Memo = page.NewMemo(v.Route)
	sheet, ok := page.Checklist(v, papers["roll"])
	if !ok {
		t.Fatal("no sheet")
	}
	pictures := make(chan image.Image)
	for range 4 {
		go func() { pictures <- sheet.Draw(0) }()
	}
	want := sheet.Draw(0).(*image.Gray)
	for range 4 {
		if got := (<-pictures).(*image.Gray); !slices.Equal(got.Pix, want.Pix) {
			t.Error("two goroutines draw two sheets")
		}
	}
}
