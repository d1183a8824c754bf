package page

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// mostTyped is how many characters a visitor can type.
const mostTyped = 40

// searching finds records while the visitor types.
func (v *View) searching() Page {
	found := v.find()
	p := Page{Type: func(r rune) { v.typed(unicode.ToLower(r)) }, Key: v.pressed, Leave: func() { v.missed(found) }}
	board := v.board(found)
	switch {
	case board == nil && found.Total() == 0 && v.get("q") != "" && len(v.resume(found)) == 0:
		p.Box = v.noResult(found)
	case (v.Modes.Low || v.scarce()) && board != nil:
		p.Box = v.searchLow(found, board)
	case v.Frame.Wide() && board != nil:
		p.Box = v.searchWide(found, board)
	case board != nil:
		results := part.Pad{L: v.margin(), T: 20, R: v.margin(), B: 20, Box: part.Column(16, v.query(found, 120), v.kindsBeside(found), part.Grow{Box: roomy{least: part.LeastList, large: v.results(found), small: v.preview(found)}})}
		p.Box = part.Pad{T: v.Frame.Top(), Box: part.Column(0, part.Grow{Box: results}, v.well(board))}
	default:
		p.Box = v.sheet(20, v.query(found, 120), v.foundKinds(found), part.Grow{Box: v.results(found)}, v.typeAgain())
	}
	return p
}

// searchWide has the answers left and the keys right.
func (v *View) searchWide(found catalog.Found, board part.Box) part.Box {
	w := v.boardWidth() + 48
	left := part.Pad{L: v.margin(), T: 20, R: 32, B: 24, Box: part.Column(16, v.kindsBeside(found), part.Grow{Box: v.results(found)})}
	right := part.Card{Face: part.Face{Fill: v.Palette.Well, Outline: v.Palette.Outline, Frame: v.Palette.Line},
		Box: part.Padded(24, 16, part.Column(v.boardGap(), v.query(found, v.queryHigh()), board))}
	return part.Pad{T: v.Frame.Top(), Box: part.Line(0, part.Grow{Box: part.Full{Box: left}}, part.Full{Box: part.Fix{W: w, Box: right}})}
}

// queryHigh is the height of the field on a panel that lies.
func (v *View) queryHigh() float32 {
	if v.compact() {
		return 84
	}
	return 112
}

// kindsBeside are the filters, where there is room beside the keys.
func (v *View) kindsBeside(found catalog.Found) part.Box {
	if v.compact() {
		return nil
	}
	return v.foundKinds(found)
}

// searchLow shows above what was found and below the keys; what was found can
// be touched once the keys are put away.
func (v *View) searchLow(found catalog.Found, board part.Box) part.Box {
	m, mid := v.margin(), v.middle()
	top := v.Frame.Top() + 16
	upper := part.Column(14, v.query(found, v.queryHigh()), part.Grow{Box: v.preview(found)})
	keys := v.well(board)
	if !v.Modes.Low {
		mid = v.Frame.H - v.Frame.Bar() - keys.Height(v.Frame.W)
	}
	low := part.Rect{Y: mid, W: v.Frame.W, H: v.Frame.H - v.Frame.Bar() - mid}
	return part.Layers{
		part.At{Rect: part.Rect{X: m, Y: top, W: v.contentWidth(), H: mid - top - 16}, Box: upper},
		part.At{Rect: low, Box: keys}}
}

// preview lists what was found as far as it can be seen, to read only.
func (v *View) preview(found catalog.Found) part.Box {
	hits := found.Hits
	if v.get("q") == "" {
		for _, id := range v.Desk.Frequent(4) {
			if r := v.lookup(id); r != nil {
				hits = append(hits, catalog.Hit{Head: r.Heading()})
			}
		}
	}
	none := v.in(v.Palette.Ink2, v.noneTitle(found), theme.BodyL.Leading(1.3))
	var rows part.Box = fitting{none, part.Space{}}
	if len(hits) > 0 || v.get("q") == "" {
		rows = peek{v, hits}
	}
	return rows
}

// peek puts as many rows of what was found as its place has room for.
type peek struct {
	v    *View
	hits []catalog.Hit
}

func (p peek) Width() float32         { return 0 }
func (p peek) Height(float32) float32 { return 0 }

func (p peek) Put(s *part.Stage, r part.Rect) {
	var some []part.Box
	var high float32
	for _, h := range p.hits {
		b := p.v.foundInner(h, nil)
		if high += b.Height(r.W) + 2; high > r.H {
			break
		}
		if len(some) > 0 {
			some = append(some, part.Padded(28, 0, part.Rule{Ink: p.v.Palette.Line}))
		}
		some = append(some, b)
	}
	if len(some) == 0 {
		return
	}
	card := p.v.card(part.Column(0, some...))
	r.H = card.Height(r.W)
	card.Put(s, r)
}

