package page

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"mingbai/kiosk"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// Digits of a PIN.
const (
	leastPIN = 6
	mostPIN  = 12
)

// door lets staff in: who they are, and their PIN, of which only dots are
// shown.
func (v *View) door(d StaffDesk) Page {
	badges, err := d.Badges()
	if err != nil || len(badges) == 0 {
		return v.nobody(err)
	}
	who, ok := v.badge(badges)
	back := part.Fix{W: 240, H: v.slotHigh(), Box: v.slot("back", "arrow_back", v.w("staff.leave"), false, false, v.open(Route{Path: "home"}))}
	bar := part.Line(24, back, part.Grow{Box: part.Text{Words: v.w("pin.idle"), Style: theme.Meta, Ink: v.Palette.Ink2, Align: part.Right}})
	if !ok {
		return v.staffed(v.staffClock(), v.chooseBadge(badges), bar)
	}
	p := v.staffed(v.staffClock(), v.pinPad(d, who, len(badges) > 1), bar)
	door := d.Door()
	if door.Locked > 0 {
		p.Turn = time.Second
		return p
	}
	p.Type = func(r rune) { v.pinDigit(r) }
	p.Key = func(name string) bool { return v.pinKey(d, who, name) }
	return p
}

// slotHigh is how high a button of the bar is.
func (v *View) slotHigh() float32 {
	if v.wide() {
		return 84
	}
	return 116
}

// nobody says how the first one gets in.
func (v *View) nobody(err error) Page {
	title, body := v.w("pin.nobody"), v.w("pin.nobody.body")
	if err != nil {
		title, body = v.w("staff.broken"), v.w("staff.broken.body")
	}
	back := part.Fix{W: 240, H: v.slotHigh(), Box: v.slot("back", "arrow_back", v.w("staff.leave"), false, false, v.open(Route{Path: "home"}))}
	return v.staffed(v.staffClock(), v.staffSheet(0, part.Grow{Box: v.card(v.emptyState("badge", title, body))}), part.Line(24, back, bottom()))
}

// badge returns who was chosen; the only one there is need not be.
func (v *View) badge(all []kiosk.Badge) (kiosk.Badge, bool) {
	for _, b := range all {
		if b.ID == v.get("badge") {
			return b, true
		}
	}
	return all[0], len(all) == 1
}

// chooseBadge lists who may enter.
func (v *View) chooseBadge(all []kiosk.Badge) part.Box {
	var rows []part.Box
	for _, b := range all {
		choose := func() {
			v.Memo.Values["badge"], v.Memo.Values["pin"], v.Memo.Values["said"] = b.ID, "", ""
			v.Act.Redraw()
		}
		arrow := part.Icon{Name: "chevron_right", Size: 44, Ink: v.Palette.Ink2}
		inner := v.rowBox(row{left: v.disc("badge", 76, 44), title: v.joined(b.ID, b.Name), sub: v.sub(v.w("role." + string(b.Role))), right: arrow})
		rows = append(rows, part.Tap{Key: "badge/" + b.ID, Do: choose, Face: v.rowFace(), Box: inner})
	}
	head := part.Column(8, part.Text{Words: v.w("pin.who"), Style: theme.Greeting.Of(56).Leading(1.3), Ink: v.Palette.Ink, Align: part.Center}, v.doorWords(kiosk.Door{}))
	return v.staffSheet(28, head, part.Grow{Box: v.rows("badges", rows...)})
}

// pinPad is the lock, who is at it, the dots and the keys.
func (v *View) pinPad(d StaffDesk, who kiosk.Badge, more bool) part.Box {
	door := d.Door()
	title := part.Text{Words: v.w("pin.title"), Style: theme.Greeting.Of(56).Leading(1.3), Ink: v.Palette.Ink, Align: part.Center}
	lock := part.Fix{H: 132, Box: v.disc("lock-fill", 132, 76)}
	note := part.Line(18, part.Icon{Name: "shield", Size: 44, Ink: v.Palette.Ink2}, part.Grow{Box: v.dim(v.w("pin.logged"), theme.Body.Leading(1.3))})
	if v.wide() {
		left := part.Column(22, lock, title, v.whoCard(who, more), v.dots(), v.doorWords(door), bottom(), v.enterButton(d, who, door, 104), note)
		return v.staffSheet(0, part.Grow{Box: part.Line(80, part.Grow{Box: part.Full{Box: left}}, part.Fix{W: 800, Box: v.pinKeys(door, 160)})})
	}
	body := part.Column(0, part.Space{H: 76}, lock, part.Space{H: 20}, title, part.Space{H: 30}, v.whoCard(who, more), part.Space{H: 50}, v.dots(),
		part.Space{H: 18}, part.AtLeast{H: 44, Box: v.doorWords(door)}, part.Space{H: 24}, v.pinKeys(door, 160), part.Space{H: 30}, v.enterButton(d, who, door, 112), part.Space{H: 20}, note)
	return part.Padded((v.Frame.W-800)/2, 0, body)
}

