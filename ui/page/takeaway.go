package page

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A Take is what can be taken along beside a link: a list as plain text in
// one code or two, and the digits that go on at another screen.
type Take struct {
	Parts  []string
	Digits string // "" where the record has no number
}

// Bounds of a text in a code. A shorter one may be taken for another
// alphabet, a longer one is too dense for a phone at arm's length.
const (
	leastTaken = 50  // characters
	mostTaken  = 300 // characters
	mostBytes  = 780 // version 19 at level L holds 792
)

// takeAway is the code of a guide with the checklist beside it; the list is
// shown first.
func (v *View) takeAway(r *catalog.Record, g *catalog.Guide) Code {
	c := Code{Purpose: v.w("apply.online"), Title: v.t(r.Title), Take: &Take{Digits: v.handover(r)}, Side: 1}
	if l := g.Online(); v.shown(l) {
		c.Link = *l
	}
	c.Take.Parts = v.parts(r, g, c.Take.Digits)
	return c
}

// handover are the digits by which another screen goes on.
func (v *View) handover(r *catalog.Record) string {
	return kiosk.Handover{Number: r.Number, Ticks: v.ticks(), Print: kiosk.Fingerprint(r)}.Digits()
}

// parts are the texts of the codes: one, or two where one would be too
// dense. What does not fit into two either is left out, from the least
// needed on.
func (v *View) parts(r *catalog.Record, g *catalog.Guide, digits string) []string {
	title := v.t(r.Title)
	for detail := fullDetail; ; detail-- {
		lines := v.lines(r, g, digits, detail)
		if one := v.whole(strings.Join(append([]string{title}, lines...), "\n")); taken(one) {
			return []string{one}
		}
		if two := v.halves(title, lines); two != nil || detail == 0 {
			return two
		}
	}
}

// taken reports whether a text is within the bounds of a code.
func taken(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= leastTaken && n <= mostTaken && len(s) <= mostBytes
}

// whole makes a short text long enough to be read back as what it is.
func (v *View) whole(s string) string {
	if utf8.RuneCountInString(s) < leastTaken {
		s += "\n" + v.w("take.ask")
	}
	for utf8.RuneCountInString(s) < leastTaken {
		s += "\n" + v.t(v.Desk.State().HallName)
	}
	return s
}

// halves divides lines between two codes of nearly the same size, or returns
// nil where they do not fit.
func (v *View) halves(title string, lines []string) []string {
	var best []string
	least := mostBytes + 1
	for i := 1; i < len(lines); i++ {
		var two []string
		for n, half := range [][]string{lines[:i], lines[i:]} {
			head := title + " " + strconv.Itoa(n+1) + "/2"
			two = append(two, v.whole(head+"\n"+strings.Join(half, "\n")))
		}
		if size := max(len(two[0]), len(two[1])); size < least && taken(two[0]) && taken(two[1]) {
			best, least = two, size
		}
	}
	return best
}

// How much of a list is taken along, where it is long.
const (
	onlyNames  = 2 // of the materials: no copies
	noNotes    = 3
	fullDetail = 4
	mostNames  = 12 // with less detail: so many materials, each cut
	longName   = 14 // characters of a name that is cut
)

// lines are what the list says, from the materials to the date.
func (v *View) lines(r *catalog.Record, g *catalog.Guide, digits string, detail int) []string {
	var lines []string
	add := func(key, value string) {
		if value != "" {
			lines = append(lines, v.w("take.line", "name", v.w(key), "value", value))
		}
	}
	if r.Number != 0 {
		lines = append(lines, v.w("number", "n", r.Number))
	}
	lines = append(lines, v.materialLines(g, detail)...)
	where, hours := v.whereLines(g)
	add("guide.office", v.brief(v.officeName(r.Office), detail))
	add("guide.counter", v.brief(where, detail))
	if detail >= onlyNames {
		add("take.hours", hours)
		fee, _ := v.feeFact(g)
		add("fact.fee", fee)
	}
	if l := limitOf(g); l != nil {
		add("fact.limit", v.limit(l))
		if s := v.due(l); s != "" && detail > onlyNames {
			lines = append(lines, v.w("take.due", "date", v.Words.Date(v.Desk.Today()), "due", s))
		}
	}
	add("telephone", v.telephone(r))
	if digits != "" {
		add("take.digits", grouped(digits))
	}
	if !r.Checked.On.IsZero() {
		lines = append(lines, v.w("take.checked", "date", v.Words.Date(r.Checked.On)))
	}
	return lines
}

