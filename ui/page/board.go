package page

import (
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// The keys, row by row.
var (
	latin    = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}
	cyrillic = []string{"йцукенгшщзхъ", "фывапролджэё", "ячсмитьбю"}
	digits   = []string{"123", "456", "789", "-0."}
)

// Names of keys that are no characters, as the toolkit has them.
const (
	KeyBackspace = "BackSpace"
	KeyReturn    = "Return"
	KeyEscape    = "Escape"
)

// alphabet is the one whose letters are shown.
func (v *View) alphabet() []string {
	if (v.get("alphabet") == "") == (v.Words.Lang == catalog.RU) {
		return cyrillic
	}
	return latin
}

// keys are the characters that can be typed now.
func (v *View) keys() string {
	switch v.get("board") {
	case "":
		return strings.Join(v.alphabet(), "")
	case "digits":
		return strings.Join(digits, "")
	}
	return ""
}

// scribe returns the capability to read handwriting, or nil.
func (v *View) scribe() Scribe {
	if s, ok := v.Desk.(Scribe); ok && s.CanRead() {
		return s
	}
	return nil
}

// board is the keys, the digits or the pad to write on; nil where the visitor
// put them away.
func (v *View) board(found catalog.Found) part.Box {
	switch v.get("board") {
	case "none":
		return nil
	case "digits":
		return part.Column(14, v.boards(), v.digitKeys(found))
	case "draw":
		if s := v.scribe(); s != nil {
			return part.Column(14, v.boards(), v.drawing(s))
		}
	}
	return part.Column(14, v.meant(found), v.boards(), v.letterKeys(found))
}

// boards chooses between them, and puts them away.
func (v *View) boards() part.Box {
	options := []option{{"", v.w("search.letters")}, {"digits", v.w("search.digits")}}
	if v.scribe() != nil {
		options = append(options, option{"draw", v.w("search.draw")})
	}
	p := v.Palette
	var cells []part.Box
	for _, o := range options {
		face, ink := part.Face{Fill: p.WellStrong, Radius: 16, Press: p.Tint}, p.Ink
		if o.value == v.chosen("board", options) {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
		}
		words := part.Text{Words: o.label, Style: theme.Label, Ink: ink, Align: part.Center}
		cells = append(cells, part.Fix{W: 196, Box: part.Tap{Key: "board/" + o.value, Do: v.set("board", o.value), Face: face, Box: part.AtLeast{H: 72, Box: part.Padded(4, 2, words)}}})
	}
	track := part.Card{Face: part.Face{Fill: p.WellStrong, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, part.Line(0, cells...))}
	hide := part.Tap{Key: "board/none", Do: v.set("board", "none"), Face: v.surface(theme.RadiusM),
		Box: part.AtLeast{H: 84, Box: part.Padded(20, 4, v.label("keyboard_hide", v.w("search.hide"), theme.Label, p.Primary))}}
	return part.Line(16, track, part.Grow{Box: part.Space{}}, hide)
}

// meant offers words of the catalog that the letters may stand for.
func (v *View) meant(found catalog.Found) part.Box {
	var pills []part.Box
	width := v.boardWidth()
	for i, words := range found.Meant {
		pill := v.candidate("meant/"+words, words, i == 0, func() { v.ask(words) })
		if width -= pill.Width() + 16; width < 0 {
			break
		}
		pills = append(pills, pill)
	}
	return part.Fix{H: 80, Box: part.Line(16, append(pills, part.Grow{Box: part.Space{}})...)}
}

func (v *View) boardWidth() float32 {
	if v.wide() {
		return 920
	}
	return v.contentWidth()
}

const (
	keyGap  = 10
	keyHigh = 104
)

// letterKeys are the letters with what goes around them.
func (v *View) letterKeys(found catalog.Found) part.Box {
	rows := v.alphabet()
	most := len([]rune(rows[0]))
	each := (v.boardWidth() - keyGap*float32(most-1)) / float32(most)
	third := v.letters(rows[2], each, found)
	if most == len(latin[0]) { // the longer alphabet leaves no room for it
		third = append([]part.Box{part.Grow{Box: v.fnKey("wipe", "", v.w("search.clear"), v.wipe)}}, third...)
	}
	third = append(third, part.Grow{Box: v.fnKey("back", "backspace", "", v.takeBack)})
	other, label := "other", v.w("search.cyrillic")
	if &rows[0] == &cyrillic[0] {
		label = v.w("search.latin")
	}
	if v.get("alphabet") != "" {
		other = ""
	}
	fourth := part.Line(keyGap, part.Fix{W: 146, Box: v.fnKey("123", "", v.w("search.digitkeys"), v.set("board", "digits"))},
		part.Fix{W: 146, Box: v.fnKey("abc", "", label, v.set("alphabet", other))},
		part.Grow{Box: v.key("space", v.w("search.space"), theme.H3, v.get("q") != "", func() { v.typed(' ') })}, part.Fix{W: 240, Box: v.goKey()})
	return part.Column(12, v.centred(v.letters(rows[0], each, found)), v.centred(v.letters(rows[1], each, found)), part.Line(keyGap, third...), fourth)
}

// centred is a row of keys in the middle.
func (v *View) centred(keys []part.Box) part.Box {
	row := append([]part.Box{part.Grow{Box: part.Space{}}}, part.Line(keyGap, keys...), part.Grow{Box: part.Space{}})
	return part.Line(0, row...)
}

