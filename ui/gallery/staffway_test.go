package gallery_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// under returns what lies uppermost at a place and takes a finger.
func under(o fyne.CanvasObject, origin, at fyne.Position) desktop.Mouseable {
	pos := origin.Add(o.Position())
	inside := at.X >= pos.X && at.Y >= pos.Y && at.X < pos.X+o.Size().Width && at.Y < pos.Y+o.Size().Height
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		if !inside {
			return nil
		}
		children = test.WidgetRenderer(o).Objects()
	}
	for i := len(children) - 1; i >= 0; i-- {
		if m := under(children[i], pos, at); m != nil {
			return m
		}
	}
	if m, ok := o.(desktop.Mouseable); ok && inside {
		return m
	}
	return nil
}

// A hand touches a shell at places.
type hand struct{ s *ui.Shell }

func (h hand) event(x, y float32, do func(desktop.Mouseable, *desktop.MouseEvent)) {
	at := fyne.NewPos(x, y)
	if m := under(h.s.Content(), fyne.NewPos(0, 0), at); m != nil {
		e := &desktop.MouseEvent{}
		e.AbsolutePosition = at
		do(m, e)
	}
}

func (h hand) down(x, y float32) {
	h.event(x, y, func(m desktop.Mouseable, e *desktop.MouseEvent) { m.MouseDown(e) })
}

func (h hand) up(x, y float32) {
	h.event(x, y, func(m desktop.Mouseable, e *desktop.MouseEvent) { m.MouseUp(e) })
}

func (h hand) touch(x, y float32) {
	h.down(x, y)
	time.Sleep(80 * time.Millisecond)
	h.up(x, y)
	time.Sleep(300 * time.Millisecond)
}

func (h hand) hold(x, y float32, d time.Duration) {
	h.down(x, y)
	time.Sleep(d)
	h.up(x, y)
	time.Sleep(300 * time.Millisecond)
}

// corners touches the corners clockwise from the mark.
func (h hand) corners(size fyne.Size) {
	for _, at := range [][2]float32{{30, 30}, {size.Width - 30, 30}, {size.Width - 30, size.Height - 30}, {30, size.Height - 30}} {
		h.touch(at[0], at[1])
	}
}

// A watched shell runs in virtual time.
type watched struct {
	*ui.Shell
	hand
	desk *staffDesk
	said []string
}

// route returns what was opened last.
func (w *watched) route() string {
	for i := len(w.said) - 1; i >= 0; i-- {
		for _, word := range []string{"open ", "back "} {
			if s, ok := strings.CutPrefix(w.said[i], word); ok {
				return s
			}
		}
		if w.said[i] == "reset" {
			return "attract"
		}
		if w.said[i] == "staff locked" {
			return "staff"
		}
	}
	return ""
}

// watch runs a shell in virtual time, with a page opened.
func watch(t *testing.T, d *staffDesk, route string, size fyne.Size, do func(w *watched)) {
	t.Helper()
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	synctest.Test(t, func(t *testing.T) {
		s := ui.NewShell(d)
		w := &watched{Shell: s, hand: hand{s}, desk: d}
		s.Trace = func(words string) { w.said = append(w.said, words) }
		s.Open(page.ParseRoute(route))
		s.Content().Resize(size)
		s.Start()
		defer s.Stop()
		time.Sleep(time.Second)
		do(w)
	})
}

const markX, markY = 80, 50

// TestStaffWayIn holds the mark and touches the corners, on pages with and
// without something to touch there.
func TestStaffWayIn(t *testing.T) {
	for name, size := range panels {
		for _, route := range []string{"attract", "home", "guide/pension-enrolment", "search"} {
			t.Run(name+"/"+route, func(t *testing.T) {
				watch(t, newStaffDesk(t), route, size, func(w *watched) {
					w.hold(markX, markY, ui.HoldMark)
					if got := w.route(); got != route {
						t.Fatalf("the hold leads to %q", got)
					}
					w.corners(size)
					if got := w.route(); got != "staff" {
						t.Errorf("the way leads to %q, want the door", got)
					}
				})
			})
		}
	}
}

