package page

import (
	"net/url"
	"strings"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// A Route names a screen, as in "guide/pension-enrolment?tab=steps".
type Route struct {
	Path  string // the part before "?"
	Query string // the rest, without "?"
}

// ParseRoute reads a route; anything can be read, and a route nobody knows
// leads to a page that says so.
func ParseRoute(s string) Route {
	path, query, _ := strings.Cut(strings.Trim(s, "/"), "?")
	return Route{path, query}
}

// To returns the route of a record.
func To(id catalog.ID) Route { return Route{Path: string(id)} }

func (r Route) String() string {
	if r.Query == "" {
		return r.Path
	}
	return r.Path + "?" + r.Query
}

// Values returns what the query asks for, as values of a memo.
func (r Route) Values() map[string]string {
	q, _ := url.ParseQuery(r.Query)
	values := map[string]string{}
	for k := range q {
		values[k] = q.Get(k)
	}
	return values
}

// A Memo is what a visitor chose on one page: tabs, filters, what is open
// and how far a list is scrolled. Going back brings it back.
type Memo struct {
	Values  map[string]string
	Offsets map[string]*float32 // by the key of the list, design pixels
	Ink     []kiosk.Stroke      // written on the pad and not yet chosen
	Look    *Memo               // of the public page that is looked at; nil is none
	Import  *kiosk.Import       // read from a stick and not yet taken; nil is none
}

// NewMemo returns the memo of a first visit to route.
func NewMemo(route Route) *Memo {
	return &Memo{Values: route.Values(), Offsets: map[string]*float32{}}
}

// Offset returns the place where the list called key keeps its offset.
func (m *Memo) Offset(key string) *float32 {
	if m.Offsets[key] == nil {
		m.Offsets[key] = new(float32)
	}
	return m.Offsets[key]
}