// letters are keys of one row; those that lead nowhere cannot be touched.
func (v *View) letters(row string, each float32, found catalog.Found) []part.Box {
	var keys []part.Box
	for _, r := range row {
		leads := strings.ContainsRune(found.Next, r)
		keys = append(keys, part.Fix{W: each, Box: v.key(string(r), strings.ToUpper(string(r)), theme.H2, leads, func() { v.typed(r) })})
	}
	return keys
}

// key is one key; one that leads nowhere is greyed.
func (v *View) key(name, label string, style theme.Style, leads bool, do func()) part.Box {
	p := v.Palette
	if !leads {
		words := part.Text{Words: label, Style: style.Leading(1.3), Ink: p.Off, Align: part.Center, Disabled: true}
		return part.AtLeast{H: keyHigh, Box: part.Card{Face: part.Face{Fill: p.Surface, Radius: 14, Outline: p.Outline, Frame: p.Off}, Box: middle(words)}}
	}
	words := part.Text{Words: label, Style: style.Leading(1.3), Ink: p.Ink, Align: part.Center}
	return part.AtLeast{H: keyHigh, Box: part.Tap{Key: "key/" + name, Do: do, Again: true, Face: v.surface(14), Box: middle(words)}}
}

// fnKey is a key that types nothing.
func (v *View) fnKey(name, icon, label string, do func()) part.Box {
	p := v.Palette
	inner := part.Box(middle(part.Text{Words: label, Style: theme.Label, Ink: p.Ink, Align: part.Center}))
	if icon != "" {
		inner = part.Middle{Box: part.Icon{Name: icon, Size: 44, Ink: p.Ink}}
	}
	face := part.Face{Fill: p.WellStrong, Radius: 14, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
	return part.AtLeast{H: keyHigh, Box: part.Tap{Key: "key/" + name, Do: do, Again: name == "back", Face: face, Box: inner}}
}

// goKey puts the keys away and leaves the answers.
func (v *View) goKey() part.Box {
	return part.AtLeast{H: keyHigh, Box: part.Tap{Key: "key/go", Do: v.set("board", "none"), Face: v.filled(14),
		Box: v.label("search", v.w("search.go"), theme.H3.Leading(1.3), v.Palette.OnPrimary)}}
}

// digitKeys are the digits with what goes beside them.
func (v *View) digitKeys(found catalog.Found) part.Box {
	side := []part.Box{v.fnKey("back", "backspace", "", v.takeBack), v.fnKey("wipe", "", v.w("search.clear"), v.wipe),
		v.fnKey("letters", "", v.w("search.toletters"), v.set("board", "")), v.goKey()}
	var rows []part.Box
	for i, digits := range digits {
		var cells []part.Box
		for _, r := range digits {
			cells = append(cells, v.key(string(r), string(r), theme.H1.Of(48), strings.ContainsRune(found.Next, r), func() { v.typed(r) }))
		}
		high := float32(126)
		if v.wide() {
			high = 116
		}
		rows = append(rows, part.Fix{H: high, Box: part.Line(keyGap, part.Grow{Box: part.Full{Box: part.Even(keyGap, cells...)}}, part.Full{Box: part.Fix{W: 244, Box: side[i]}})})
	}
	return part.Column(12, rows...)
}

// drawing is the pad to write on and the characters it may be.
func (v *View) drawing(s Scribe) part.Box {
	p := v.Palette
	pad := part.Sheet{Key: "pad", W: 600, H: 540, Face: part.Face{Fill: p.Surface, Radius: theme.RadiusM, Line: p.TintLine, Stroke: 3},
		Ink: p.Primary, Cross: p.Line, Strokes: v.Memo.Ink, Do: v.write}
	layers := part.Box(pad)
	if len(v.Memo.Ink) == 0 {
		layers = part.Layers{pad, part.At{Rect: part.Rect{X: 28, Y: 20, W: 540}, Box: v.dim(v.w("search.draw.hint"), theme.Meta)}}
	}
	var cells []part.Box
	read := s.Read(v.Memo.Ink, 8)
	for i := range 8 {
		if i < len(read) {
			r := read[i]
			cells = append(cells, part.AtLeast{H: 98, Box: part.Tap{Key: "read/" + string(r), Do: func() { v.typed(r) }, Face: v.readFace(i == 0),
				Box: middle(part.Text{Words: string(r), Style: theme.H2.Of(48).Leading(1.3), Ink: p.Ink, Align: part.Center})}})
		} else {
			cells = append(cells, part.AtLeast{H: 98, Box: part.Card{Face: part.Face{Fill: p.WellStrong, Radius: 14}, Box: part.Space{}}})
		}
	}
	again := part.Even(12, v.fnKey("rewrite", "", v.w("search.rewrite"), v.rewrite), v.fnKey("back", "backspace", "", v.takeBack))
	right := part.Column(12, part.Grid{Columns: 2, Gap: 12, Of: cells}, part.Fix{H: keyHigh, Box: again})
	return part.Row{Gap: 24, Top: true, Of: []part.Box{part.Fix{W: 600, H: 540, Box: layers}, part.Grow{Box: right}}}
}

func (v *View) readFace(best bool) part.Face {
	face := v.surface(14)
	if best && v.Palette.Discs {
		face.Fill = v.Palette.Tint
	}
	return face
}

// write takes one more stroke.
func (v *View) write(s kiosk.Stroke) {
	v.Memo.Ink = append(v.Memo.Ink, s)
	v.Act.Redraw()
}

func (v *View) rewrite() {
	v.Memo.Ink = nil
	v.Act.Redraw()
}
