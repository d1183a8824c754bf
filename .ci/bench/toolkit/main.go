// Toolkit shows what the home screen shows with the bare toolkit: its own
// containers and objects, the same pictures, words, icons and font, and
// nothing that a kiosk adds. A life event leads to a guide.
//
//	toolkit CONTENT.json
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// A content is what .ci/bench writes.
type content struct {
	Hall, Greeting, Hint              string
	EventsTitle, FirmsTitle, AskTitle string
	Events, Firms, Entries, Bar       []tile
	Guides                            []guide
}

type tile struct{ Icon, Name, Sub string }

type guide struct {
	Title, Summary string
	Parts          []struct {
		Title string
		Lines []string
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "toolkit:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: toolkit CONTENT.json")
	}
	b, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	s := &screen{}
	if err := json.Unmarshal(b, &s.content); err != nil {
		return err
	}
	a := app.New()
	a.Settings().SetTheme(look{})
	s.window = a.NewWindow("toolkit")
	s.window.SetPadded(false)
	s.goHome()
	s.window.Resize(fyne.NewSize(1080, 1920))
	s.window.ShowAndRun()
	return nil
}

// A screen is the window with one page at a time.
type screen struct {
	content
	window fyne.Window
}

func (s *screen) goHome() { s.window.SetContent(s.home()) }

// home has everything where the kiosk has it.
func (s *screen) home() fyne.CanvasObject {
	events := container.New(layout.NewGridLayoutWithColumns(4))
	for i, e := range s.Events {
		events.Add(newButton(upright(e, 56, 34), func() { s.window.SetContent(s.guide(s.Guides[i])) }))
	}
	firms := container.New(layout.NewGridLayoutWithColumns(9))
	for _, f := range s.Firms {
		firms.Add(newButton(upright(f, 64, 28), nil))
	}
	entries := container.New(layout.NewGridLayoutWithColumns(3))
	for _, e := range s.Entries {
		entries.Add(newButton(flat(e), nil))
	}
	return container.NewWithoutLayout(ground(),
		at(0, 0, 1080, 600, banner()), s.top(),
		at(48, 150, 984, 100, bold(s.Greeting, 68)),
		at(48, 486, 984, 136, search(s.Hint)),
		at(48, 650, 984, 50, bold(s.EventsTitle, 34)), at(48, 717, 984, 364, events),
		at(48, 1110, 984, 50, bold(s.FirmsTitle, 34)), at(48, 1185, 984, 144, firms),
		at(48, 1365, 984, 50, bold(s.AskTitle, 34)), at(48, 1432, 984, 308, entries),
		s.bar())
}

// guide has the texts of a guide one below the other.
func (s *screen) guide(g guide) fyne.CanvasObject {
	page := container.NewVBox(bold(g.Title, 52), words(g.Summary))
	for _, p := range g.Parts {
		page.Add(bold(p.Title, 34))
		lines := container.NewVBox()
		for _, l := range p.Lines {
			lines.Add(words(l))
		}
		page.Add(container.NewStack(card(), container.NewPadded(lines)))
	}
	return container.NewWithoutLayout(ground(), s.top(), at(48, 150, 984, 1600, page), s.bar())
}

func (s *screen) top() fyne.CanvasObject {
	return at(48, 20, 984, 64, container.NewHBox(bold(s.Hall, 32), layout.NewSpacer(), bold("09:41", 44)))
}

func (s *screen) bar() fyne.CanvasObject {
	bar := container.NewWithoutLayout(at(0, 1768, 1080, 152, card()))
	for i, t := range s.Bar {
		var do func()
		if i == 1 {
			do = s.goHome
		}
		bar.Add(at(32+154*float32(i), 1786, 140, 116, newButton(upright(t, 48, 28), do)))
	}
	return at(0, 0, 1080, 1920, bar)
}
