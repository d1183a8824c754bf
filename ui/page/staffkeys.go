package page

import (
	"slices"
	"strings"
	"unicode"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// The keys that write signs, row by row.
var signs = []string{"1234567890", "-–:：./()（）", "，。、；？！“”%", "《》〔〕·@#+="}

// Names of the keys that move, as the toolkit has them.
const (
	KeyLeft   = "Left"
	KeyRight  = "Right"
	KeyHome   = "Home"
	KeyEnd    = "End"
	KeyDelete = "Delete"
)

// script is what letters mean: pinyin, Latin, Cyrillic, or signs.
func (d duty) script(f field) string {
	if s := d.get("script"); s != "" {
		return s
	}
	switch {
	case f.sort == fieldDigits:
		return "signs"
	case strings.HasSuffix(f.name, "."+string(catalog.RU)):
		return "cyrillic"
	case strings.HasSuffix(f.name, "."+string(catalog.EN)):
		return "latin"
	}
	return "pinyin"
}

// typing makes a page take what is typed on a real keyboard into the field
// that is written in. Who has one needs no keys on the screen: they go.
func (d duty) typing(p *Page, all []field) {
	f := d.focused(all)
	if f == nil {
		return
	}
	p.Type = func(r rune) {
		d.typedInto(*f, r)
		d.Memo.Values["keys"] = ""
		d.Act.Redraw()
	}
	p.Key = func(name string) bool {
		if !d.keyInto(*f, all, name) {
			return false
		}
		d.Memo.Values["keys"] = ""
		d.Act.Redraw()
		return true
	}
}

// typedInto takes one character: a letter of pinyin, the number of a choice,
// or itself.
func (d duty) typedInto(f field, r rune) {
	spelt := d.get("spell")
	if d.script(f) != "pinyin" {
		d.insert(f, string(r))
		return
	}
	switch {
	case r < 0x80 && unicode.IsLetter(r):
		if len(spelt) < mostTyped {
			d.Memo.Values["spell"] = spelt + string(unicode.ToLower(r))
			d.Memo.Values["spellfrom"] = ""
		}
	case spelt != "" && r >= '1' && r <= '9':
		if all := d.offered(d.spellings()); int(r-'1') < len(all) {
			d.spell(f, all[r-'1'])
		}
	case spelt != "" && (r == '=' || r == '-'):
		d.turn(r == '=')
	case spelt != "" && r == ' ':
		if all := d.offered(d.spellings()); len(all) > 0 {
			d.spell(f, all[0])
		}
	default:
		d.insert(f, spelt+string(r))
		d.Memo.Values["spell"] = ""
	}
}

// keyInto takes a key that is no character.
func (d duty) keyInto(f field, all []field, name string) bool {
	spelt := d.get("spell")
	switch name {
	case KeyBackspace:
		if spelt != "" {
			d.Memo.Values["spell"], d.Memo.Values["spellfrom"] = spelt[:len(spelt)-1], ""
		} else {
			d.erase(f, false)
		}
	case KeyDelete:
		d.erase(f, true)
	case KeyLeft:
		d.step(f, -1)
	case KeyRight:
		d.step(f, 1)
	case KeyHome:
		d.Memo.Values["caret"] = "0"
	case KeyEnd:
		d.Memo.Values["caret"] = ""
	case KeyReturn, KeyEnter:
		d.enterKey(f, all)
	case KeyEscape:
		if spelt == "" {
			return false
		}
		d.Memo.Values["spell"] = ""
	default:
		return false
	}
	return true
}

// enterKey writes the letters themselves, breaks the line, or goes on to the
// next field.
func (d duty) enterKey(f field, all []field) {
	switch spelt := d.get("spell"); {
	case spelt != "":
		d.insert(f, spelt)
		d.Memo.Values["spell"] = ""
	case f.sort == fieldLines:
		d.insert(f, "\n")
	default:
		i := slices.IndexFunc(all, func(g field) bool { return g.name == f.name })
		for _, next := range all[i+1:] {
			if next.writes() {
				d.focus(next, -1)
				return
			}
		}
	}
}

// keys are the keys on the screen for the field that is written in, or nil.
func (d duty) keys(all []field) part.Box {
	f := d.focused(all)
	if f == nil || d.get("keys") != "on" {
		return nil
	}
	rows := []part.Box{d.scripts(*f)}
	script := d.script(*f)
	if script == "pinyin" {
		rows = append(rows, d.spelt(*f))
	}
	return part.Column(14, append(rows, d.letterRows(*f, all, script))...)
}

// scripts chooses between the scripts; a stick can be pasted from, and the
// keys can be put away.
func (d duty) scripts(f field) part.Box {
	p := d.Palette
	var cells []part.Box
	for _, name := range []string{"pinyin", "latin", "cyrillic", "signs"} {
		face, ink := part.Face{Fill: p.WellStrong, Radius: 16, Press: p.Tint}, p.Ink
		if name == d.script(f) {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
		}
		words := part.Text{Words: d.w("script." + name), Style: theme.Label, Ink: ink, Align: part.Center}
		choose := func() {
			d.Memo.Values["script"], d.Memo.Values["spell"], d.Memo.Values["upper"] = name, "", ""
			d.Act.Redraw()
		}
		cells = append(cells, part.Fix{W: 108, Box: part.Tap{Key: "script/" + name, Do: choose, Face: face, Box: part.AtLeast{H: 72, Box: part.Padded(4, 2, words)}}})
	}
	track := part.Card{Face: part.Face{Fill: p.WellStrong, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, part.Line(0, cells...))}
	button := func(key, icon, words string, do func()) part.Box {
		return part.Tap{Key: key, Do: do, Face: d.surface(theme.RadiusM), Box: part.AtLeast{H: 84, Box: part.Padded(18, 4, d.label(icon, words, theme.Label, p.Primary))}}
	}
	var paste part.Box
	if _, ok := d.Desk.(Paster); ok && f.sort != fieldDigits {
		paste = button("keys/paste", "usb", d.w("keys.paste"), d.openPaste)
	}
	return part.Line(14, track, part.Grow{Box: part.Space{}}, paste, button("keys/none", "keyboard_hide", d.w("keys.hide"), func() { d.Memo.Values["keys"] = ""; d.Act.Redraw() }))
}

// letterRows are the keys of a script.
func (d duty) letterRows(f field, all []field, script string) part.Box {
	rows := signs
	switch script {
	case "pinyin", "latin":
		rows = latin
	case "cyrillic":
		rows = cyrillic
	}
	most := len([]rune(rows[0]))
	each := (d.boardWidth() - keyGap*float32(most-1)) / float32(most)
	back := part.Grow{Box: d.fnKey("back", "backspace", "", func() { d.keyInto(f, all, KeyBackspace); d.Act.Redraw() })}
	var boxes []part.Box
	for i, r := range rows {
		keys := d.writeKeys(f, r, each)
		if i == len(rows)-1 {
			if script == "latin" || script == "cyrillic" {
				keys = append([]part.Box{part.Fix{W: 110, Box: d.upperKey()}}, keys...)
			}
			boxes = append(boxes, part.Line(keyGap, append(keys, back)...))
			continue
		}
		boxes = append(boxes, d.centred(keys))
	}
	return part.Column(12, append(boxes, d.lastRow(f, all, script))...)
}

// upperKey makes the next letter a capital.
func (d duty) upperKey() part.Box {
	flip := func() {
		if d.get("upper") == "" {
			d.Memo.Values["upper"] = "on"
		} else {
			d.Memo.Values["upper"] = ""
		}
		d.Act.Redraw()
	}
	return d.fnKey("upper", "keyboard_arrow_up", "", flip)
}

// writeKeys are keys that write what stands on them.
func (d duty) writeKeys(f field, row string, each float32) []part.Box {
	var keys []part.Box
	for _, r := range row {
		if d.get("upper") != "" {
			r = unicode.ToUpper(r)
		}
		label := string(r)
		if d.script(f) == "pinyin" {
			label = strings.ToUpper(label)
		}
		do := func() {
			d.typedInto(f, r)
			d.Memo.Values["upper"] = ""
			d.Act.Redraw()
		}
		keys = append(keys, part.Fix{W: each, Box: d.key(string(r), label, theme.H2.Of(38), true, do)})
	}
	return keys
}

// lastRow is the blank, what ends a sentence, the caret and the end of the
// line.
func (d duty) lastRow(f field, all []field, script string) part.Box {
	sign := func(r rune) part.Box {
		return part.Fix{W: 82, Box: d.key(string(r), string(r), theme.H2, true, func() { d.typedInto(f, r); d.Act.Redraw() })}
	}
	comma, stop := ',', '.'
	if script == "pinyin" {
		comma, stop = '，', '。'
	}
	move := func(name, icon string) part.Box {
		return part.Fix{W: 104, Box: part.AtLeast{H: d.keyHigh(), Box: part.Tap{Key: "key/" + name, Again: true, Face: d.fnFace(), Do: func() { d.keyInto(f, all, name); d.Act.Redraw() },
			Box: part.Middle{Box: part.Icon{Name: icon, Size: 44, Ink: d.Palette.Ink}}}}}
	}
	row := []part.Box{}
	if script != "signs" {
		row = append(row, sign(comma))
	}
	row = append(row, part.Grow{Box: d.key("space", d.w("search.space"), theme.H3, true, func() { d.typedInto(f, ' '); d.Act.Redraw() })})
	if script != "signs" {
		row = append(row, sign(stop))
	}
	next := d.w("keys.next")
	if f.sort == fieldLines {
		next = d.w("keys.break")
	}
	row = append(row, move(KeyLeft, "chevron_left"), move(KeyRight, "chevron_right"), part.Fix{W: 168, Box: d.fnKey("enter", "", next, func() { d.enterKey(f, all); d.Act.Redraw() })})
	return part.Line(keyGap, row...)
}

// fnFace is the face of a key that writes nothing.
func (d duty) fnFace() part.Face {
	p := d.Palette
	return part.Face{Fill: p.WellStrong, Radius: 14, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
}
