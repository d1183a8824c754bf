package kiosk

import (
	"net/url"
	"strings"
	"time"

	"mingbai/catalog"
)

// A Complaint is what a link to complain may tell a site: what it is about,
// where and when. There is no place in it for a person or a kiosk.
type Complaint struct {
	About catalog.ID // "" for nothing in particular
	Hall  string     // the Chinese name of the hall
	At    time.Time  // on the hall's clock
}

// Fill returns l with its parameters filled in. The address is otherwise
// what it was, which the allow-list has to judge before; where a part has
// nothing to say it is left out, and where the address then grows too long
// to scan it stays as it was.
func (c Complaint) Fill(l catalog.Link) catalog.Link {
	asked, err := l.Prefilled()
	if err != nil || len(asked) == 0 || strings.Contains(l.URL, "#") {
		return l
	}
	address := l.URL
	for _, p := range asked {
		value := c.value(p[1])
		if value == "" {
			continue
		}
		joint := "?"
		if strings.Contains(address, "?") {
			joint = "&"
		}
		address += joint + p[0] + "=" + url.QueryEscape(value)
	}
	if len(address) <= catalog.MaxURL {
		l.URL = address
	}
	return l
}

func (c Complaint) value(what string) string {
	switch what {
	case catalog.PrefillRecord:
		return string(c.About)
	case catalog.PrefillHall:
		return c.Hall
	case catalog.PrefillTime:
		if !c.At.IsZero() {
			return c.At.Format("2006-01-02T15:04")
		}
	}
	return ""
}
