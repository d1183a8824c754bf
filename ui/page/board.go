package page

import (
	"slices"
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
	KeyEnter     = "KP_Enter"
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
		return part.Column(v.boardGap(), v.boards(), v.digitKeys(found))
	case "draw":
		if s := v.scribe(); s != nil {
			return part.Column(v.boardGap(), v.boards(), v.drawing(s))
		}
	}
	return part.Column(v.boardGap(), v.meant(found), v.boards(), v.letterKeys(found))
}

// boards chooses between them, and puts them away.
func (v *View) boards() part.Box {
	if v.scarce() {
		return nil // the keys themselves lead there
	}
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
		cells = append(cells, part.Fix{W: v.boardTab(), Box: part.Tap{Key: "board/" + o.value, Do: v.set("board", o.value), Face: face, Box: part.AtLeast{H: 72, Box: part.Padded(4, 2, words)}}})
	}
	track := part.Card{Face: part.Face{Fill: p.WellStrong, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, part.Line(0, cells...))}
	words := v.w("search.hide")
	if v.compact() {
		words = ""
	}
	hide := part.Tap{Key: "board/none", Do: v.set("board", "none"), Face: v.surface(theme.RadiusM),
		Box: part.AtLeast{H: 84, Box: part.Padded(20, 4, v.label("keyboard_hide", words, theme.Label, p.Primary))}}
	return part.Line(16, track, part.Grow{Box: part.Space{}}, hide)
}

// meant offers words of the catalog that the letters may stand for.
func (v *View) meant(found catalog.Found) part.Box {
	if v.Frame.Wide() && v.narrow() || v.compact() && len(found.Meant) == 0 {
		return nil
	}
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
	switch {
	case v.scarce():
		return v.contentWidth()
	case v.Frame.Wide() && v.compact():
		return besideBoard
	case v.wide():
		return 920
	}
	return v.contentWidth()
}

// besideBoard is the width of the keys beside the answers, where there is
// little room.
const besideBoard = 690

// scarce reports whether the keys take the whole width of a panel that lies:
// of its lower half, or where they would be too narrow beside the answers.
func (v *View) scarce() bool {
	narrow := (besideBoard-11*keyGap)/12*v.Frame.MM < leastKeyMM
	return v.Frame.Wide() && (v.Modes.Low || v.compact() && narrow)
}

// boardTab is the width of a choice between the boards.
func (v *View) boardTab() float32 {
	if v.compact() {
		return 140
	}
	return 196
}

// boardGap is the distance between the rows around the keys.
func (v *View) boardGap() float32 {
	if v.compact() {
		return 10
	}
	return 18
}

const keyGap = 10

// keyHigh is the height of a key, and keyRow the distance of their rows.
func (v *View) keyHigh() float32 {
	switch {
	case v.scarce() && v.compact():
		return max(55, leastKeyMM/v.Frame.MM)
	case v.scarce():
		return 88
	case v.compact() && (v.Frame.Wide() || v.Modes.Low):
		return 76
	case v.compact():
		return 88
	case v.Modes.Low:
		return 100
	}
	return 104
}

func (v *View) keyRow() float32 {
	if v.scarce() {
		return 9
	}
	return 12
}

// letterKeys are the letters with what goes around them.
func (v *View) letterKeys(found catalog.Found) part.Box {
	rows := v.alphabet()
	most := len([]rune(rows[0]))
	each := v.keyWide(most)
	if fit := v.mostKeys(); most > fit {
		return v.smallKeys(rows, fit, found)
	}
	third := v.letters(rows[2], each, found)
	if most == len(latin[0]) { // the longer alphabet leaves no room for it
		third = append([]part.Box{part.Grow{Box: v.fnKey("wipe", "", v.w("search.clear"), v.wipe)}}, third...)
	}
	third = append(third, part.Grow{Box: v.fnKey("back", "backspace", "", v.takeBack)})
	fn := v.boardWidth() * 0.15
	fourth := part.Line(keyGap, part.Fix{W: fn, Box: v.fnKey("123", "", v.w("search.digitkeys"), v.set("board", "digits"))},
		part.Fix{W: fn, Box: v.otherKey(rows)},
		part.Grow{Box: v.key("space", v.w("search.space"), theme.H3, v.get("q") != "", func() { v.typed(' ') })}, v.drawKey(fn), part.Fix{W: v.goWidth(), Box: v.goKey()})
	return part.Column(v.keyRow(), v.centred(v.letters(rows[0], each, found)), v.centred(v.letters(rows[1], each, found)), part.Line(keyGap, third...), fourth)
}

