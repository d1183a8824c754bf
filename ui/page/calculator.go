package page

import (
	"errors"
	"strconv"
	"strings"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// mostFigures is how many characters of a quantity can be typed: more than
// anybody needs, so that what is wrong can be said.
const mostFigures = 11

// calculator reckons what a quantity costs by the standard of a fee.
func (v *View) calculator(r *catalog.Record, f *catalog.Fee) Page {
	if !f.Standard.Measured() {
		return v.fees(r.ID)
	}
	v.Memo.Values["open"] = string(r.ID) // what going back shows
	fields := v.quantities(f.Standard)
	head := part.Column(8, v.head([]string{v.w("entry.fees"), v.w("calculate")}, v.t(r.Title), nil), v.checked(r))
	entry := v.entryFields(fields)
	bill := v.billList(r, f, fields)
	page := Page{Type: func(c rune) { v.figure(fields, c) }, Key: func(name string) bool { return v.figureKey(fields, name) }}
	if v.narrow() {
		page.Box = v.calculatorNarrow(head, bill, fields)
		return page
	}
	if v.wide() {
		left := part.Pad{L: theme.Margin, T: 20, R: 32, B: 24, Box: part.Column(14, head, part.Grow{Box: bill})}
		right := part.Card{Face: part.Face{Fill: v.Palette.Well, Outline: v.Palette.Outline, Frame: v.Palette.Line},
			Box: part.Padded(28, 20, part.Column(16, entry, v.figureKeys(fields, 136)))}
		page.Box = part.Pad{T: v.Frame.Top(), Box: part.Line(0, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: 740, Box: right}})}
		return page
	}
	top := part.Pad{L: theme.Margin, T: 24, R: theme.Margin, B: 20, Box: part.Column(18, head, entry, part.Grow{Box: bill})}
	page.Box = part.Pad{T: v.Frame.Top(), Box: part.Column(0, v.banner(), part.Grow{Box: top}, v.well(v.figureKeys(fields, 112)))}
	return page
}

// calculatorNarrow has the keys below, or beside what they are typed into.
func (v *View) calculatorNarrow(head, bill part.Box, fields []quantity) part.Box {
	m, end, top := v.margin(), v.Frame.H-v.Frame.Bar(), v.Frame.Top()+16
	var entry part.Box = part.Even(12, pieces(v.entryFields(fields))...)
	keys := v.figureKeys(fields, v.keyHigh())
	above := part.Column(12, append(pieces(head), part.Grow{Box: bill})...)
	place := func(x, y, w, h float32, b part.Box) part.At {
		return part.At{Rect: part.Rect{X: x, Y: y, W: w, H: h}, Box: b}
	}
	if !v.Frame.Wide() {
		below := v.well(part.Column(14, entry, keys))
		edge := end - below.Height(v.Frame.W)
		return part.Layers{place(m, top, v.contentWidth(), edge-top-16, above), place(0, edge, v.Frame.W, end-edge, below)}
	}
	w := v.contentWidth() * 0.4
	left := v.contentWidth() - w - 28
	edge := end - keys.Height(w) - 16
	beside := place(m+left+28, edge, w, keys.Height(w), keys)
	if !v.Modes.Low {
		return part.Layers{place(m, top, left, end-top-16, above), place(m+left+28, top, w, edge-top-16, part.Column(0, bottom(), entry)), beside}
	}
	entry = part.Column(12, pieces(v.entryFields(fields))...)
	return part.Layers{place(m, top, v.contentWidth(), v.Frame.H/2-top-16, above), place(m, edge, left, end-edge-16, entry), beside}
}

// A quantity is what a calculator asks for.
type quantity struct {
	key, label, unit string
}

// quantities are what the standard is counted by: one, or one for each part.
func (v *View) quantities(s catalog.Standard) []quantity {
	if s.Form() != catalog.FormParts {
		key := "calculate.used"
		if strings.HasPrefix(s.Unit[catalog.ZH], "平方米") {
			key = "calculate.area"
		}
		label := v.w(key)
		if len(s.Tiers) > 0 && !s.Tiers[0].Per.Empty() {
			label = v.joined(label, v.w("calculate.per", "per", v.t(s.Tiers[0].Per)))
		}
		return []quantity{{"used", label, v.measure(s.Unit)}}
	}
	var all []quantity
	for i, t := range s.Tiers {
		all = append(all, quantity{"used" + strconv.Itoa(i), v.t(t.Name), v.measure(t.Per)})
	}
	return all
}

// measure is what is measured of a unit that also names a time: the square
// metres of 平方米·季. A kilowatt hour, 千瓦·时, is one measure.
func (v *View) measure(unit catalog.Text) string {
	s := v.t(unit)
	if _, span, ok := strings.Cut(unit[catalog.ZH], "·"); !ok || span == "时" {
		return s
	}
	for _, joint := range []string{"·", " a ", " за ", " в "} {
		if before, _, ok := strings.Cut(s, joint); ok {
			return before
		}
	}
	return s
}