// well is the ground of the keys.
func (v *View) well(b part.Box) part.Box {
	return part.Card{Face: part.Face{Fill: v.Palette.Well, Outline: v.Palette.Outline, Frame: v.Palette.Line}, Box: part.Padded(v.margin(), v.boardGap(), b)}
}

// typeAgain brings the keys back where the field is out of reach.
func (v *View) typeAgain() part.Box {
	if !v.Modes.Low {
		return nil
	}
	return v.second("query", "keyboard", v.w("search.type"), 92, v.set("board", ""))
}

// find asks the kiosk; a kiosk that cannot answer finds nothing.
func (v *View) find() catalog.Found {
	kind := catalog.Kind(v.get("kind"))
	if only := catalog.Kind(v.get("only")); only != "" {
		kind = only
	}
	found, err := v.Desk.Find(catalog.Search{Words: v.get("q"), Lang: v.Words.Lang, Kind: kind, Limit: 60, Keys: v.keys()})
	if err != nil {
		return catalog.Found{Next: v.keys()}
	}
	if v.get("only") != "" {
		found.Counts = map[catalog.Kind]int{kind: found.Counts[kind]}
	}
	return found
}

// query shows what was typed.
func (v *View) query(found catalog.Found, high float32) part.Box {
	p := v.Palette
	q := strings.ToUpper(v.get("q"))
	words := part.Line(2, v.text(q, theme.H2.Of(44)), part.Fix{W: 4, H: 52, Box: part.Bar{High: 52, Track: p.Accent}})
	if q == "" {
		words = part.Line(8, part.Fix{W: 4, H: 52, Box: part.Bar{High: 52, Track: p.Accent}}, part.Grow{Box: part.Text{Words: v.w("search.hint"), Style: theme.Body.Of(34), Ink: p.Ink2, Lines: 1}})
	}
	row := []part.Box{v.icon("search", 56), part.Grow{Box: words}}
	if q != "" && !v.compact() {
		row = append(row, v.dim(v.Words.Count("search.found", found.Total()), theme.Meta))
	}
	inner := part.Box(part.Line(20, row...))
	if v.get("board") == "none" && !v.Modes.Low {
		inner = part.Tap{Key: "query", Do: v.set("board", ""), Face: part.Face{Fill: p.Surface, Radius: theme.RadiusM, Press: p.Tint}, Box: part.AtLeast{H: high - 24, Box: inner}}
	}
	var wipe part.Box
	if q != "" && !v.Modes.Low {
		wipe = part.Fix{W: 88, H: 84, Box: part.Tap{Key: "wipe", Do: v.wipe, Face: v.sand(theme.RadiusM), Box: part.Middle{Box: v.icon("close", 48)}}}
	}
	face := part.Face{Fill: p.Surface, Radius: theme.RadiusL, Line: p.Primary, Stroke: 3, Edge: p.Edge}
	return part.Fix{H: high, Box: part.Card{Face: face, Box: part.Pad{L: 36, T: 12, R: 16, B: 12, Box: part.Line(16, part.Grow{Box: inner}, wipe)}}}
}

// foundKinds are the kinds that what was found is of, to choose from.
func (v *View) foundKinds(found catalog.Found) part.Box {
	if len(found.Counts) < 2 || found.Guess {
		return nil
	}
	options := []option{{"", v.w("all") + " " + strconv.Itoa(found.Total())}}
	for _, k := range foundOrder {
		if n := found.Counts[k]; n > 0 && len(options) < 5 {
			options = append(options, option{string(k), v.w("found."+string(k)) + " " + strconv.Itoa(n)})
		}
	}
	return v.chips("kind", options)
}

// foundOrder is the order in which kinds are offered.
var foundOrder = []catalog.Kind{catalog.KindGuide, catalog.KindFee, catalog.KindOffice, catalog.KindChannel, catalog.KindCounter, catalog.KindNotice,
	catalog.KindDisclosure, catalog.KindDecision, catalog.KindPower, catalog.KindCommitment, catalog.KindTopic, catalog.KindPost, catalog.KindRequest, catalog.KindReport, catalog.KindCalendar}

// results lists what was found; before anything is typed, what is opened
// often.
func (v *View) results(found catalog.Found) part.Box {
	q := v.get("q")
	rows := v.resume(found)
	switch {
	case q == "":
		rows = append(rows, part.Heading{Box: v.groupRow(v.w("search.frequent"))})
		rows = append(append(rows, v.frequent(8)...), v.link(row{left: v.disc("table_view", 68, 40), title: v.w("search.browse")}, Route{Path: "topics"}))
	case found.Total() == 0:
		rows = append(rows, part.Heading{Box: v.groupRow(v.noneTitle(found))})
		fallthrough
	default:
		for _, h := range found.Hits {
			rows = append(rows, v.foundRow(h))
		}
	}
	if q != "" && found.Total() == 0 {
		rows = append(rows, v.link(row{left: v.disc("directions_walk", 68, 40), title: v.windowTitle()}, v.generalWindow()))
	}
	return v.rows("found/"+q+"/"+v.get("kind"), rows...)
}

