package page

import (
	"time"

	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Where a page has less room than the design, or its targets must lie low,
// its pieces are laid out by what they are: what only informs, what can be
// touched, and the one list that takes the rest. A page has one scroll area:
// what does not fit becomes rows of the list.

// A whole is a piece that stays together, though it is a column. One that is
// low lies in the lower half even while it cannot be touched; one that has
// only buttons may stand beside the list.
type whole struct {
	part.Box
	low, buttons bool
}

// pieces takes columns apart and leaves out what only keeps distance.
func pieces(of ...part.Box) []part.Box {
	var all []part.Box
	for _, b := range of {
		switch b := b.(type) {
		case nil:
		case part.Space:
		case part.Col:
			all = append(all, pieces(b.Of...)...)
		case part.Grow:
			all = append(all, pieces(b.Box)...)
		case part.Full:
			all = append(all, pieces(b.Box)...)
		default:
			all = append(all, b)
		}
	}
	return all
}

// touchable reports whether b has a target, by putting it somewhere.
func (v *View) touchable(b part.Box, w float32) bool {
	s := part.NewStage(v.Frame, v.Palette, part.NewTouch(time.Now), part.NewAlbum())
	b.Put(s, part.Rect{W: w, H: b.Height(w)})
	return len(s.Targets()) > 0
}

// arranged lays pieces out in a place of w by h: as they come where they fit,
// else as rows of a list, with what must not scroll away above and below it.
func (v *View) arranged(gap, w, h float32, all []part.Box) part.Box {
	if at, ok := v.fits(gap, w, h, all); ok {
		placed := append([]part.Box{}, all...)
		if at >= 0 {
			placed[at] = part.Grow{Box: all[at]}
		}
		return part.Column(gap, placed...)
	}
	var head, foot part.Box
	if n := len(all); n > 1 && !v.Modes.Low && all[0].Height(w) < h/4 {
		head, all = all[0], all[1:]
	}
	if n := len(all); n > 1 && v.staysBelow(all[n-1], w, h) {
		foot, all = all[n-1], all[:n-1]
	}
	list := part.List{Key: "page", Free: true, Rows: v.loose(all), Gap: 14, Pad: 4, Offset: v.Memo.Offset("page"), Names: v.rail()}
	switch {
	case foot != nil && v.Frame.Wide() && standsBeside(foot):
		side := part.Fix{W: max(340, foot.Width()), Box: part.Column(0, bottom(), foot)}
		return part.Column(gap, head, part.Grow{Box: part.Line(28, part.Grow{Box: part.Full{Box: list}}, part.Full{Box: side})})
	case foot != nil && v.Modes.Low && list.Names.Next != "" && foot.Width() <= w-320:
		list.Names.Beside, foot = foot, nil
	}
	return part.Column(gap, head, part.Grow{Box: list}, foot)
}

// staysBelow reports whether b is a button that should not scroll away.
func (v *View) staysBelow(b part.Box, w, h float32) bool {
	if isList(b) || b.Height(w) > h/4 && !(v.Frame.Wide() && standsBeside(b)) {
		return false
	}
	return bound(b) || v.touchable(b, w)
}

// standsBeside reports whether b fits beside the list of a panel that lies.
func standsBeside(b part.Box) bool {
	if w, is := b.(whole); is && !w.buttons {
		return false
	}
	return b.Width() <= 440
}

// fits reports whether pieces fit as they come, and which of them takes the
// rest of the height; -1 is none.
func (v *View) fits(gap, w, h float32, all []part.Box) (at int, ok bool) {
	at = -1
	used := gap * float32(len(all)-1)
	for i, b := range all {
		switch list, is := b.(part.List); {
		case !is:
			used += b.Height(w)
		case at >= 0:
			return 0, false // only one can scroll
		default:
			at = i
			used += min(part.LeastList, list.Height(w))
		}
	}
	return at, used <= h
}

func bound(b part.Box) bool {
	w, is := b.(whole)
	return is && w.low
}

func isList(b part.Box) bool {
	_, is := b.(part.List)
	return is
}

// loose are pieces as rows of one list: the rows of a list become cards.
func (v *View) loose(all []part.Box) []part.Box {
	var rows []part.Box
	for _, b := range all {
		l, is := b.(part.List)
		switch {
		case !is:
			rows = append(rows, b)
		case l.Free:
			rows = append(rows, l.Rows...)
		case l.Rule.A == 0: // paragraphs, which belong together
			rows = append(rows, v.card(part.Padded(0, l.Pad, part.Column(l.Gap, l.Rows...))))
		default:
			for _, r := range l.Rows {
				rows = append(rows, v.looseRow(r))
			}
		}
	}
	return rows
}

func (v *View) looseRow(r part.Box) part.Box {
	switch r := r.(type) {
	case part.Heading:
		return r.Box
	case part.Tap:
		r.Face = v.surface(theme.RadiusM)
		return r
	}
	return part.Card{Face: v.surface(theme.RadiusM), Box: r}
}

// low puts what can be touched into the lower half of the screen, and what
// only informs above it as far as there is room.
func (v *View) low(gap, top float32, all []part.Box) part.Box {
	m, w, mid := v.margin(), v.contentWidth(), v.middle()
	room := mid - top - 24 - 16
	var upper, lower []part.Box
	for _, b := range all {
		high := gap + b.Height(w)
		if isList(b) || high > room+gap || bound(b) || v.touchable(b, w) {
			lower = append(lower, b)
			continue
		}
		upper, room = append(upper, b), room-high
	}
	high := v.Frame.H - v.Frame.Bar() - mid - 20
	box := v.arranged(min(gap, 16), w, high, lower)
	return part.Layers{
		part.At{Rect: part.Rect{X: m, Y: top + 24, W: w, H: mid - top - 40}, Box: part.Column(gap, append(upper, bottom())...)},
		part.At{Rect: part.Rect{X: m, Y: mid, W: w, H: high}, Box: box}}
}

// middle is where the lower half begins, with a little for the line above it.
func (v *View) middle() float32 { return v.Frame.H/2 + 8 }

// margin is what a page keeps free at its sides.
func (v *View) margin() float32 {
	if v.compact() {
		return theme.MarginCompact
	}
	return theme.Margin
}
