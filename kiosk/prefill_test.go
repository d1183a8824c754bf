package kiosk_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
	"mingbai/kiosk"
)

var complaint = kiosk.Complaint{About: "office/water", Hall: "同江市政务服务大厅", At: time.Date(2026, 11, 23, 9, 41, 30, 0, time.UTC)}

func TestComplaintSaysWhatWhereAndWhen(t *testing.T) {
	const all = "item={record}&hall={hall}&at={time}"
	const filled = "item=office%2Fwater&hall=%E5%90%8C%E6%B1%9F%E5%B8%82%E6%94%BF%E5%8A%A1%E6%9C%8D%E5%8A%A1%E5%A4%A7%E5%8E%85&at=2026-11-23T09%3A41"
	for _, c := range []struct{ link, prefill, want string }{
		{"https://www.mingbai.example/c", all, "https://www.mingbai.example/c?" + filled},
		{"https://www.mingbai.example/c?x=1", all, "https://www.mingbai.example/c?x=1&" + filled},
		{"https://www.mingbai.example/c", "t={time}", "https://www.mingbai.example/c?t=2026-11-23T09%3A41"},
		{"https://www.mingbai.example/c", "", "https://www.mingbai.example/c"},
		{"https://www.mingbai.example/c", "kiosk={kiosk}", "https://www.mingbai.example/c"},                                         // nobody is told that
		{"https://www.mingbai.example/c", "a&b={record}", "https://www.mingbai.example/c"},                                          // no template
		{"https://www.mingbai.example/c#form", all, "https://www.mingbai.example/c#form"},                                           // parameters come before it
		{"https://www.mingbai.example/" + strings.Repeat("c", 200), all, "https://www.mingbai.example/" + strings.Repeat("c", 200)}, // too long to scan
	} {
		if got := complaint.Fill(catalog.Link{URL: c.link, Prefill: c.prefill}).URL; got != c.want {
			t.Errorf("%s with %q becomes\n%s, want\n%s", c.link, c.prefill, got, c.want)
		}
	}
	if got := (kiosk.Complaint{}).Fill(catalog.Link{URL: "https://a.example/c", Prefill: all}).URL; got != "https://a.example/c" {
		t.Errorf("a complaint about nothing becomes %s", got)
	}
}

// TestFilledLinkLeadsToTheSameHost wants the host and path of a link that is
// allowed never to change, and the values to arrive as they are.
func TestFilledLinkLeadsToTheSameHost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := kiosk.Complaint{About: catalog.ID(rapid.String().Draw(t, "about")), Hall: rapid.String().Draw(t, "hall"), At: complaint.At}
		l := catalog.Link{URL: "https://www.mingbai.example/c?a=b", Prefill: "item={record}&hall={hall}"}
		got := c.Fill(l)
		if err := linktest.Hosts().Allow(got.URL); err != nil {
			t.Fatalf("%s: %v", got.URL, err)
		}
		u, err := url.Parse(got.URL)
		if err != nil || u.Host != "www.mingbai.example" || u.Path != "/c" || u.Query().Get("a") != "b" {
			t.Fatalf("%s leads elsewhere (%v)", got.URL, err)
		}
		if got.URL != l.URL && (u.Query().Get("item") != string(c.About) || u.Query().Get("hall") != c.Hall) {
			t.Fatalf("%s carries %v", got.URL, u.Query())
		}
	})
}