// typing is the quantity that the keys go to.
func (v *View) typing(fields []quantity) string {
	for _, f := range fields {
		if f.key == v.get("typing") {
			return f.key
		}
	}
	return fields[0].key
}

// entryFields show what was typed; one of several is touched to type into
// it.
func (v *View) entryFields(fields []quantity) part.Box {
	p := v.Palette
	var all []part.Box
	for _, f := range fields {
		on := f.key == v.typing(fields)
		face := part.Face{Fill: p.Surface, Radius: theme.RadiusT, Line: p.Primary, Stroke: 3, Press: p.Tint}
		if !on {
			face.Line, face.Stroke = p.Line, 2
		}
		var caret part.Box
		if on {
			caret = part.Fix{W: 4, H: 44, Box: part.Bar{High: 44, Track: p.Accent}}
		}
		typed := part.Line(4, v.text(v.Words.Decimal(v.get(f.key)), theme.H2.Of(44).Leading(1.2)), caret, part.Space{W: 8}, v.dim(f.unit, theme.Body))
		inner := part.Padded(28, 8, part.Line(16, part.Grow{Box: v.dim(f.label, theme.Body.Leading(1.3))}, typed))
		if v.narrow() {
			label := v.dim(v.joined(f.label, f.unit), theme.Meta.Leading(1.2))
			label.Lines = 1
			inner = part.Padded(20, 4, part.Column(0, label, part.Line(4, part.AtLeast{H: 46, Box: v.text(v.Words.Decimal(v.get(f.key)), theme.H2.Leading(1.15))}, caret, part.Grow{Box: part.Space{}})))
		}
		if len(fields) == 1 {
			all = append(all, part.AtLeast{H: 96, Box: part.Card{Face: face, Box: inner}})
			continue
		}
		all = append(all, part.AtLeast{H: 96, Box: part.Tap{Key: "typing/" + f.key, Do: v.set("typing", f.key), Face: face, Box: inner}})
	}
	return part.Column(12, all...)
}

// figureKeys are the digits, the point and the key that takes back.
func (v *View) figureKeys(fields []quantity, high float32) part.Box {
	var rows []part.Box
	for _, row := range []string{"123", "456", "789", ".0"} {
		var cells []part.Box
		for _, r := range row {
			cells = append(cells, v.key(string(r), v.Words.Decimal(string(r)), theme.H1.Of(48), true, func() { v.figure(fields, r) }))
		}
		if len(cells) < 3 {
			cells = append(cells, v.fnKey("back", "backspace", "", func() { v.figureKey(fields, KeyBackspace) }))
		}
		rows = append(rows, part.Fix{H: high, Box: part.Even(12, cells...)})
	}
	return part.Column(12, rows...)
}

// figure takes a digit or the point.
func (v *View) figure(fields []quantity, r rune) {
	key := v.typing(fields)
	s := v.get(key)
	_, decimals, pointed := strings.Cut(s, ".")
	switch {
	case r == ',':
		r = '.'
		fallthrough
	case r == '.':
		if pointed {
			return
		}
		if s == "" {
			s = "0"
		}
	case r < '0' || r > '9', len(decimals) >= 2:
		return
	case s == "0":
		s = ""
	}
	if len(s) < mostFigures {
		v.set(key, s+string(r))()
	}
}

// figureKey takes a key that is no digit.
func (v *View) figureKey(fields []quantity, name string) bool {
	if name != KeyBackspace {
		return false
	}
	key := v.typing(fields)
	if s := v.get(key); s != "" {
		v.set(key, s[:len(s)-1])()
	}
	return true
}

// used reads a quantity in hundredths; what is too long for a number is more
// than anybody uses.
func used(s string) int64 {
	units, decimals, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(units+(decimals + "00")[:2], 10, 64)
	if s == "" {
		return 0
	}
	if err != nil {
		return catalog.MostQuantity + 1
	}
	return n
}

// billList is what it comes to, line by line, or what is wrong, said calmly.
func (v *View) billList(r *catalog.Record, f *catalog.Fee, fields []quantity) part.Box {
	var typed []int64
	for _, q := range fields {
		typed = append(typed, used(v.get(q.key)))
	}
	bill, err := f.Standard.Bill(typed...)
	if err != nil {
		rows := append([]part.Box{v.noBill(err, fields)}, v.priceRows(r, f)...)
		return v.billed(rows, 0)
	}
	var rows []part.Box
	for _, l := range bill.Lines {
		rows = append(rows, v.billRow(r, f.Standard, l, fields))
	}
	total := v.Words.MoneyRange(bill.Total, bill.Upto)
	var sum part.Box = part.Line(24, part.Grow{Box: v.text(v.w("calculate.total"), theme.H2.Of(36).Leading(1.25))}, v.in(v.Palette.Primary, total, theme.H1.Leading(1.2)))
	if v.compact() {
		sum = part.Wrapped{Gap: 24, Of: []part.Box{v.text(v.w("calculate.total"), theme.H2.Of(36).Leading(1.25)), v.in(v.Palette.Primary, total, theme.H2.Leading(1.2))}}
	}
	face := part.Face{Fill: v.Palette.Tint}
	rows = append(rows, part.Card{Face: face, Box: part.AtLeast{H: 112, Box: part.Padded(28, 10, sum)}})
	return v.billed(append(rows, v.billNotes(f)), len(rows)-1)
}

