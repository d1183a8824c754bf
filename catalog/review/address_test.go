package review_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
	"mingbai/catalog/review"
)

// aboutLinks returns the codes of blocking findings about a link.
func aboutLinks(t *testing.T, l catalog.Link, hosts *catalog.Hosts) string {
	t.Helper()
	var codes []string
	r := read(t, link(`{}`))[0]
	r.Body.(*catalog.Office).Site = &l
	for _, f := range review.Check([]*catalog.Record{r}, review.Options{Hosts: hosts}).Findings {
		if f.Severity == catalog.Blocking && strings.HasPrefix(f.Code, "link-") {
			codes = append(codes, f.Code)
		}
	}
	return fmt.Sprint(codes)
}

// TestHostileAddressesBlock: each is found, once, and where no list says what
// kiosks show, at least what could hide its host.
func TestHostileAddressesBlock(t *testing.T) {
	hosts := linktest.Hosts()
	var tries []linktest.Address
	short := len(linktest.Hostile()) // from here on they are to be typed
	for i, a := range append(append(tries, linktest.Hostile()...), linktest.HostileShort()...) {
		l := catalog.Link{URL: a.URL}
		if i >= short {
			l = catalog.Link{URL: linktest.Good()[0], Short: a.URL}
		}
		want := "[link-malformed]"
		if errors.Is(a.Why, catalog.ErrLong) {
			want = "[link-long]"
		}
		without := want
		if a.Readable() {
			want, without = "[link-host]", "[]"
		}
		if got := aboutLinks(t, l, &hosts); got != want {
			t.Errorf("%q is found as %s, want %s", a.URL, got, want)
		}
		if got := aboutLinks(t, l, nil); got != without {
			t.Errorf("%q is found without a list as %s, want %s", a.URL, got, without)
		}
	}
}

func TestGoodAddressesDoNotBlock(t *testing.T) {
	hosts := linktest.Hosts()
	for _, address := range linktest.Good() {
		l := catalog.Link{URL: address, Short: "www.hall.gov.cn/a"}
		if got := aboutLinks(t, l, &hosts); got != "[]" {
			t.Errorf("%q is found as %s", address, got)
		}
	}
}