// keyWide is the width of one of n keys in a row.
func (v *View) keyWide(n int) float32 {
	return (v.boardWidth() - keyGap*float32(n-1)) / float32(n)
}

// mostKeys is how many keys in a row a finger can tell apart.
func (v *View) mostKeys() int {
	return int((v.boardWidth() + keyGap) / (leastKeyMM/v.Frame.MM + keyGap))
}

// leastKeyMM is the least width of a key, with a little for rounding.
const leastKeyMM = theme.MinTargetMM + 0.4

// smallKeys are the letters on a panel too narrow for their usual rows: in the
// order of the alphabet, n in a row.
func (v *View) smallKeys(rows []string, n int, found catalog.Found) part.Box {
	letters := []rune(strings.Join(rows, ""))
	slices.SortFunc(letters, inAlphabet)
	var lines []part.Box
	for line := range slices.Chunk(letters, n) {
		lines = append(lines, part.Line(keyGap, v.letters(string(line), v.keyWide(n), found)...))
	}
	return part.Column(v.keyRow(), append(lines, v.lastKeys(rows))...)
}

// inAlphabet compares letters; ё follows е, not я.
func inAlphabet(a, b rune) int {
	place := func(r rune) int {
		if r == 'ё' {
			return 2*'е' + 1
		}
		return 2 * int(r)
	}
	return place(a) - place(b)
}

// lastKeys are the keys below such letters.
func (v *View) lastKeys(rows []string) part.Box {
	fn := v.boardWidth() * 0.16
	last := []part.Box{part.Fix{W: fn, Box: v.fnKey("123", "", v.w("search.digitkeys"), v.set("board", "digits"))}, part.Fix{W: fn, Box: v.otherKey(rows)},
		v.drawKey(fn), part.Grow{Box: v.key("space", v.w("search.space"), theme.Label, v.get("q") != "", func() { v.typed(' ') })},
		part.Fix{W: fn, Box: v.fnKey("back", "backspace", "", v.takeBack)}, part.Fix{W: fn, Box: v.goSign()}}
	return part.Line(keyGap, present(last...)...)
}

// otherKey shows the letters of the other alphabet.
func (v *View) otherKey(rows []string) part.Box {
	other, label := "other", v.w("search.cyrillic")
	if &rows[0] == &cyrillic[0] {
		label = v.w("search.latin")
	}
	if v.get("alphabet") != "" {
		other = ""
	}
	return v.fnKey("abc", "", label, v.set("alphabet", other))
}

// goWidth is the width of the key that ends typing.
func (v *View) goWidth() float32 {
	if v.compact() {
		return 190
	}
	return 240
}

// drawKey leads to the pad where there is no other way to it.
func (v *View) drawKey(w float32) part.Box {
	if !v.scarce() || v.scribe() == nil {
		return nil
	}
	return part.Fix{W: w, Box: v.fnKey("draw", "", v.w("search.draw"), v.set("board", "draw"))}
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
		return part.AtLeast{H: v.keyHigh(), Box: part.Card{Face: part.Face{Fill: p.Surface, Radius: 14, Outline: p.Outline, Frame: p.Off}, Box: middle(words)}}
	}
	words := part.Text{Words: label, Style: style.Leading(1.3), Ink: p.Ink, Align: part.Center, Silent: true}
	return part.AtLeast{H: v.keyHigh(), Box: part.Tap{Key: "key/" + name, Do: do, Again: true, Face: v.surface(14), Box: middle(words)}}
}

