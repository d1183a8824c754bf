package gallery_test

import (
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
	"mingbai/ui"
	"mingbai/ui/part"
)

// linked opens the page of a guide that has such a link.
func linked(t *testing.T, d desk, l catalog.Link) *ui.Shell {
	t.Helper()
	records := slices.Clone(d.All())
	for i, r := range records {
		if r.ID == "guide/pension-enrolment" {
			line, err := r.Line()
			if err != nil {
				t.Fatal(err)
			}
			if records[i], err = catalog.ReadRecord(line); err != nil {
				t.Fatal(err)
			}
			online := records[i].Body.(*catalog.Guide).Online()
			online.URL, online.Short = l.URL, l.Short
		}
	}
	d.Collection, d.state.Hosts = catalog.NewCollection(records), linktest.Hosts()
	return open(d, "guide/pension-enrolment", panels["upright"], catalog.ZH)
}

// drawnCodes returns the codes of a page.
func drawnCodes(s *ui.Shell) (drawn []string) {
	for _, m := range s.Drawn() {
		if m.Code != "" {
			drawn = append(drawn, m.Code)
		}
	}
	return drawn
}

// TestHostileAddressesShowNoCode tries the last door: whatever came in, a page
// draws no code of it.
func TestHostileAddressesShowNoCode(t *testing.T) {
	d := newDesk(t)
	for _, a := range linktest.Hostile() {
		if got := drawnCodes(linked(t, d, catalog.Link{URL: a.URL})); len(got) > 0 {
			t.Errorf("%q is drawn as %q", a.URL, got)
		}
	}
	for _, address := range linktest.Good() {
		if got := drawnCodes(linked(t, d, catalog.Link{URL: address})); !slices.Equal(got, []string{address}) {
			t.Errorf("%q is drawn as %q", address, got)
		}
	}
}

// TestHostileShortAddressesAreNotShown looks at the large code, below which
// stands what can be typed.
func TestHostileShortAddressesAreNotShown(t *testing.T) {
	d := newDesk(t)
	large := func(short string) bool {
		s := linked(t, d, catalog.Link{URL: linktest.Good()[0], Short: short})
		if !s.Tap("code") || len(drawnCodes(s)) < 2 {
			t.Fatalf("%q takes the code away", short)
		}
		return slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return strings.Contains(m.Text, short) })
	}
	for _, a := range linktest.HostileShort() {
		if large(a.URL) {
			t.Errorf("%q is shown", a.URL)
		}
	}
	if short := "a.mingbai.example/163"; !large(short) {
		t.Errorf("%s is not shown", short)
	}
}
