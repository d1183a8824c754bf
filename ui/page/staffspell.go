package page

import (
	"strconv"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Sizes of the row of words, in design pixels.
const (
	turnKey  = 80
	spellGap = 12
)

// mostSpelt is how many words are asked for.
const mostSpelt = 120

// spellings are the words that the letters may stand for.
func (d duty) spellings() []kiosk.Spelling {
	letters := d.get("spell")
	if letters == "" {
		return nil
	}
	if s, ok := d.Desk.(Speller); ok {
		return s.Spell(letters, mostSpelt)
	}
	found, err := d.Desk.Find(catalog.Search{Words: letters, Lang: catalog.ZH, Limit: 1})
	if err != nil {
		return nil
	}
	var all []kiosk.Spelling
	for _, words := range found.Meant {
		all = append(all, kiosk.Spelling{Words: words, Takes: len(letters)})
	}
	return all
}

// spellFrom is the first word that is offered now.
func (d duty) spellFrom() int {
	n, err := strconv.Atoi(d.get("spellfrom"))
	if err != nil {
		return 0
	}
	return n
}

// offered are those of all words that there is room for, from the one that
// was turned to.
func (d duty) offered(all []kiosk.Spelling) []kiosk.Spelling {
	all = all[min(d.spellFrom(), len(all)):]
	width := d.boardWidth() - d.text(d.get("spell"), theme.H3).Width() - 2*(turnKey+spellGap)
	for i, s := range all {
		if width -= d.candidate("", s.Words, false, nil).Width() + spellGap; width < 0 || i == 9 {
			return all[:max(1, i)]
		}
	}
	return all
}

// turn goes on to the next words, or back to the first.
func (d duty) turn(on bool) {
	from := 0
	if on {
		all := d.spellings()
		if from = d.spellFrom() + len(d.offered(all)); from >= len(all) {
			return
		}
	}
	d.Memo.Values["spellfrom"] = strconv.Itoa(from)
}

// spell writes a word for the letters it stands for.
func (d duty) spell(f field, s kiosk.Spelling) {
	letters := d.get("spell")
	d.insert(f, s.Words)
	d.Memo.Values["spellfrom"] = ""
	d.Memo.Values["spell"] = letters[min(max(0, s.Takes), len(letters)):]
}

// spelling is the words for letters that were typed on a real keyboard, or nil.
func (d duty) spelling(all []field) part.Box {
	f := d.focused(all)
	if f == nil || d.get("spell") == "" || d.get("keys") == "on" {
		return nil
	}
	return d.spelt(*f)
}

// spelt is the letters typed and the words they may stand for, with more of
// them on both sides.
func (d duty) spelt(f field) part.Box {
	letters := d.get("spell")
	if letters == "" {
		return part.Fix{H: 80, Box: d.dim(d.w("keys.pinyin"), theme.Meta)}
	}
	row := []part.Box{d.text(letters, theme.H3.Leading(1.3))}
	all := d.spellings()
	some := d.offered(all)
	for i, s := range some {
		row = append(row, d.candidate("spell/"+s.Words, s.Words, i == 0, func() { d.spell(f, s); d.Act.Redraw() }))
	}
	if len(some) == 0 {
		row = append(row, part.Grow{Box: d.dim(d.w("keys.none"), theme.Meta)})
	} else {
		row = append(row, part.Grow{Box: part.Space{}})
	}
	turn := func(name, icon string, on bool) part.Box {
		do := func() { d.turn(on); d.Act.Redraw() }
		return part.Fix{W: turnKey, H: 80, Box: part.Tap{Key: "spell/" + name, Do: do, Again: true, Face: d.fnFace(), Box: part.Middle{Box: part.Icon{Name: icon, Size: 44, Ink: d.Palette.Ink}}}}
	}
	if d.spellFrom() > 0 {
		row = append(row, turn("first", "chevron_left", false))
	}
	if d.spellFrom()+len(some) < len(all) {
		row = append(row, turn("more", "chevron_right", true))
	}
	return part.Fix{H: 80, Box: part.Line(spellGap, row...)}
}