// billed is a list, or where it could not be scrolled because it stands high
// all of its rows if they fit, else the one that matters.
func (v *View) billed(rows []part.Box, matters int) part.Box {
	if !v.Modes.Low {
		return v.rows("bill", rows...)
	}
	return fitting{v.card(part.Column(0, rows...)), v.card(rows[matters])}
}

// noBill says what to type, or that there is too much of it.
func (v *View) noBill(err error, fields []quantity) part.Box {
	key, icon := "calculate.start", "touch_app"
	switch {
	case errors.Is(err, catalog.ErrTooMuch):
		key, icon = "calculate.much", "error"
	case errors.Is(err, catalog.ErrNothing) && v.touched(fields):
		key = "calculate.zero"
	}
	return v.rowBox(row{left: v.disc(icon, 68, 40), title: v.w(key)})
}

// touched reports whether anything was typed.
func (v *View) touched(fields []quantity) bool {
	for _, f := range fields {
		if v.get(f.key) != "" {
			return true
		}
	}
	return false
}

// priceRows are the prices that are reckoned with.
func (v *View) priceRows(r *catalog.Record, f *catalog.Fee) []part.Box {
	s := f.Standard
	if len(s.Tiers) == 0 {
		return []part.Box{v.rowBox(row{title: v.priceLine(s), sub: v.sub(documents(r))})}
	}
	var rows []part.Box
	for i, t := range s.Tiers {
		unit := s.Unit
		if s.Form() == catalog.FormParts {
			unit = t.Per
		}
		name := v.t(t.Name)
		if s.Form() == catalog.FormSteps {
			name = v.joined(v.tierName(i, t), v.tierSpan(t, s))
		}
		rows = append(rows, v.rowBox(row{title: name, sub: v.sub(documents(r)), right: v.text(v.Words.Money(t.Fen)+"/"+v.t(unit), theme.H3.Of(32).Leading(1.25))}))
	}
	return rows
}

func (v *View) tierName(i int, t catalog.Tier) string {
	if s := v.t(t.Name); s != "" {
		return s
	}
	return v.w("tier", "n", i+1)
}

// tierSpan writes where a step begins and ends.
func (v *View) tierSpan(t catalog.Tier, s catalog.Standard) string {
	if t.To == 0 {
		return v.w("tier.above", "n", max(0, t.From-1)) + " " + v.measure(s.Unit)
	}
	return strconv.FormatInt(t.From, 10) + "–" + strconv.FormatInt(t.To, 10) + " " + v.measure(s.Unit)
}

// billRow is one product: how much at which price, what it comes to, and the
// document that says so.
func (v *View) billRow(r *catalog.Record, s catalog.Standard, l catalog.BillLine, fields []quantity) part.Box {
	name, unit := v.t(r.Title), fields[0].unit
	if l.Tier >= 0 {
		name = v.tierName(l.Tier, s.Tiers[l.Tier])
		if s.Form() == catalog.FormParts {
			unit = fields[l.Tier].unit
		}
	}
	product := v.Words.Quantity(l.Quantity) + " " + unit + " × " + v.Words.MoneyRange(l.Price, l.Upto)
	sub := part.Column(0, v.sub(product), v.sub(documents(r)))
	return v.rowBox(row{title: name, sub: sub, right: v.strong(v.Words.MoneyRange(l.Cost, l.Most))})
}

// documents are the numbers of the documents that a record rests on.
func documents(r *catalog.Record) string {
	var numbers []string
	for _, b := range r.Basis {
		if b.Number != "" {
			numbers = append(numbers, b.Number)
		}
	}
	return strings.Join(numbers, "、")
}

// billNotes say how it was rounded and what was not reckoned.
func (v *View) billNotes(f *catalog.Fee) part.Box {
	lines := []part.Box{v.sub(v.w("calculate.rounded"))}
	if s := v.t(f.Scope); s != "" {
		lines = append(lines, v.sub(v.w("take.line", "name", v.w("fee.scope"), "value", s)))
	}
	for _, e := range f.Exemptions {
		if s := v.t(e.Words); s != "" {
			lines = append(lines, v.sub(v.w("calculate.exempt", "what", s)))
		}
	}
	return part.Heading{Box: part.Padded(28, 16, part.Column(4, lines...))}
}
