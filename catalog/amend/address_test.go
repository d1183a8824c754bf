package amend

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
)

// linking is the notice of the hall with the address of its full text.
func linking(t *testing.T, address string) *catalog.Record {
	r := notice(t, "明天停水")
	r.Body.(*catalog.Notice).Full = &catalog.Link{URL: address}
	return r
}

// TestHostileAddressesAreNotWritten: what could hide its host, staff cannot
// write, nor can another kiosk bring it.
func TestHostileAddressesAreNotWritten(t *testing.T) {
	shown := published(t)
	for _, a := range linktest.Hostile() {
		_, err := Begin(linking(t, a.URL), act(1, li))
		r, refused := errors.AsType[*Refusal](err)
		if refused == a.Readable() || refused && !strings.HasPrefix(r.Code, "link-") && r.Code != "hidden-letters" {
			t.Errorf("%q is written: %v", a.URL, err)
		}
		l := shown
		l.Shown = linking(t, a.URL)
		l.Shown.Clear = shown.Shown.Clear
		l.Record = l.Shown
		body, err := json.Marshal(Proposal{Version: ProposalVersion, Local: &l})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadProposal(body); (err == nil) != a.Readable() {
			t.Errorf("%q comes from another kiosk: %v", a.URL, err)
		}
	}
}

// TestHostileShortAddressesAreNotWritten: what is typed is judged like what is
// scanned.
func TestHostileShortAddressesAreNotWritten(t *testing.T) {
	for _, a := range linktest.HostileShort() {
		r := linking(t, linktest.Good()[0])
		r.Body.(*catalog.Notice).Full.Short = a.URL
		if _, err := Begin(r, act(1, li)); (err == nil) != a.Readable() {
			t.Errorf("%q is written: %v", a.URL, err)
		}
	}
}

func TestGoodAddressesAreWritten(t *testing.T) {
	for _, address := range linktest.Good() {
		l, err := Begin(linking(t, address), act(1, li))
		if err != nil || l.Record.Links()[0].URL != address {
			t.Errorf("%q is not written: %v", address, err)
		}
	}
}

// TestRecordWithABadAddressCanBeWithdrawn, which came before addresses were
// judged.
func TestRecordWithABadAddressCanBeWithdrawn(t *testing.T) {
	l := published(t)
	bad := linking(t, "https://www.hall.gov.cn@evil.com/")
	bad.Clear = l.Shown.Clear
	l.Record, l.Shown = bad, bad
	l, err := l.Withdraw(why(5, wang, "网址不对，先撤下"))
	must(t, err)
	body, err := json.Marshal(Proposal{Version: ProposalVersion, Local: &l})
	must(t, err)
	if _, err := ReadProposal(body); err != nil {
		t.Errorf("other kiosks go on showing it: %v", err)
	}
}

// TestNoAddressCanBeAmended: what staff correct of an edition are places, hours
// and numbers.
func TestNoAddressCanBeAmended(t *testing.T) {
	for kind, all := range fields {
		for _, f := range append(all[:len(all):len(all)], noteField()) {
			for _, p := range f.Parts {
				for _, word := range []string{"url", "link", "site", "full", "blob", "short"} {
					if strings.Contains(p.Path, word) {
						t.Errorf("%s of kind %s amends %s", f.Name, kind, p.Path)
					}
				}
			}
		}
	}
}
