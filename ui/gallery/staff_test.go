package gallery_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/gallery"
	"mingbai/ui/page"
	"mingbai/ui/theme"
)

// openStaff shows one page to whoever is in at d.
func openStaff(d *staffDesk, route string, size fyne.Size, lang catalog.Lang) *ui.Shell {
	s := ui.NewShell(d)
	s.Language(lang)
	s.Open(page.ParseRoute(route))
	s.Content().Resize(size)
	return s
}

// TestStaffPages judges every page of the staff as TestPages does the public
// ones.
func TestStaffPages(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	content := newDesk(t)
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			for _, route := range gallery.StaffPages() {
				t.Run(fmt.Sprintf("%s/%s/%s", name, lang, route), func(t *testing.T) {
					judge(t, openStaff(staffDeskOver(content).enter("RS-021"), route, size, lang), size)
				})
			}
		}
	}
}

// TestStaffPagesInHighContrast judges the other palette.
func TestStaffPagesInHighContrast(t *testing.T) {
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	content := newDesk(t)
	for _, route := range append(gallery.StaffPages(), "door") {
		t.Run(route, func(t *testing.T) {
			d := staffDeskOver(content)
			if route != "door" {
				d.enter("RS-021")
			}
			s := openStaff(d, map[bool]string{true: "staff?badge=RS-017", false: route}[route == "door"], panels["upright"], catalog.ZH)
			s.Mode("contrast")
			judge(t, s, panels["upright"])
		})
	}
}

// TestDoor judges the way in, in every state it has.
func TestDoor(t *testing.T) {
	states := map[string]func(d *staffDesk){
		"":                            func(*staffDesk) {},
		"?badge=RS-017":               func(*staffDesk) {},
		"?badge=RS-017&pin=27182818":  func(*staffDesk) {},
		"?badge=RS-017&said=pin":      func(d *staffDesk) { d.door.Tries = 2 },
		"?badge=RS-017&said=short":    func(*staffDesk) {},
		"?badge=RS-017&locked=1":      func(*staffDesk) {},
		"?badge=RS-017&lang=checking": func(d *staffDesk) { d.door.Trying = true },
		"?badge=RS-017&pin=":          func(d *staffDesk) { d.door = kiosk.Door{Locked: 42 * time.Second} },
	}
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	content := newDesk(t)
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			for query, prepare := range states {
				t.Run(fmt.Sprintf("%s/%s/%s", name, lang, query), func(t *testing.T) {
					d := staffDeskOver(content)
					prepare(d)
					judge(t, openStaff(d, "staff"+query, size, lang), size)
				})
			}
		}
	}
}