// fnKey is a key that types nothing.
func (v *View) fnKey(name, icon, label string, do func()) part.Box {
	p := v.Palette
	inner := part.Box(middle(part.Text{Words: label, Style: theme.Label, Ink: p.Ink, Align: part.Center}))
	if icon != "" {
		inner = part.Middle{Box: part.Icon{Name: icon, Size: 44, Ink: p.Ink}}
	}
	face := part.Face{Fill: p.WellStrong, Radius: 14, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
	return part.AtLeast{H: v.keyHigh(), Box: part.Tap{Key: "key/" + name, Do: do, Again: name == "back", Face: face, Box: inner}}
}

// goKey puts the keys away and leaves the answers.
func (v *View) goKey() part.Box {
	return part.AtLeast{H: v.keyHigh(), Box: part.Tap{Key: "key/go", Do: v.set("board", "none"), Face: v.filled(14),
		Box: v.label("search", v.w("search.go"), theme.H3.Leading(1.3), v.Palette.OnPrimary)}}
}

// goSign is the same key without its word.
func (v *View) goSign() part.Box {
	return part.AtLeast{H: v.keyHigh(), Box: part.Tap{Key: "key/go", Do: v.set("board", "none"), Face: v.filled(14),
		Box: part.Middle{Box: part.Icon{Name: "search", Size: 44, Ink: v.Palette.OnPrimary}}}}
}

// digitKeys are the digits with what goes beside them.
func (v *View) digitKeys(found catalog.Found) part.Box {
	side := []part.Box{v.fnKey("back", "backspace", "", v.takeBack), v.fnKey("wipe", "", v.w("search.clear"), v.wipe),
		v.fnKey("letters", "", v.w("search.toletters"), v.set("board", "")), v.goKey()}
	var rows []part.Box
	for i, digits := range digits {
		var cells []part.Box
		for _, r := range digits {
			cells = append(cells, v.key(string(r), string(r), theme.H1.Of(48), strings.ContainsRune(found.Next, r) || r >= '0' && r <= '9' && v.digitsOnly(), func() { v.typed(r) }))
		}
		high := v.digitHigh()
		rows = append(rows, part.Fix{H: high, Box: part.Line(keyGap, part.Grow{Box: part.Full{Box: part.Even(keyGap, cells...)}}, part.Full{Box: part.Fix{W: v.goWidth() + 4, Box: side[i]}})})
	}
	return part.Column(v.keyRow(), rows...)
}

func (v *View) digitHigh() float32 {
	switch {
	case v.narrow():
		return v.keyHigh()
	case v.wide():
		return 116
	}
	return 126
}

// drawing is the pad to write on and the characters it may be.
func (v *View) drawing(s Scribe) part.Box {
	p := v.Palette
	w, h := v.padSize()
	pad := part.Sheet{Key: "pad", W: w, H: h, Face: part.Face{Fill: p.Surface, Radius: theme.RadiusM, Line: p.TintLine, Stroke: 3},
		Ink: p.Primary, Cross: p.Line, Strokes: v.Memo.Ink, Do: v.write}
	layers := part.Box(pad)
	if len(v.Memo.Ink) == 0 {
		layers = part.Layers{pad, part.At{Rect: part.Rect{X: 28, Y: 20, W: w - 56}, Box: v.dim(v.w("search.draw.hint"), theme.Meta)}}
	}
	var cells []part.Box
	read := s.Read(v.Memo.Ink, 8)
	for i := range 8 {
		if i < len(read) {
			r := read[i]
			cells = append(cells, part.AtLeast{H: v.readHigh(), Box: part.Tap{Key: "read/" + string(r), Do: func() { v.typed(r) }, Face: v.readFace(i == 0),
				Box: middle(part.Text{Words: string(r), Style: theme.H2.Of(48).Leading(1.3), Ink: p.Ink, Align: part.Center})}})
		} else {
			cells = append(cells, part.AtLeast{H: v.readHigh(), Box: part.Card{Face: part.Face{Fill: p.WellStrong, Radius: 14}, Box: part.Space{}}})
		}
	}
	again := part.Even(12, present(v.lettersKey(), v.fnKey("rewrite", "", v.w("search.rewrite"), v.rewrite), v.fnKey("back", "backspace", "", v.takeBack))...)
	columns := 2
	if v.scarce() || v.compact() && (v.Frame.Wide() || v.Modes.Low) {
		columns = 4
	}
	high := max(v.keyHigh(), 72)
	if columns == 2 && v.compact() {
		again, high = part.Grid{Columns: 1, Gap: 12, Of: again.Of}, 2*high+12
	}
	right := part.Column(12, part.Grid{Columns: columns, Gap: 12, Of: cells}, part.Fix{H: high, Box: again})
	return part.Row{Gap: 24, Top: true, Of: []part.Box{part.Fix{W: w, H: h, Box: layers}, part.Grow{Box: right}}}
}

// padSize is the size of the paper.
func (v *View) padSize() (w, h float32) {
	switch {
	case v.scarce() && v.compact():
		return 420, 250
	case v.scarce():
		return 600, 370
	case v.compact() && (v.Frame.Wide() || v.Modes.Low):
		return 360, 330
	case v.compact():
		return 390, 508
	}
	return 600, 540
}

// readHigh is the height of a character to choose.
func (v *View) readHigh() float32 {
	switch {
	case v.scarce():
		return 76
	case v.compact():
		return 68
	}
	return 98
}

// present are the boxes that are there.
func present(of ...part.Box) []part.Box { return part.Line(0, of...).Of }

// lettersKey leads back to the letters where there is no other way.
func (v *View) lettersKey() part.Box {
	if !v.scarce() {
		return nil
	}
	return v.fnKey("letters", "", v.w("search.letters"), v.set("board", ""))
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