// whoCard says whose PIN is asked for, and changes it.
func (v *View) whoCard(who kiosk.Badge, more bool) part.Box {
	var change part.Box
	if more {
		choose := func() { v.Memo.Values["badge"], v.Memo.Values["pin"] = "", ""; v.Act.Redraw() }
		change = part.AtLeast{H: 84, Box: part.Tap{Key: "badge", Do: choose, Face: v.sand(theme.RadiusM),
			Box: part.Padded(26, 4, v.label("", v.w("pin.change"), theme.Body.Of(32).Strong().Leading(1.3), v.Palette.Primary))}}
	}
	name := part.Line(20, v.dim(v.w("pin.badge"), theme.Body.Of(32).Leading(1.3)), part.Grow{Box: v.text(v.joined(who.ID, who.Name), theme.H2.Of(38).Leading(1.3))})
	return v.card(part.AtLeast{H: 120, Box: part.Pad{L: 32, T: 8, R: 20, B: 8, Box: part.Line(20, v.icon("badge", 52), part.Grow{Box: name}, change)}})
}

// dots are as many as were typed, and the fewest that there may be.
func (v *View) dots() part.Box {
	p, n := v.Palette, len(v.get("pin"))
	gap, size := float32(44), float32(48)
	if n > 8 {
		gap, size = 18, 40
	}
	var all []part.Box
	for i := range max(n, leastPIN) {
		face := part.Face{Fill: p.Surface, Radius: size / 2, Line: p.Off, Stroke: 4}
		if i < n {
			face = part.Face{Fill: p.Primary, Radius: size / 2}
		}
		all = append(all, part.Card{Face: face, Box: part.Space{W: size, H: size}})
	}
	return part.Middle{Box: part.Line(gap, all...)}
}

// doorWords say what was wrong, and how often it may be.
func (v *View) doorWords(door kiosk.Door) part.Box {
	p := v.Palette
	words, ink, bold := "", p.Ink2, false
	switch said := v.get("said"); {
	case door.Trying:
		words = v.w("pin.trying")
	case door.Locked > 0:
		words, ink, bold = v.w("pin.locked", "time", v.howLong(door.Locked)), p.Bad, true
	case said == "pin":
		words, ink, bold = v.joined(v.w("pin.wrong"), v.triesLeft(door)), p.Bad, true
	case said == "short":
		words, ink, bold = v.w("pin.short"), p.Bad, true
	case said == "broken":
		words, ink, bold = v.w("staff.broken"), p.Bad, true
	case v.get("locked") != "" && v.get("pin") == "":
		words, ink = v.w("pin.session"), p.Ink
	case door.Tries > 0:
		words = v.triesLeft(door)
	}
	style := theme.Meta
	if bold {
		style = theme.Label.Leading(1.35)
	}
	return part.Text{Words: words, Style: style, Ink: ink, Align: part.Center}
}

func (v *View) triesLeft(door kiosk.Door) string {
	return v.Words.Count("pin.tries", door.Tries) + v.w("pin.then", "time", v.howLong(door.Next))
}

// howLong writes how long something lasts, in minutes or, under two, seconds.
func (v *View) howLong(d time.Duration) string {
	if d < 2*time.Minute && d%time.Minute != 0 {
		return v.Words.Count("span.second", int((d+time.Second-1)/time.Second))
	}
	return v.Words.Count("limit.minute", int((d+time.Minute-1)/time.Minute))
}

