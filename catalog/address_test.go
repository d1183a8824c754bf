package catalog_test

import (
	"errors"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
)

func TestGoodAddressesAreAllowed(t *testing.T) {
	for _, address := range linktest.Good() {
		if err := linktest.Hosts().Allow(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestHostileAddresses tries the ways of leading a phone somewhere else at the
// check that all doors share.
func TestHostileAddresses(t *testing.T) {
	all := linktest.Hostile()
	if len(all) < 34 {
		t.Errorf("only %d addresses are tried", len(all))
	}
	for _, a := range append(all, linktest.Address{URL: "", Why: catalog.ErrMalformed}) {
		if err := linktest.Hosts().Allow(a.URL); !errors.Is(err, a.Why) {
			t.Errorf("%q: err = %v, want %v", a.URL, err, a.Why)
		}
		if _, _, err := catalog.SplitAddress(a.URL); (err == nil) != a.Readable() {
			t.Errorf("%q is taken apart: err = %v", a.URL, err)
		}
	}
}

// TestEntriesOfTheListThatAreNoHosts allow nothing: kiosks take them as they
// stand in a configuration.
func TestEntriesOfTheListThatAreNoHosts(t *testing.T) {
	h := catalog.Hosts{HTTPS: []string{"", ".", "..", "https://evil.com", "evil.com/", "EVIL.com", "*", "*.com"}}
	for _, address := range []string{"https://evil.com/", "https://a.evil.com", "https://a.com", "https://."} {
		if h.Allow(address) == nil {
			t.Errorf("%s is allowed", address)
		}
	}
}

func FuzzAllow(f *testing.F) {
	for _, address := range linktest.Good() {
		f.Add(address)
	}
	for _, a := range linktest.Hostile() {
		f.Add(a.URL)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if linktest.Hosts().Allow(address) != nil {
			return
		}
		rest, ok := strings.CutPrefix(address, "https://")
		if !ok {
			rest, ok = strings.CutPrefix(address, "http://old.hall.gov.cn")
			rest = "old.hall.gov.cn" + rest
		}
		host := rest
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			host = rest[:i]
		}
		if !ok || host != "www.hall.gov.cn" && host != "old.hall.gov.cn" && !strings.HasSuffix(host, ".mingbai.example") {
			t.Errorf("%q is allowed: it leads to %q", address, host)
		}
	})
}
