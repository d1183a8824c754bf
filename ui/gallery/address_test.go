package gallery_test

import (
	"slices"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
)

// drawnCodes returns the codes of a guide's page when it has an address.
func drawnCodes(t *testing.T, d desk, address string) (drawn []string) {
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
			records[i].Body.(*catalog.Guide).Online().URL = address
		}
	}
	d.Collection, d.state.Hosts = catalog.NewCollection(records), linktest.Hosts()
	s := open(d, "guide/pension-enrolment", panels["upright"], catalog.ZH)
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
		if got := drawnCodes(t, d, a.URL); len(got) > 0 {
			t.Errorf("%q is drawn as %q", a.URL, got)
		}
	}
	for _, address := range linktest.Good() {
		if got := drawnCodes(t, d, address); !slices.Equal(got, []string{address}) {
			t.Errorf("%q is drawn as %q", address, got)
		}
	}
}