// whereLines is the first counter that is known, and when it is open.
func (v *View) whereLines(g *catalog.Guide) (place, hours string) {
	if c := v.counters(g.Counters); len(c) > 0 {
		return v.place(c[0].body), v.t(c[0].body.Hours)
	}
	return "", ""
}

// materialLines are the materials with a sign for what is ticked.
func (v *View) materialLines(g *catalog.Guide, detail int) []string {
	var lines []string
	for i, m := range g.Materials {
		if detail < onlyNames && i == mostNames {
			lines = append(lines, v.w("take.more", "n", len(g.Materials)-i))
			break
		}
		sign := "□ "
		if tickable(i, m) && v.ticks()&(1<<i) != 0 {
			sign = "√ "
		}
		need := ""
		if m.Need.Code != "required" {
			need = v.code("need", m.Need)
		}
		if m.Source.Code == "onsite" {
			need = v.w("need.onsite")
		}
		more := v.list(need, v.copies(m), v.t(m.Note))
		switch {
		case detail <= onlyNames:
			more = need
		case detail == noNotes:
			more = v.list(need, v.copies(m))
		}
		if more != "" {
			more = v.w("take.more.of", "what", more)
		}
		lines = append(lines, sign+v.brief(v.t(m.Name), detail)+more)
	}
	return lines
}

// brief cuts a name where little room is left.
func (v *View) brief(s string, detail int) string {
	runes := []rune(s)
	if detail >= onlyNames || len(runes) <= longName {
		return s
	}
	n := longName
	if detail == 0 {
		n /= 2
	}
	return string(runes[:n]) + "…"
}

// grouped writes digits so that they can be read out and typed.
func grouped(digits string) string {
	var groups []string
	for chunk := range slices.Chunk([]byte(digits), 3) {
		groups = append(groups, string(chunk))
	}
	return strings.Join(groups, " ")
}

// sides are what the large view has to choose from.
func (v *View) sides(c Code) []option {
	var all []option
	if c.Link.URL != "" {
		all = append(all, option{"0", v.w("take.online")})
	}
	if c.Take == nil {
		return all
	}
	for i := range c.Take.Parts {
		name := v.w("take.list")
		if len(c.Take.Parts) > 1 {
			name = v.w("take.part", "n", i+1, "of", len(c.Take.Parts))
		}
		all = append(all, option{strconv.Itoa(i + 1), name})
	}
	return all
}

// sideTabs choose between the sides of a code, or nil where there is one.
func (v *View) sideTabs(c Code) part.Box {
	sides := v.sides(c)
	if len(sides) < 2 {
		return nil
	}
	p := v.Palette
	var cells []part.Box
	for _, o := range sides {
		face, ink := part.Face{Fill: p.Well, Radius: 16, Press: p.Tint}, p.Ink2
		if o.value == strconv.Itoa(c.Side) {
			face, ink = part.Face{Fill: p.Primary, Radius: 16}, p.OnPrimary
		}
		other := c
		other.Side, _ = strconv.Atoi(o.value)
		cells = append(cells, part.Tap{Key: "side/" + o.value, Do: func() { v.Act.Zoom(other) }, Face: face,
			Box: part.AtLeast{H: 84, Box: part.Padded(12, 4, part.Text{Words: o.label, Style: theme.Label, Ink: ink, Align: part.Center})}})
	}
	return part.Card{Face: part.Face{Fill: p.Well, Radius: theme.RadiusM, Outline: p.Outline, Frame: p.Line}, Box: part.Padded(6, 6, part.Even(6, cells...))}
}

// listed returns the code of the side of c that is shown and what is said
// about it; false where that is the link.
func (v *View) listed(c Code, size float32) (part.QR, []part.Box, bool) {
	if c.Take == nil || c.Side < 1 || c.Side > len(c.Take.Parts) {
		return part.QR{}, nil, false
	}
	center := func(s string, style theme.Style) part.Text {
		return part.Text{Words: s, Style: style, Ink: v.Palette.Ink, Align: part.Center}
	}
	note := v.w("take.note")
	if len(c.Take.Parts) > 1 {
		note = v.w("take.both")
	}
	words := []part.Box{center(v.w("take.how"), theme.H2.Of(40)), center(note, theme.Body)}
	if c.Take.Digits != "" {
		digits := part.Column(0, center(v.w("take.digits"), theme.Label), center(grouped(c.Take.Digits), theme.H1.Leading(1.25)),
			center(v.w("take.digits.how"), theme.Meta))
		words = append(words, v.panel(part.Padded(24, 12, digits)))
	}
	return part.QR{Text: c.Take.Parts[c.Side-1], Size: size, Long: true}, words, true
}