// TestNoAccidentalWayIn goes ways that lead nowhere.
func TestNoAccidentalWayIn(t *testing.T) {
	size := panels["upright"]
	right, low := size.Width-30, size.Height-30
	for name, do := range map[string]func(w *watched){
		"corners alone":    func(w *watched) { w.corners(size) },
		"a short hold":     func(w *watched) { w.hold(markX, markY, ui.HoldMark-100*time.Millisecond); w.corners(size) },
		"a hold beside it": func(w *watched) { w.hold(540, 50, 4*time.Second); w.corners(size) },
		"the other way": func(w *watched) {
			w.hold(markX, markY, ui.HoldMark)
			w.touch(30, 30)
			w.touch(30, low)
			w.touch(right, low)
			w.touch(right, 30)
		},
		"a corner left out": func(w *watched) {
			w.hold(markX, markY, ui.HoldMark)
			w.touch(right, 30)
			w.touch(right, low)
			w.touch(30, low)
		},
		"too slow": func(w *watched) {
			w.hold(markX, markY, ui.HoldMark)
			w.touch(30, 30)
			w.touch(right, 30)
			time.Sleep(ui.CornersWithin)
			w.touch(right, low)
			w.touch(30, low)
		},
		"a touch in between": func(w *watched) {
			w.hold(markX, markY, ui.HoldMark)
			w.touch(30, 30)
			w.touch(540, 50)
			w.touch(right, 30)
			w.touch(right, low)
			w.touch(30, low)
		},
		"a finger that moves": func(w *watched) {
			w.down(markX, markY)
			time.Sleep(ui.HoldMark)
			w.up(markX+60, markY)
			time.Sleep(300 * time.Millisecond)
			w.corners(size)
		},
	} {
		t.Run(name, func(t *testing.T) {
			watch(t, newStaffDesk(t), "about", size, func(w *watched) {
				do(w)
				if got := w.route(); strings.HasPrefix(got, "staff") {
					t.Errorf("it leads to the door")
				}
			})
		})
	}
}

// TestCornersAreNotTouchedThrough finds nothing pressed on the way in, and
// the corners as they were when it is not gone.
func TestCornersAreNotTouchedThrough(t *testing.T) {
	size := panels["upright"]
	watch(t, newStaffDesk(t), "guide/pension-enrolment", size, func(w *watched) {
		n := len(w.said)
		w.hold(markX, markY, ui.HoldMark)
		w.touch(30, 30)
		w.touch(size.Width-30, 30)
		w.touch(size.Width-30, size.Height-70)
		if len(w.said) != n {
			t.Errorf("on the way something happened: %v", w.said[n:])
		}
		time.Sleep(2 * ui.CornersWithin)
		w.touch(70, size.Height-70)
		if got := w.said[len(w.said)-1]; !strings.HasPrefix(got, "back") {
			t.Errorf("afterwards back does %q", got)
		}
	})
}

// TestNoDoorWithoutStaff goes the way at a kiosk that has none.
func TestNoDoorWithoutStaff(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	content := newDesk(t)
	synctest.Test(t, func(t *testing.T) {
		s := ui.NewShell(content)
		var said []string
		s.Trace = func(words string) { said = append(said, words) }
		s.Content().Resize(panels["upright"])
		s.Start()
		defer s.Stop()
		s.Open(page.ParseRoute("home"))
		time.Sleep(time.Second)
		h := hand{s}
		h.hold(markX, markY, ui.HoldMark)
		h.corners(panels["upright"])
		for _, words := range said {
			if strings.Contains(words, "staff") {
				t.Errorf("%s", words)
			}
		}
	})
}

// TestDoorIsLeftAfterAWhile finds the PIN page gone after twenty seconds,
// and what was typed with it.
func TestDoorIsLeftAfterAWhile(t *testing.T) {
	watch(t, newStaffDesk(t), "staff?badge=RS-017", panels["upright"], func(w *watched) {
		w.Tap("pin/2")
		time.Sleep(ui.PINAfter - time.Second)
		if w.route() == "attract" {
			t.Error("it left before twenty seconds were over")
		}
		time.Sleep(2 * time.Second)
		if w.route() != "attract" {
			t.Errorf("after twenty seconds the screen is at %s", w.route())
		}
	})
}

// TestSessionLocksAfterAWhile keeps the draft, ends the session and goes to
// the door; every touch begins the time anew.
func TestSessionLocksAfterAWhile(t *testing.T) {
	watch(t, newStaffDesk(t).enter("RS-017"), "staff/amend/office/social-insurance?field=hours", panels["upright"], func(w *watched) {
		w.Tap("f/part0.zh")
		for range 4 {
			time.Sleep(ui.StaffAfter - 5*time.Second)
			w.touch(540, 130)
		}
		if w.desk.in == nil {
			t.Fatal("it locked in spite of touches")
		}
		w.Typed('9')
		time.Sleep(ui.StaffAfter + time.Second)
		if w.desk.in != nil || w.route() != "staff" {
			t.Errorf("after %v somebody is still in, at %s", ui.StaffAfter, w.route())
		}
		if !says(w.Shell, "已自动锁定，草稿已保存") {
			t.Errorf("it does not say why:\n%s", texts(w.Shell))
		}
		if body := string(w.desk.drafts["office/social-insurance#hours"]); !strings.Contains(body, "9") {
			t.Errorf("the draft is %q", body)
		}
		time.Sleep(ui.PINAfter + time.Second)
		if w.route() != "attract" {
			t.Errorf("then the screen stays at %s", w.route())
		}
	})
}