// noneTitle says that nothing was found, and whether there are guesses.
func (v *View) noneTitle(found catalog.Found) string {
	none := v.w("search.none", "q", strings.ToUpper(v.get("q")))
	if len(found.Hits) == 0 {
		return none
	}
	return v.joined(none, v.w("search.meant"))
}

// windowTitle names the general window and where it is.
func (v *View) windowTitle() string {
	r := v.lookup(v.Desk.State().GeneralWindow)
	if r == nil {
		return v.w("ask.window")
	}
	if c, ok := r.Body.(*catalog.Counter); ok {
		return v.w("search.window", "place", v.place(c))
	}
	return v.t(r.Title)
}

// foundRow is one record that was found, with what matched marked.
func (v *View) foundRow(h catalog.Hit) part.Box {
	to := To(h.ID)
	return part.Tap{Key: "row/" + to.String(), Do: v.open(to), Face: v.rowFace(), Box: v.foundInner(h, part.Icon{Name: "chevron_right", Size: 44, Ink: v.Palette.Ink2})}
}

// foundInner is the inside of such a row; at its end stands arrow, if any.
func (v *View) foundInner(h catalog.Hit, arrow part.Box) part.Box {
	icon, sub, price := v.foundFacts(h)
	title := v.hit(v.t(h.Head.Title), h.Title, theme.RowTitle)
	second := part.Box(part.Text{Words: sub, Style: theme.Meta.Leading(1.4), Ink: v.Palette.Ink2, Lines: 1})
	if price != "" {
		second = part.Wrapped{Gap: 20, Of: []part.Box{second, v.in(v.Palette.OK, price, theme.Label.Leading(1.4))}}
	}
	words := part.Column(0, title, v.foundWords(h), second)
	inner := part.Line(24, v.disc(icon, 68, 40), part.Grow{Box: words}, arrow)
	return part.AtLeast{H: 128, Box: part.Padded(28, 12, inner)}
}

// foundWords is the alias or the piece of the text that matched.
func (v *View) foundWords(h catalog.Hit) part.Box {
	if h.Words == "" {
		return nil
	}
	return v.hit(h.Words, h.Marks, theme.Meta.Leading(1.4))
}

func (v *View) hit(words string, marks []catalog.Span, style theme.Style) part.HitText {
	p := v.Palette
	t := part.HitText{Words: words, Marks: marks, Style: style, Ink: p.Ink, Hit: p.AccentSoft, HitOn: p.Ink, Lines: 2}
	if !p.Discs {
		t.HitOn = p.OnPrimary
	}
	return t
}

// foundFacts returns the icon of a hit, where it belongs, and what it costs.
func (v *View) foundFacts(h catalog.Hit) (icon, sub, price string) {
	r := v.lookup(h.ID)
	if r == nil {
		return "description", v.officeName(h.Office), ""
	}
	office := v.officeBrief(r.Office)
	switch b := r.Body.(type) {
	case *catalog.Guide:
		where := ""
		if c := v.counters(b.Counters); len(c) > 0 {
			where = v.place(c[0].body)
		}
		fee := ""
		if b.Free || len(b.Fees) > 0 {
			fee, _ = v.feeFact(b)
		}
		return "description", v.joined(office, where), fee
	case *catalog.Fee:
		price := v.priceLine(b.Standard)
		if _, _, free := v.price(b.Standard); free {
			price = v.w("free")
		}
		return "receipt_long", v.joined(office, v.w("entry.fees")), price
	case *catalog.Office:
		return sortIcon(b.Sort.Code), v.joined(v.code("sort", b.Sort), b.Telephone), ""
	case *catalog.Channel:
		return "phone_in_talk", v.joined(v.w("entry.complaints"), v.t(b.Hours)), ""
	case *catalog.Counter:
		return "location_on", v.place(b), ""
	case *catalog.Notice:
		return "campaign", v.joined(v.w("entry.notices"), v.Words.Date(b.Issued)), ""
	}
	return "folder_open", v.joined(office, v.Words.Date(h.Day)), ""
}

