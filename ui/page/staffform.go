package page

import (
	"image/color"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A field is something to fill in. What is in it lies in the memo.
type field struct {
	name  string // unique on the page
	label string
	note  string // stands at the end of the label
	must  bool
	sort  fieldSort
	most  int      // characters; 0 is mostWritten
	of    []option // of a choice: a track of a few, or a list to choose from
	half  bool     // shares its row with the next or the one before
	wrong string   // what is wrong and what to do; "" is well
	box   part.Box // of fieldOther, drawn as it is
}

// A fieldSort says how a field is filled in.
type fieldSort int

const (
	fieldLine   fieldSort = iota // words in one line
	fieldLines                   // words with breaks
	fieldDigits                  // a number, a telephone number, a day
	fieldTrack                   // one of a few
	fieldPick                    // one of many, chosen from a list
	fieldOther                   // something of its own
)

// mostWritten is how many characters a field takes.
const mostWritten = 2000

// value returns what is in a field.
func (d duty) valueOf(name string) string { return d.get("f." + name) }

// put fills a field.
func (d duty) put(name, value string) { d.Memo.Values["f."+name] = value }

// caret is how many characters stand before it.
func (d duty) caret() int {
	n, err := strconv.Atoi(d.get("caret"))
	if most := len([]rune(d.valueOf(d.get("focus")))); err != nil || n > most {
		return most
	}
	return max(0, n)
}

// focus goes into a field, before character at; at below 0 is the end.
func (d duty) focus(f field, at int) {
	if f.name != d.get("focus") {
		d.Memo.Values["spell"] = ""
		d.Memo.Values["script"] = ""
		*d.Memo.Offset("form" + d.get("tab")) = -1
	}
	d.Memo.Values["focus"] = f.name
	d.Memo.Values["caret"] = strconv.Itoa(at)
	if at < 0 {
		d.Memo.Values["caret"] = ""
	}
}

// touch goes into a field by a finger, which wants the keys on the screen.
func (d duty) touch(f field) func(int) {
	return func(at int) {
		d.focus(f, at)
		d.Memo.Values["keys"] = "on"
		d.Act.Redraw()
	}
}

// focused returns the field that is written in, or nil.
func (d duty) focused(all []field) *field {
	for i, f := range all {
		if f.name == d.get("focus") && f.writes() {
			return &all[i]
		}
	}
	return nil
}

// writes reports whether words are typed into the field.
func (f field) writes() bool { return f.sort <= fieldDigits }

// insert puts words where the caret is.
func (d duty) insert(f field, words string) {
	most := f.most
	if most == 0 {
		most = mostWritten
	}
	was, at := []rune(d.valueOf(f.name)), d.caret()
	var some []rune
	for _, r := range words {
		if len(was)+len(some) < most && (unicode.IsPrint(r) || r == '\n' && f.sort == fieldLines) {
			some = append(some, r)
		}
	}
	d.put(f.name, string(slices.Concat(was[:at], some, was[at:])))
	d.Memo.Values["caret"] = strconv.Itoa(at + len(some))
}

// erase takes the character before the caret away, or the one after it.
func (d duty) erase(f field, after bool) {
	was, at := []rune(d.valueOf(f.name)), d.caret()
	from, to := at-1, at
	if after {
		from, to = at, at+1
	}
	if from < 0 || to > len(was) {
		return
	}
	d.put(f.name, string(slices.Concat(was[:from], was[to:])))
	d.Memo.Values["caret"] = strconv.Itoa(from)
}

// step moves the caret.
func (d duty) step(f field, by int) {
	d.Memo.Values["caret"] = strconv.Itoa(min(max(0, d.caret()+by), len([]rune(d.valueOf(f.name)))))
}

// form lists fields, and shows the one that is written in.
func (d duty) form(key string, all []field) part.List {
	var rows []part.Box
	first := 0
	for i := 0; i < len(all); i++ {
		pair := all[i].half && i+1 < len(all) && all[i+1].half
		if f := d.get("focus"); all[i].name == f || pair && all[i+1].name == f {
			first = len(rows)
		}
		if pair {
			rows = append(rows, part.Row{Gap: theme.Gutter, Top: true, Of: []part.Box{part.Grow{Box: d.fieldBox(all[i])}, part.Grow{Box: d.fieldBox(all[i+1])}}})
			i++
			continue
		}
		rows = append(rows, d.fieldBox(all[i]))
	}
	return part.List{Key: key, Free: true, Rows: rows, Gap: 22, Pad: 4, Offset: d.Memo.Offset(key), First: first, Names: d.rail()}
}

// fieldBox is a field with its label, and beneath it what is wrong.
func (d duty) fieldBox(f field) part.Box {
	p := d.Palette
	name := part.Box(part.Grow{Box: d.text(f.label, theme.Label)})
	if f.must {
		name = part.Grow{Box: part.Line(10, d.text(f.label, theme.Label), d.in(p.Bad, d.w("form.must"), theme.Label), part.Grow{Box: part.Space{}})}
	}
	var note part.Box
	if f.note != "" {
		note = d.dim(f.note, theme.Meta)
	}
	all := []part.Box{part.Line(10, name, note), d.input(f)}
	if f.wrong != "" {
		all = append(all, part.Line(10, part.Icon{Name: "error-fill", Size: 34, Ink: p.Bad}, part.Grow{Box: d.in(p.Bad, f.wrong, theme.Label)}))
	}
	return part.Column(8, all...)
}

// day reads a day that was typed, and says what is wrong with it.
func (d duty) day(name string) (catalog.Date, string) {
	s := strings.TrimSpace(d.valueOf(name))
	day, err := catalog.ParseDate(s)
	if err != nil {
		return catalog.Date{}, d.w("form.day", "example", d.Desk.Today().String())
	}
	return day, ""
}

// tint is the colour of a status icon.
func (d duty) signInk(wrong bool) color.NRGBA {
	if wrong {
		return d.Palette.Warn
	}
	return d.Palette.OK
}
