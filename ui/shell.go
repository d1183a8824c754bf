package ui

import (
	"fmt"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"mingbai/catalog"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/text"
	"mingbai/ui/theme"
)

// A Shell is the one window's content. All of its methods belong to the
// goroutine that draws, but for those of the timer, which call fyne.Do.
type Shell struct {
	desk       page.Desk
	touch      *part.Touch
	album      *part.Album
	root       *fyne.Container
	below      *fyne.Container   // the page
	above      *fyne.Container   // what lies over it
	ring       *fyne.Container   // around what a keyboard has chosen
	spark      *canvas.Rectangle // nothing to see: what the toolkit is told has changed
	size       fyne.Size
	session    session
	idle       Idle
	asking     bool
	started    bool
	timer      *time.Timer
	nap        *time.Timer
	tidy       time.Time      // when to paint once more; zero when it is done
	page       page.Page      // drawn last
	record     bool           // it is the page of a record that was there
	generation int64          // of the content it was drawn from
	stages     [2]*part.Stage // of the page and of what lies over it, drawn last
	focus      string         // key of the target that a keyboard has chosen
	shift      bool
	keypad     bool // the last key put down was one of the keypad
	drawn      []part.Mark
	warn       time.Duration
	way        wayIn // for staff
	duty       duty  // of staff who are in

	// Trace is told in a line what happens, where it is set.
	Trace func(string)
	// Guard keeps pages that could not be drawn from being drawn again, where
	// it is set.
	Guard Guard
}

// NewShell returns a shell that asks desk, showing the attract screen.
func NewShell(desk page.Desk) *Shell {
	s := &Shell{desk: desk, warn: WarnAfter, session: newSession(), album: part.NewAlbum(), below: container.NewWithoutLayout(), above: container.NewWithoutLayout()}
	s.touch = part.NewTouch(time.Now)
	s.touch.Any = s.touched
	s.touch.Around = s.Try
	s.touch.Scale = func() float32 { return s.frame().Scale }
	s.touch.Scrolled = func(key string, y float32) { s.tell("scroll %s %.0f", key, y) }
	s.touch.Down = s.blur
	s.touch.Finger = s.finger
	s.ring = container.NewWithoutLayout()
	s.spark = canvas.NewRectangle(color.Transparent)
	s.root = container.New(filled{s}, s.below, s.above, s.ring, s.spark)
	return s
}

// Idle sets how long the screen waits before it asks whether anybody is
// there; [WarnAfter] where it is never called.
func (s *Shell) Idle(d time.Duration) { s.warn = d }

// HideCursor hides the pointer over the whole window, as a touch screen
// wants it.
func (s *Shell) HideCursor(hide bool) {
	if hide {
		s.root.Add(newNoCursor())
	}
}

func (s *Shell) tell(format string, args ...any) {
	if s.Trace != nil {
		s.Trace(fmt.Sprintf(format, args...))
	}
}

// Content is what the window shows.
func (s *Shell) Content() fyne.CanvasObject { return s.root }

// filled lays the page out whenever the window changes its size.
type filled struct{ shell *Shell }