// noResult is the whole page when nothing was found and the keys are away.
func (v *View) noResult(found catalog.Found) part.Box {
	sign := part.Column(16, part.Fix{H: 200, Box: v.disc("search_off", 200, 110)},
		part.Text{Words: v.w("search.none", "q", strings.ToUpper(v.get("q"))), Style: theme.H1.Of(48), Ink: v.Palette.Ink, Align: part.Center, Lines: 2},
		part.Text{Words: v.w("search.none.sub"), Style: theme.BodyL.Leading(1.45), Ink: v.Palette.Ink2, Align: part.Center})
	ask := v.primary("ask", "directions_walk", v.windowTitle(), 116, v.open(v.generalWindow()))
	if v.wide() {
		return v.sheet(18, v.query(found, 112), part.Grow{Box: part.Line(40, part.Grow{Box: sign}, part.Grow{Box: part.Full{Box: v.guesses(found)}})}, ask)
	}
	return v.sheet(24, v.query(found, 120), sign, part.Grow{Box: v.guesses(found)}, v.frequentChips(), part.Column(16, v.typeAgain(), ask))
}

// guesses lists what may have been meant, else what is opened often.
func (v *View) guesses(found catalog.Found) part.Box {
	rows := []part.Box{part.Heading{Box: v.groupRow(v.w("search.meant"))}}
	for _, h := range found.Hits[:min(3, len(found.Hits))] {
		rows = append(rows, v.foundRow(h))
	}
	if len(found.Hits) == 0 {
		rows = append([]part.Box{part.Heading{Box: v.groupRow(v.w("search.frequent"))}}, v.frequent(3)...)
	}
	return v.rows("guess", rows...)
}

// frequent are rows of what is opened often.
func (v *View) frequent(n int) []part.Box {
	var rows []part.Box
	for _, id := range v.Desk.Frequent(n) {
		if r := v.lookup(id); r != nil {
			rows = append(rows, v.foundRow(catalog.Hit{Head: r.Heading()}))
		}
	}
	return rows
}

// frequentChips lead to what is opened often, by its plain name.
func (v *View) frequentChips() part.Box {
	var pills []part.Box
	for _, id := range v.Desk.Frequent(5) {
		if r := v.lookup(id); r != nil {
			pills = append(pills, v.candidate("often/"+string(id), v.plainName(r), false, v.open(To(id))))
		}
	}
	if len(pills) == 0 {
		return nil
	}
	return v.section(v.w("search.frequent"), part.Wrapped{Gap: 16, LineGap: 12, Of: pills})
}

// plainName is what people call a record.
func (v *View) plainName(r *catalog.Record) string {
	if g, ok := r.Body.(*catalog.Guide); ok && !g.PlainName.Empty() {
		return v.t(g.PlainName)
	}
	return v.t(r.Title)
}

// candidate is a choice that does something at once.
func (v *View) candidate(key, label string, best bool, do func()) part.Box {
	p := v.Palette
	face, ink := part.Face{Fill: p.Surface, Radius: 40, Line: p.Line, Stroke: 2, Press: p.Tint}, p.Ink
	if best && p.Discs {
		face.Fill, face.Line = p.AccentSoft, p.Accent
	}
	return part.Tap{Key: key, Do: do, Face: face, Box: part.AtLeast{H: 80, Box: part.Padded(28, 4, part.Text{Words: label, Style: theme.H3.Leading(1.3), Ink: ink, Align: part.Center, Lines: 1})}}
}

// typed takes a character of a keyboard, drawn or real.
func (v *View) typed(r rune) {
	q := []rune(v.get("q"))
	if len(q) >= mostTyped || r == ' ' && (len(q) == 0 || q[len(q)-1] == ' ') {
		return
	}
	v.ask(string(append(slices.Clip(q), r)))
}

// ask searches for other words.
func (v *View) ask(q string) {
	v.Memo.Values["q"] = q
	v.Memo.Values["kind"] = ""
	v.Memo.Ink = nil
	v.Act.Redraw()
}

func (v *View) wipe() { v.ask("") }

// missed counts a search that is left without an answer.
func (v *View) missed(found catalog.Found) {
	if r, _ := v.resumed(); r != nil {
		return // a hand-over code, not words
	}
	if c, ok := v.Desk.(Counter); ok && v.get("q") != "" && found.Total() == 0 {
		c.Missed(v.get("q"))
	}
}

// takeBack takes the last stroke or character away.
func (v *View) takeBack() {
	if n := len(v.Memo.Ink); n > 0 {
		v.Memo.Ink = v.Memo.Ink[:n-1]
		v.Act.Redraw()
		return
	}
	q := []rune(v.get("q"))
	v.ask(string(q[:max(0, len(q)-1)]))
}

// pressed takes a key of a real keyboard that is no character.
func (v *View) pressed(name string) bool {
	switch name {
	case KeyBackspace:
		v.takeBack()
	case KeyReturn:
		v.set("board", "none")()
	default:
		return false
	}
	return true
}
