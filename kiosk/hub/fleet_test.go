package hub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

var newDigest, oldDigest = bytes.Repeat([]byte{0x8f, 0x58}, 16), bytes.Repeat([]byte{0x11}, 32)

// fleet fills a store with kiosks of all sorts; the name says which.
func fleet(t testing.TB, s hub.Store) {
	t.Helper()
	for name, c := range map[string]struct {
		h   kiosk.Heartbeat
		ago time.Duration
	}{
		"well":      {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7}, time.Minute},
		"wellto":    {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7}, 14 * time.Minute},
		"silent":    {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7}, 16 * time.Minute},
		"behind":    {kiosk.Heartbeat{Edition: 120, Digest: oldDigest, Withdrawn: 7}, time.Minute},
		"differs":   {kiosk.Heartbeat{Edition: 124, Digest: oldDigest, Withdrawn: 7}, time.Minute},
		"withdrawn": {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 6}, time.Minute},
		"losing":    {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7, Dropped: 3}, time.Minute},
		"condition": {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7, Condition: "printer"}, time.Minute},
		"stolen":    {kiosk.Heartbeat{Edition: 124, Digest: newDigest, Withdrawn: 7}, time.Minute},
		"province":  {kiosk.Heartbeat{Edition: 9, Digest: oldDigest, Publisher: "230000", Withdrawn: 1}, time.Minute},
	} {
		k := kioskNamed(name, "tongjiang")
		registered(t, s, k)
		c.h.Kiosk, c.h.Hall, c.h.Number = k.ID, k.Hall, 1
		beat, err := json.Marshal(c.h)
		must(t, err)
		_, err = s.Keep(t.Context(), hub.Arrival{Kiosk: k.ID, Hall: k.Hall, Beat: &hub.Beat{Number: 1, Seen: noon.Add(-c.ago),
			Body: json.RawMessage(fmt.Sprintf(`{"beat":%s,"sig":""}`, beat))}})
		must(t, err)
	}
	registered(t, s, kioskNamed("never", "fuyuan"))
	must(t, s.Mistrust(t.Context(), kioskNamed("stolen", "tongjiang").ID, noon))
}

func TestFleetSaysWhatAPersonShouldLookAt(t *testing.T) {
	onEachStore(t, func(t *testing.T, open func() hub.Store) {
		s := open()
		fleet(t, s)
		for name, c := range map[string]struct {
			look hub.Look
			view func(l hub.Look, w io.Writer) error
			want string
		}{
			"list":                        {hub.Look{}, view(hub.List, s, t), "never behind condition differs losing province silent stolen well wellto withdrawn"},
			"list of a hall":              {hub.Look{Hall: "fuyuan"}, view(hub.List, s, t), "never"},
			"stale":                       {hub.Look{}, view(hub.Stale, s, t), "never silent"},
			"stale for an hour":           {hub.Look{Silent: time.Hour}, view(hub.Stale, s, t), "never"},
			"withdrawn":                   {hub.Look{}, view(hub.Withdrawn, s, t), "never withdrawn"},
			"withdrawn, by the publisher": {hub.Look{Publisher: "230000", Published: hub.Published{Withdrawn: 2}}, view(hub.Withdrawn, s, t), "province"},
			"keys":                        {hub.Look{}, view(hub.Keys, s, t), "stolen"},
			"skew":                        {hub.Look{}, view(hub.Skew, s, t), "behind differs"},
			"skew, by the publisher": {hub.Look{Hall: "tongjiang", Published: hub.Published{Edition: 124, Digest: oldDigest}}, view(hub.Skew, s, t),
				"behind condition losing province silent stolen well wellto withdrawn"},
			"skew, where kiosks have what was never published": {hub.Look{Published: hub.Published{Edition: 120, Digest: oldDigest}}, view(hub.Skew, s, t),
				"condition differs losing province silent stolen well wellto withdrawn"},
			"skew of another publisher": {hub.Look{Publisher: "230000"}, view(hub.Skew, s, t), ""},
		} {
			t.Run(name, func(t *testing.T) {
				c.look.Now = noon
				if got := names(t, c.look, c.view); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	})
}

func view(f func(ctx context.Context, s hub.Store, l hub.Look, w io.Writer) error, s hub.Store, t testing.TB) func(hub.Look, io.Writer) error {
	return func(l hub.Look, w io.Writer) error { return f(t.Context(), s, l, w) }
}

// names lists the kiosks that a view writes, for people and for machines
// alike.
func names(t *testing.T, l hub.Look, view func(hub.Look, io.Writer) error) string {
	t.Helper()
	var text, lines bytes.Buffer
	must(t, view(l, &text))
	l.JSON = true
	must(t, view(l, &lines))
	var fromText, fromJSON []string
	for line := range strings.Lines(text.String()) {
		if at := strings.Index(line, "KKKK-"); at >= 0 {
			name, _, _ := strings.Cut(line[at+5:], " ")
			fromText = append(fromText, name)
		}
	}
	for line := range strings.Lines(lines.String()) {
		var s hub.Standing
		must(t, json.Unmarshal([]byte(line), &s))
		if _, name, ok := strings.Cut(s.Kiosk, "-"); ok {
			fromJSON = append(fromJSON, name)
		}
	}
	if a, b := strings.Join(fromText, " "), strings.Join(fromJSON, " "); a != b {
		t.Errorf("people read %q, machines %q", a, b)
	}
	return strings.Join(fromText, " ")
}

func TestFleetLinesAreReadable(t *testing.T) {
	s := onSQLite(t)
	fleet(t, s)
	for name, c := range map[string]struct {
		view func(hub.Look, io.Writer) error
		want []string
	}{
		"skew": {view(hub.Skew, s, t), []string{"edition 124 8f58-8f58: 7 kiosks, the newest", "edition 124 1111-1111: 1 kiosks", "230000  edition 9 1111-1111: 1 kiosks, the newest"}},
		"keys": {view(hub.Keys, s, t), []string{"tongjiang  KKKKKKKKKKKKKKKKKKKK-stolen  edition 124 8f58-8f58  seen " + noon.Add(-time.Minute).UTC().Format("2006-01-02T15:04Z") + "  key(1 refused)"}},
		"list": {view(hub.List, s, t), []string{"losing(3)", "condition(printer)", "fuyuan  KKKKKKKKKKKKKKKKKKKK-never  edition 0 -  seen never  never"}},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			must(t, c.view(hub.Look{Now: noon}, &out))
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in:\n%s", want, out.String())
				}
			}
		})
	}
}

func TestSlipsAndTalliesAreReadAsTheyCame(t *testing.T) {
	s := onSQLite(t)
	k := kioskNamed("a", "tongjiang")
	registered(t, s, k)
	day := catalog.Date{Year: 2026, Month: 11, Day: 18}
	_, err := s.Keep(t.Context(), hub.Arrival{Kiosk: k.ID, Hall: k.Hall, Entries: []hub.Entry{
		entry(kiosk.ItemSlip, 1, day), entry(kiosk.ItemSlip, 2, day.Add(1)), entry(kiosk.ItemTally, 3, day)}})
	must(t, err)
	var slips, tallies bytes.Buffer
	must(t, hub.Slips(t.Context(), s, day.Add(1), &slips))
	must(t, hub.Tallies(t.Context(), s, catalog.Date{}, &tallies))
	if slips.String() != "{\"n\": 2}\n" || tallies.String() != "{\"n\": 3}\n" {
		t.Errorf("slips %q, tallies %q", slips.String(), tallies.String())
	}
}