func (f filled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (f filled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
	if size != f.shell.size && size.Width > 1 {
		f.shell.size = size
		f.shell.Try(f.shell.draw)
	}
}

func (s *Shell) frame() theme.Frame {
	f := theme.NewFrame(max(1, s.size.Width), max(1, s.size.Height), s.desk.State().PanelWidthMM)
	if s.modes().Elder && !s.atRest() {
		return f.Enlarged(theme.ElderGrowth)
	}
	return f.Enlarged(1)
}

// modes are those that are on; the pages of the staff have none.
func (s *Shell) modes() page.Modes {
	if s.staffed() {
		return page.Modes{}
	}
	return s.session.modes
}

func (s *Shell) palette() *theme.Palette {
	switch m := s.modes(); {
	case m.Contrast:
		return theme.HighContrast()
	case m.Elder:
		return theme.Elder()
	}
	return theme.Standard()
}

// Open shows a route, as a touch on the way to it would.
func (s *Shell) Open(r page.Route) {
	s.leave()
	s.session.push(r)
	s.session.code, s.session.choosing, s.session.printing = nil, false, false
	s.tell("open %s", r)
	s.count(r)
	s.touch.PageChanged()
	s.draw()
	s.wait()
}

// leave tells the page that the visitor goes elsewhere.
func (s *Shell) leave() {
	if s.page.Leave != nil {
		s.page.Leave()
		s.page.Leave = nil
	}
}

// count tells the kiosk which record was opened.
func (s *Shell) count(r page.Route) {
	c, ok := s.desk.(page.Counter)
	if !ok || s.staffed() {
		return
	}
	if id := catalog.ID(r.Path); id.Check() == nil {
		c.Opened(id)
	}
}

// Language switches the language in place.
func (s *Shell) Language(l catalog.Lang) {
	s.session.lang = l
	s.tell("language %s", l)
	s.draw()
}

// Mode switches a mode on or off and reports whether there is such a mode;
// "standard" switches off what changes the look.
func (s *Shell) Mode(name string) bool {
	if !s.session.modes.Toggle(name) {
		return false
	}
	s.tell("mode %s", name)
	s.touched()
	s.touch.PageChanged()
	s.draw()
	return true
}

func (s *Shell) back() {
	s.leave()
	if s.session.back() {
		s.tell("back %s", s.session.current().route)
		s.touch.PageChanged()
		s.draw()
	}
}

// Zoom shows a code large, as a touch of it does.
func (s *Shell) Zoom(c page.Code) {
	s.session.code = &c
	s.tell("zoom %s", c.Link.URL)
	s.touch.PageChanged()
	s.touched()
	s.drawAbove()
}

func (s *Shell) closeZoom() {
	s.session.code = nil
	s.touch.PageChanged()
	s.touched()
	s.drawAbove()
}

// access opens the sheet of modes, and closes it.
func (s *Shell) access() {
	s.session.choosing = !s.session.choosing
	s.tell("sheet %v", s.session.choosing)
	s.touch.PageChanged()
	s.touched()
	s.drawAbove()
}

// view is what the current visit is drawn from.
func (s *Shell) view() *page.View {
	v := s.session.current()
	return &page.View{Desk: s.desk, Frame: s.frame(), Palette: s.palette(), Words: text.In(s.session.lang), Route: v.route, Memo: v.memo, Modes: s.modes(),
		Act: page.Actions{Go: s.Open, Redraw: s.draw, Zoom: s.Zoom, Lang: s.Language, Access: s.access, Read: s.ReadAloud, Print: s.print,
			Mode: func(name string) { s.Mode(name) }, Back: s.back}}
}

// draw puts the current page anew, and what lies over it.
func (s *Shell) draw() {
	if s.size.Width <= 1 {
		return
	}
	s.settleDuty()
	v := s.view()
	f := v.Frame
	stage := part.NewStage(f, v.Palette, s.touch, s.album)
	if v.Palette.Bg != theme.Standard().Bg { // which the window is filled with
		part.Card{Face: part.Face{Fill: v.Palette.Bg}, Box: part.Space{}}.Put(stage, part.Rect{W: f.W, H: f.H})
	}
	p := s.compose(v)
	s.page = p
	_, err := s.desk.Record(catalog.ID(v.Route.Path))
	s.record = err == nil
	if state := s.desk.State(); state.Generation != s.generation {
		s.generation = state.Generation
		s.tell("shows edition %d", state.Edition)
	}
	if w, ok := s.desk.(page.Watched); ok {
		w.Shown(s.generation)
	}
	var anywhere func()
	if p.Anytap {
		anywhere = func() { s.Open(page.Route{Path: "home"}) }
	}
	stage.Catch(anywhere, part.Rect{W: f.W, H: f.H})
	high := f.H
	if !p.Bare {
		high -= f.Bar()
	}
	p.Box.Put(stage, part.Rect{W: f.W, H: high})
	if !p.Whole {
		v.Strip(p.Picture).Put(stage, part.Rect{W: f.W, H: f.Top()})
	}
	if !p.Bare {
		v.Bar(s.session.current().route.Path != "home", s.back).Put(stage, part.Rect{Y: f.H - f.Bar(), W: f.W, H: f.Bar()})
	}
	s.drawn, s.stages[0] = stage.Marks(), stage
	s.below.Objects = stage.Objects()
	s.paint()
	s.tidy = s.touch.Now().Add(TidyAfter)
	s.drawAbove()
}

// drawAbove puts the large code or the question whether anybody is there.
func (s *Shell) drawAbove() {
	var box part.Box
	v := s.view()
	stage := part.NewStage(v.Frame, v.Palette, s.touch, part.NewAlbum())
	whole := part.Rect{W: v.Frame.W, H: v.Frame.H}
	var anywhere func()
	switch _, left := s.idle.Stage(s.touch.Now()); {
	case s.asking:
		box, anywhere = v.Timeout(left, int(s.idle.Count()/time.Second), s.stay, s.reset), s.stay
	case s.session.printing:
		box = v.Print(s.retry, s.endPrint)
	case s.session.code != nil:
		box = v.Zoom(*s.session.code, s.closeZoom)
	case s.session.choosing:
		box, anywhere = v.AccessSheet(s.access), s.access
	}
	if box != nil {
		stage.Catch(anywhere, whole)
		box.Put(stage, whole)
	}
	s.drawn = append(s.drawn, stage.Marks()...)
	s.stages[1] = stage
	s.above.Objects = stage.Objects()
	s.encircle()
	s.paint()
}

// paint asks the toolkit for a new picture. What lies on the page is new and
// knows its look: refreshing it all would only draw every image again.
func (s *Shell) paint() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.spark); c != nil {
		c.Refresh(s.spark)
	}
}

// reachable returns what can be touched on the page and over it.
func (s *Shell) reachable() []part.Target {
	var all []part.Target
	for _, stage := range s.stages {
		if stage != nil {
			all = append(all, stage.Targets()...)
		}
	}
	return all
}

// Targets returns what could be touched when the page was drawn last, in
// pixels of the window.
func (s *Shell) Targets() []part.Target {
	k := s.frame().Scale
	var all []part.Target
	for _, t := range s.reachable() {
		t.At = part.Rect{X: k * t.At.X, Y: k * t.At.Y, W: k * t.At.W, H: k * t.At.H}
		all = append(all, t)
	}
	return all
}

// Route returns what is shown.
func (s *Shell) Route() page.Route { return s.session.current().route }

// Growth is how much larger everything is than in the design.
func (s *Shell) Growth() float32 {
	w, h := s.size.Width, s.size.Height
	return s.frame().Scale / theme.NewFrame(max(1, w), max(1, h), 0).Scale
}

// Tap touches the target called key and reports whether there is one: what
// a keyboard or a test does instead of a finger.
func (s *Shell) Tap(key string) bool {
	for _, t := range slices.Backward(s.reachable()) {
		if t.Key == key {
			t.Tap()
			return true
		}
	}
	return false
}

// Drawn returns the texts that were put last, with their grounds.
func (s *Shell) Drawn() []part.Mark { return s.drawn }
