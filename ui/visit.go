package ui

import (
	"mingbai/catalog"
	"mingbai/ui/page"
)

// A visit is one page in the history with what was chosen on it.
type visit struct {
	route page.Route
	memo  *page.Memo
}

// A session is everything one visitor did; the next one gets a new one.
type session struct {
	lang     catalog.Lang
	modes    page.Modes
	history  []visit
	code     *page.Code // shown large
	choosing bool       // the sheet of modes is open
	printing bool       // the dialog of a sheet is open
	sheet    string     // printed last
}

func newSession() session {
	s := session{lang: catalog.ZH}
	s.push(page.Route{Path: "attract"})
	return s
}

func (s *session) current() visit { return s.history[len(s.history)-1] }

// push opens a route; home begins the history anew.
func (s *session) push(r page.Route) {
	if r.Path == "home" || r.Path == "attract" {
		s.history = nil
	}
	if len(s.history) > 0 && s.current().route == r {
		return
	}
	s.history = append(s.history, visit{r, page.NewMemo(r)})
}

// back goes one step back and reports whether there was one.
func (s *session) back() bool {
	if len(s.history) < 2 {
		if s.current().route.Path == "home" || s.current().route.Path == "attract" {
			return false
		}
		s.push(page.Route{Path: "home"})
		return true
	}
	s.history = s.history[:len(s.history)-1]
	return true
}
