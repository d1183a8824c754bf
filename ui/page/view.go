package page

import (
	"errors"
	"image"
	"slices"
	"time"

	"mingbai/catalog"
	"mingbai/ui/part"
	"mingbai/ui/text"
	"mingbai/ui/theme"
)

// A View is what one drawing of one page is made from.
type View struct {
	Desk    Desk
	Frame   theme.Frame
	Palette *theme.Palette
	Words   text.Words
	Route   Route
	Memo    *Memo
	Modes   Modes
	Act     Actions

	foreign bool              // some content was shown in Chinese for want of a translation
	years   catalog.Calendars // that were read for this drawing
}

// Actions are what a page may ask of the shell.
type Actions struct {
	Go     func(Route)        // open a page
	Redraw func()             // draw this page again, after a change of the memo
	Zoom   func(Code)         // show a code large
	Lang   func(catalog.Lang) // change the language in place
	Access func()             // open the sheet of modes
	Read   func()             // read this page aloud
	Mode   func(mode string)  // switch a mode on or off
	Print  func()             // print the checklist of the guide on this page
	Back   func()             // one step back
}

// A Code is what the large view of a QR code shows.
type Code struct {
	Purpose string // what opens
	Title   string // of the record
	Link    catalog.Link
	Take    *Take // what else can be taken along; nil for nothing
	Side    int   // which of them is shown: 0 is the link, 1 the first part of the list

	Pictured bool        // it is a picture instead of a code
	Photo    image.Image // the picture; nil where it cannot be shown
}

// A Page is what a route shows.
type Page struct {
	Box     part.Box      // for the whole frame above the bottom bar
	Bare    bool          // no bottom bar
	Whole   bool          // no strip at the top: it has its own
	Picture bool          // the strip at the top lies on a picture
	Anytap  bool          // a touch anywhere leads home
	Turn    time.Duration // how long until it changes by itself, counted from midnight; 0 does not

	Leave func()                 // called when the visitor goes elsewhere; may be nil
	Type  func(rune)             // takes a character of a real keyboard; nil does not
	Key   func(name string) bool // takes another key and reports whether it meant anything; nil does not
	Save  func()                 // keeps what is being written, every ten seconds; nil has nothing to keep
}

// Draw returns the page of v's route. It is composed once more when some of
// its content had no translation, because its head says so.
func Draw(v *View) Page {
	p := v.compose()
	if v.foreign {
		p = v.compose()
	}
	return p
}

func (v *View) compose() Page {
	if p, ok := v.fixed(); ok {
		return p
	}
	r, err := v.Desk.Record(catalog.ID(v.Route.Path))
	if err != nil {
		return v.missing(errors.Is(err, catalog.ErrNoRecord))
	}
	return v.record(r)
}

// fixed returns the page of a route that is no record's.
func (v *View) fixed() (Page, bool) {
	if v.staffRoute() {
		return v.staff(), true
	}
	switch v.Route.Path {
	case "", "home":
		return v.home(), true
	case "attract":
		return v.attract(), true
	case "search":
		return v.searching(), true
	case "fees":
		return v.fees(""), true
	case "offices":
		return v.offices(""), true
	case "complaints":
		return v.complaints(), true
	case "disclosure":
		return v.disclosures(), true
	case "notices":
		return v.notices(), true
	case "decisions", "powers", "reports", "topics":
		return v.gathering(v.Route.Path), true
	case "request":
		return v.askInformation(), true
	case "about":
		return v.about(), true
	case "survey":
		return v.survey(), true
	case "care":
		return v.care(), true
	case "utilities":
		return v.utilities(), true
	case "held":
		return v.held(), true
	}
	id := catalog.ID(v.Route.Path)
	switch {
	case id.Kind() == "disclosure" && slices.Contains(catalog.Columns(), id.Name()):
		return v.column(id.Name()), true
	case id.Kind() == "enterprise":
		return v.enterprise(id.Name()), true
	}
	return Page{}, false
}

// record returns the page of a record by its kind.
func (v *View) record(r *catalog.Record) Page {
	switch b := r.Body.(type) {
	case *catalog.Office:
		return v.office(r, b)
	case *catalog.Counter:
		return v.offices(r.ID)
	case *catalog.Guide:
		return v.guide(r, b)
	case *catalog.Fee:
		if v.get("tab") == "calculate" {
			return v.calculator(r, b)
		}
		return v.fees(r.ID)
	case *catalog.Post:
		return v.post(r, b)
	case *catalog.Commitment:
		return v.commitment(r, b)
	case *catalog.Channel:
		return v.channel(r, b)
	case *catalog.Power:
		return v.power(r, b)
	case *catalog.Disclosure:
		return v.document(r, b)
	case *catalog.Decision:
		return v.decision(r, b)
	case *catalog.Request:
		return v.request(r, b)
	case *catalog.Report:
		return v.report(r, b)
	case *catalog.Notice:
		return v.notice(r, b)
	case *catalog.Topic:
		return v.topic(r, b)
	case *catalog.Calendar:
		return v.calendar(r, b)
	}
	return v.plain(r)
}

// browse returns heads, and none when the shelf cannot answer: the page then
// says whom to ask.
func (v *View) browse(q catalog.Query) []catalog.Head {
	heads, err := v.Desk.Browse(q)
	if err != nil {
		return nil
	}
	return heads
}

// lookup returns a record, or nil.
func (v *View) lookup(id catalog.ID) *catalog.Record {
	if id == "" {
		return nil
	}
	r, err := v.Desk.Record(id)
	if err != nil {
		return nil
	}
	return r
}

// bodies returns the records that q chooses whose body is a T.
func bodies[T catalog.Body](v *View, q catalog.Query) []of[T] {
	var all []of[T]
	for _, h := range v.browse(q) {
		if r := v.lookup(h.ID); r != nil {
			if b, ok := r.Body.(T); ok {
				all = append(all, of[T]{r, b})
			}
		}
	}
	return all
}

// of is a record with its body.
type of[T catalog.Body] struct {
	*catalog.Record
	body T
}

// wide reports whether a page has the room of a panel that lies: in elder
// mode, with the buttons low and on small panels it is laid out as one column.
func (v *View) wide() bool { return v.Frame.Wide() && !v.Frame.Compact() && !v.Modes.Low }

// narrow reports whether a page is laid out by its pieces: see flow.go.
func (v *View) narrow() bool { return v.compact() || v.Modes.Low }

// compact reports whether there is less room than the design has.
func (v *View) compact() bool { return v.Frame.Compact() }

// open returns an action that opens a page.
func (v *View) open(r Route) func() { return func() { v.Act.Go(r) } }

// set returns an action that remembers a value and draws the page again.
func (v *View) set(key, value string) func() {
	return func() {
		v.Memo.Values[key] = value
		v.Act.Redraw()
	}
}

// get returns a remembered value.
func (v *View) get(key string) string { return v.Memo.Values[key] }
