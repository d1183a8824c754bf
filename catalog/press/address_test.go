package press

import (
	"errors"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
)

// withSite returns records of which the office has a site.
func withSite(t *testing.T, address string) []*catalog.Record {
	records := few(t)
	records[0].Body.(*catalog.Office).Site = &catalog.Link{URL: address}
	return records
}

// TestHostileAddressesAreNotProposed tries the door to an edition.
func TestHostileAddressesAreNotProposed(t *testing.T) {
	b := newBureau(t)
	hosts, order := linktest.Hosts(), b.order()
	order.Hosts = &hosts
	for _, a := range linktest.Hostile() {
		_, err := b.repo.Propose(withSite(t, a.URL), order)
		if _, found := errors.AsType[*FindingsError](err); !found {
			t.Errorf("%q is proposed: %v", a.URL, err)
		}
	}
	for _, address := range linktest.Good() {
		if _, err := b.repo.Propose(withSite(t, address), order); err != nil {
			t.Errorf("%q is not proposed: %v", address, err)
		}
	}
}