// TestSessionThatTheKioskEnded goes to the door as well, and not to the
// visitors' pages at once.
func TestSessionThatTheKioskEnded(t *testing.T) {
	watch(t, newStaffDesk(t).enter("RS-017"), "staff/edit/notice/h-02", panels["upright"], func(w *watched) {
		time.Sleep(ui.StaffAfter - 2*time.Second)
		w.desk.in = nil
		time.Sleep(3 * time.Second)
		if w.route() != "staff" || !says(w.Shell, "已自动锁定，草稿已保存") {
			t.Errorf("the screen is at %s, after %q:\n%s", w.route(), w.said, texts(w.Shell))
		}
		w.Tap("badge/RS-021")
		w.Tap("bar/back")
		if says(w.Shell, "周六上午加开社保窗口") {
			t.Error("the next one sees what was written")
		}
	})
}

// TestAutosave keeps what is being written every ten seconds, and only where
// it changed.
func TestAutosave(t *testing.T) {
	watch(t, newStaffDesk(t).enter("RS-017"), "staff/edit/notice/h-new0", panels["upright"], func(w *watched) {
		time.Sleep(35 * time.Second)
		if w.desk.saved != 0 {
			t.Errorf("%d times saved without a change", w.desk.saved)
		}
		w.Tap("f/title.zh")
		w.Tap("script/latin")
		w.Typed('A')
		time.Sleep(ui.SaveEvery + time.Second)
		if w.desk.saved != 1 {
			t.Errorf("%d times saved after one change", w.desk.saved)
		}
		time.Sleep(3 * ui.SaveEvery)
		w.Typed('B')
		w.Tap("bar/back")
		if got := string(w.desk.drafts["notice/h-new0#"]); w.desk.saved != 2 || !strings.Contains(got, `"title.zh":"AB"`) {
			t.Errorf("%d times saved, the last %s", w.desk.saved, got)
		}
	})
}

// TestLeavingEndsTheSession goes to public pages by every way there is.
func TestLeavingEndsTheSession(t *testing.T) {
	for name, leave := range map[string]func(w *watched){
		"exit":  func(w *watched) { w.Tap("staff/exit") },
		"back":  func(w *watched) { w.Tap("bar/back") },
		"route": func(w *watched) { w.Open(page.ParseRoute("home")) },
	} {
		t.Run(name, func(t *testing.T) {
			watch(t, newStaffDesk(t).enter("RS-017"), "staff", panels["upright"], func(w *watched) {
				leave(w)
				if w.desk.in != nil {
					t.Error("somebody is still in")
				}
			})
		})
	}
}

// TestLateAnswerLetsNobodyIn leaves the door while a PIN is being checked.
func TestLateAnswerLetsNobodyIn(t *testing.T) {
	d := newStaffDesk(t)
	d.hold = true
	watch(t, d, "staff?badge=RS-017&pin="+rightPIN, panels["upright"], func(w *watched) {
		w.Tap("pin/enter")
		w.Open(page.ParseRoute("home"))
		w.desk.later[0]()
		if w.desk.in != nil {
			t.Error("somebody is in on a public page")
		}
	})
}

// TestFiveErrorsLock types wrong PINs until nothing can be typed any more.
func TestFiveErrorsLock(t *testing.T) {
	watch(t, newStaffDesk(t), "staff?badge=RS-017", panels["upright"], func(w *watched) {
		for i := range 5 {
			for _, digit := range "111222" {
				w.Tap("pin/" + string(digit))
			}
			if !w.Tap("pin/enter") {
				t.Fatalf("no try after %d errors", i)
			}
		}
		if w.Tap("pin/1") || w.Tap("pin/enter") {
			t.Error("there is something to type in spite of the lock")
		}
		if !says(w.Shell, "1 分钟后再试") {
			t.Errorf("it does not say for how long: %q", texts(w.Shell))
		}
	})
}

// TestPINIsNeverShown types a PIN, in keys and dots, and enters with it.
func TestPINIsNeverShown(t *testing.T) {
	watch(t, newStaffDesk(t), "staff", panels["upright"], func(w *watched) {
		w.Tap("badge/RS-017")
		for _, digit := range rightPIN {
			w.Typed(digit)
		}
		if says(w.Shell, rightPIN) {
			t.Error("the PIN can be read")
		}
		w.Pressed(page.KeyReturn)
		if w.desk.in == nil || w.desk.in.ID != "RS-017" {
			t.Fatal("the right PIN does not let in")
		}
		if strings.Contains(strings.Join(w.said, "\n"), rightPIN) {
			t.Error("the PIN is in the trace")
		}
		if !says(w.Shell, "内容体检") {
			t.Error("the workspace is not there")
		}
	})
}

// says reports whether a text with words is on the screen.
func says(s *ui.Shell, words string) bool { return strings.Contains(texts(s), words) }

// texts are all texts on the screen.
func texts(s *ui.Shell) string {
	var all []string
	for _, m := range s.Drawn() {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}