// pinKeys are the digits; nothing can be typed while the door is locked.
func (v *View) pinKeys(door kiosk.Door, high float32) part.Box {
	p := v.Palette
	locked := door.Locked > 0
	digit := func(n string) part.Box {
		style := theme.Greeting.Leading(1.2)
		if locked {
			return part.Fix{H: high, Box: part.Card{Face: part.Face{Fill: p.Surface, Radius: theme.RadiusT, Outline: p.Outline, Frame: p.Off},
				Box: middle(part.Text{Words: n, Style: style, Ink: p.Off, Align: part.Center, Disabled: true})}}
		}
		return part.Fix{H: high, Box: part.Tap{Key: "pin/" + n, Do: func() { v.pinDigit(rune(n[0])) }, Again: true, Face: v.surface(theme.RadiusT),
			Box: middle(part.Text{Words: n, Style: style, Ink: p.Ink, Align: part.Center})}}
	}
	fn := func(name string, inner part.Box, do func()) part.Box {
		face := part.Face{Fill: p.WellStrong, Radius: theme.RadiusT, Edge: p.Edge, Press: p.Tint, Outline: p.Outline, Frame: p.Line}
		return part.Fix{H: high, Box: part.Tap{Key: "pin/" + name, Do: do, Again: true, Face: face, Box: inner}}
	}
	var cells []part.Box
	for n := 1; n <= 9; n++ {
		cells = append(cells, digit(strconv.Itoa(n)))
	}
	cells = append(cells, fn("clear", middle(part.Text{Words: v.w("pin.clear"), Style: theme.H2.Leading(1.3), Ink: p.Ink, Align: part.Center}), func() { v.typePIN("") }),
		digit("0"), fn("back", part.Middle{Box: part.Icon{Name: "backspace", Size: 72, Ink: p.Ink}}, v.pinBack))
	return part.Grid{Columns: 3, Gap: 24, Of: cells}
}

// enterButton tries the PIN.
func (v *View) enterButton(d StaffDesk, who kiosk.Badge, door kiosk.Door, high float32) part.Box {
	if door.Locked > 0 || door.Trying {
		words := part.Text{Words: v.w("pin.enter"), Style: theme.Button, Ink: v.Palette.Off, Align: part.Center, Disabled: true}
		return part.AtLeast{H: high, Box: part.Card{Face: part.Face{Fill: v.Palette.Surface, Radius: theme.RadiusM, Outline: v.Palette.Outline, Frame: v.Palette.Off}, Box: middle(words)}}
	}
	return v.primary("pin/enter", "", v.w("pin.enter"), high, func() { v.enter(d, who) })
}

// enter tries what was typed and forgets it at once.
func (v *View) enter(d StaffDesk, who kiosk.Badge) {
	pin := v.get("pin")
	if len(pin) < leastPIN {
		v.Memo.Values["said"] = "short"
		v.Act.Redraw()
		return
	}
	v.Memo.Values["pin"], v.Memo.Values["said"] = "", ""
	d.Enter(who.ID, pin, func(err error) { v.entered(err) })
	v.Act.Redraw()
}

// entered is told what became of a PIN; the page may be another by now, which
// draws what it finds.
func (v *View) entered(err error) {
	var locked *kiosk.Locked
	switch {
	case err == nil:
		v.Memo.Values["locked"], v.Memo.Values["badge"] = "", ""
	case errors.Is(err, kiosk.ErrPIN):
		v.Memo.Values["said"] = "pin"
	case errors.As(err, &locked), errors.Is(err, kiosk.ErrBusy):
	default:
		v.Memo.Values["said"] = "broken"
	}
	v.Act.Redraw()
}

// pinDigit takes a digit of a keyboard, drawn or real.
func (v *View) pinDigit(r rune) {
	if pin := v.get("pin"); strings.ContainsRune("0123456789", r) && len(pin) < mostPIN {
		v.typePIN(pin + string(r))
	}
}

func (v *View) pinBack() {
	pin := v.get("pin")
	v.typePIN(pin[:max(0, len(pin)-1)])
}

func (v *View) typePIN(pin string) {
	v.Memo.Values["pin"], v.Memo.Values["said"] = pin, ""
	v.Act.Redraw()
}

// pinKey takes a key of a real keyboard.
func (v *View) pinKey(d StaffDesk, who kiosk.Badge, name string) bool {
	switch name {
	case KeyBackspace:
		v.pinBack()
	case KeyReturn, KeyEnter:
		v.enter(d, who)
	default:
		return false
	}
	return true
}
