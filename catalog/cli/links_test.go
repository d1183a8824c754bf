package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/source"
)

// web answers for every host: clients reach it as their proxy.
func web(t *testing.T, hosts map[string]http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h := hosts[r.Host]; h != nil {
			h(w, r)
			return
		}
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func page(html string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, html)
	}
}

func to(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, address, http.StatusMovedPermanently)
	}
}

// noHead refuses HEAD, with a status or by closing the connection.
func noHead(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodHead {
			page("<title>办事</title>")(w, r)
			return
		}
		if code == 0 {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(code)
	}
}

// drip sends a page so slowly that nobody waits for it.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for r.Method == http.MethodGet {
		fmt.Fprint(w, "<p>")
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// linkedRecords makes an office for each address, in a folder.
func linkedRecords(t *testing.T, urls ...string) (dir string, records []*catalog.Record) {
	t.Helper()
	for i, u := range urls {
		r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"office/o%d","title":"单位","body":{"telephone":"1","site":{"url":%q}}}`, i, u))
		must(t, err)
		records = append(records, r)
	}
	dir = filepath.Join(t.TempDir(), "records")
	_, err := exchange.WriteFolder(dir, records)
	must(t, err)
	return dir, records
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var linkDay = catalog.Date{Year: 2026, Month: 11, Day: 23}

func TestLinksAreTold(t *testing.T) {
	elsewhere := `<meta http-equiv="refresh" content="0; url=http://10.1.1.1/login?mac=x">`
	cases := []struct {
		code  string // of the finding, "" for none
		says  string
		serve http.HandlerFunc
	}{
		{"", "", page("<title>办事</title>")},
		{"", "", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "application/pdf") }},
		{"", "", noHead(http.StatusMethodNotAllowed)},
		{"", "", noHead(http.StatusNotFound)},
		{"", "", noHead(0)},
		{"", "", page("<title>域名</title>" + strings.Repeat("<p>域名出售的骗局", 300))},
		{"link-moved", "→ http://h0.example.cn/new", to("http://h0.example.cn/new")},
		{"link-elsewhere", "→ http://evil.example.com/", to("http://evil.example.com/")},
		{"link-elsewhere", "→ http://10.0.0.1/", to("http://10.0.0.1/")},
		{"link-loop", "", func(w http.ResponseWriter, r *http.Request) { to("http://"+r.Host+"/")(w, r) }},
		{"link-gone", "404", status(404)},
		{"link-gone", "410", status(410)},
		{"link-gone", "", page("<title>404 页面不存在</title>")},
		{"link-faulty", "500", status(500)},
		{"link-refused", "403", status(403)},
		{"link-refused", "429", status(429)},
		{"link-portal", "511", status(511)},
		{"link-portal", "", page(elsewhere)},
		{"link-portal", "", page(`<script>top.self.location.href='http://wifi.example.net/a'</script>`)},
		{"", "", page(`<script>location.href='/index.html'</script>`)},
		{"link-parked", "", page("<p>This domain is for sale")},
		{"link-silent", "", drip},
	}
	hosts, urls := map[string]http.HandlerFunc{}, []string{}
	for i, c := range cases {
		host := fmt.Sprintf("h%d.example.cn", i)
		hosts[host], urls = c.serve, append(urls, "http://"+host+"/#top")
	}
	dir, records := linkedRecords(t, urls...)
	l := linking{limit: time.Second, proxy: web(t, hosts), now: time.Now}
	found, err := l.check(t.Context(), &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay)
	must(t, err)
	got := map[catalog.ID]string{}
	for _, f := range found {
		got[f.ID] = f.Code + " " + f.Say[catalog.ZH]
	}
	for i, c := range cases {
		said := got[catalog.ID(fmt.Sprintf("office/o%d", i))]
		if code, words, _ := strings.Cut(said, " "); code != c.code || !strings.Contains(words, c.says) {
			t.Errorf("case %d: it says %q, want %s with %q", i, said, c.code, c.says)
		}
	}
}

// TestLinkIsDeadAfterTwoFailuresADayApart and lives again when it opens.
func TestLinkIsDeadAfterTwoFailuresADayApart(t *testing.T) {
	answer := 404
	proxy := web(t, map[string]http.HandlerFunc{"a.example.cn": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		w.WriteHeader(answer)
	}})
	dir, _ := linkedRecords(t, "http://a.example.cn/x.pdf")
	began := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		after   time.Duration
		answer  int
		dead    bool
		checked bool
	}{
		{0, 404, false, false}, {23 * time.Hour, 404, false, false}, {23*time.Hour + time.Minute, 403, false, false},
		{24 * time.Hour, 404, true, false}, {25 * time.Hour, 403, true, false}, {26 * time.Hour, 200, false, true},
		{27 * time.Hour, 404, false, true}, {50 * time.Hour, 404, false, true}, {51 * time.Hour, 404, true, true},
	} {
		answer = step.answer
		l := linking{write: true, limit: 5 * time.Second, proxy: proxy, now: func() time.Time { return began.Add(step.after) }}
		records, err := folder(dir)
		must(t, err)
		_, err = l.check(t.Context(), &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay)
		must(t, err)
		again, err := folder(dir)
		must(t, err)
		link := again[0].Links()[0]
		if link.Dead.IsZero() == step.dead || link.Checked.IsZero() == step.checked {
			t.Errorf("after %v: dead %q, checked %q", step.after, link.Dead, link.Checked)
		}
	}
}

func TestWithoutWriteRecordsStay(t *testing.T) {
	proxy := web(t, map[string]http.HandlerFunc{"a.example.cn": page("<p>x")})
	dir, records := linkedRecords(t, "http://a.example.cn/")
	before, err := os.ReadFile(filepath.Join(dir, "office/o0.json"))
	must(t, err)
	l := linking{limit: 5 * time.Second, proxy: proxy, now: time.Now}
	_, err = l.check(t.Context(), &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay)
	must(t, err)
	if after, err := os.ReadFile(filepath.Join(dir, "office/o0.json")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the record changed: %s, %v", after, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "..", "links.json")); err != nil {
		t.Errorf("nothing is remembered: %v", err)
	}
}

// TestNetworkThatAnswersForAllKillsNobody: three hosts with one page, or one
// redirect, or no answer from anyone, is this machine's network.
func TestNetworkThatAnswersForAllKillsNobody(t *testing.T) {
	for name, serve := range map[string]http.HandlerFunc{
		"one page": page("<p>请登录"), "one redirect": to("http://login.example.net/"), "silence": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		dir, records := linkedRecords(t, "http://a.example.cn/", "http://b.example.cn/", "http://c.example.cn/")
		l := linking{limit: time.Second, proxy: web(t, map[string]http.HandlerFunc{"a.example.cn": serve, "b.example.cn": serve, "c.example.cn": serve}), now: time.Now}
		found, err := l.check(t.Context(), &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay)
		must(t, err)
		for _, f := range found {
			if f.Code != "link-portal" && (f.Code != "link-offline" || name != "silence") {
				t.Errorf("%s: it says %s", name, f.In(catalog.EN))
			}
		}
		if len(found) != 3 {
			t.Errorf("%s: %d findings, want 3", name, len(found))
		}
		known, err := readLinkState(filepath.Join(dir, "..", "links.json"))
		must(t, err)
		for u, p := range known {
			if !p.Since.IsZero() {
				t.Errorf("%s: %s counts as failed", name, u)
			}
		}
	}
}

func TestHostIsAskedOnceAtATimeWithAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		busy, ended, most, now := map[string]bool{}, map[string]time.Time{}, 0, 0
		look := func(_ context.Context, address string) (source.Look, error) {
			host := strings.Split(address, "/")[2]
			mu.Lock()
			if now++; busy[host] || !ended[host].IsZero() && time.Since(ended[host]) < time.Second {
				t.Errorf("%s is not left alone", host)
			}
			busy[host], most = true, max(most, now)
			mu.Unlock()
			time.Sleep(3 * time.Second)
			mu.Lock()
			defer mu.Unlock()
			now--
			busy[host], ended[host] = false, time.Now()
			if strings.HasSuffix(address, "/0") && host != "h0.example.cn" {
				return source.Look{Status: 301, To: "http://h0.example.cn/x"}, nil
			}
			return source.Look{Status: 200}, nil
		}
		w := &walker{look: look, allow: func(string) bool { return true }, limit: time.Minute, gates: newGates(time.Second)}
		by := map[string][]string{}
		for h := range 20 {
			host := fmt.Sprintf("h%d.example.cn", h)
			for i := range 3 {
				by[host] = append(by[host], fmt.Sprintf("http://%s/%d", host, i))
			}
		}
		results, err := w.all(t.Context(), by, nil)
		if err != nil || len(results) != 60 {
			t.Errorf("%d results, %v", len(results), err)
		}
		if most > atOnce || most < 2 {
			t.Errorf("%d at once", most)
		}
	})
}

func TestStoppedCheckKeepsWhatItFound(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("enough")
	proxy := web(t, map[string]http.HandlerFunc{"a.example.cn": status(404), "b.example.cn": func(w http.ResponseWriter, r *http.Request) {
		time.AfterFunc(100*time.Millisecond, func() { cancel(stop) })
		<-r.Context().Done()
	}})
	dir, records := linkedRecords(t, "http://a.example.cn/", "http://b.example.cn/")
	l := linking{limit: time.Minute, proxy: proxy, now: time.Now}
	if _, err := l.check(ctx, &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay); !errors.Is(err, stop) {
		t.Errorf("it ends with %v", err)
	}
	known, err := readLinkState(filepath.Join(dir, "..", "links.json"))
	must(t, err)
	if len(known) != 1 || known["http://a.example.cn/"].Verdict != linkGone {
		t.Errorf("it remembers %v", known)
	}
}

func TestBrokenStateIsRefusedAndKept(t *testing.T) {
	dir, records := linkedRecords(t, "http://a.example.cn/")
	path := filepath.Join(dir, "..", "links.json")
	for _, broken := range []string{"{", `{"version":2}`, `[]`, ""} {
		must(t, os.WriteFile(path, []byte(broken), 0o644))
		l := linking{limit: time.Second, now: time.Now}
		_, err := l.check(t.Context(), &desk{out: new(bytes.Buffer), errs: new(bytes.Buffer)}, dir, records, nil, linkDay)
		if err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%q: %v", broken, err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != broken {
			t.Errorf("%q became %q, %v", broken, b, err)
		}
	}
}

func TestWhyNobodyAnswered(t *testing.T) {
	if v := why(fmt.Errorf("look: %w", &net.DNSError{IsNotFound: true})); v != linkNoHost {
		t.Errorf("an unknown name is %s", v)
	}
	if v := why(fmt.Errorf("look: %w", &net.DNSError{IsTemporary: true})); v != linkSilent {
		t.Errorf("a name server that does not answer is %s", v)
	}
	for v := range verdictWords {
		for _, lang := range []catalog.Lang{catalog.ZH, catalog.EN} {
			if verdictWords[v][lang] == "" {
				t.Errorf("%s has no %s words", v, lang)
			}
		}
	}
}

// TestOneSiteThatOpensShowsThatTheNetworkIsInOrder: three hosts may well have
// one page.
func TestOneSiteThatOpensShowsThatTheNetworkIsInOrder(t *testing.T) {
	results := []linkResult{{url: "http://d.example.cn/", verdict: linkOpens, page: []byte("another")}, {url: "http://e.example.cn/", verdict: linkSilent}}
	for _, host := range []string{"a", "b", "c"} {
		results = append(results, linkResult{url: "http://" + host + ".example.cn/", verdict: linkOpens, page: []byte("one")})
	}
	oneForAll(results)
	for _, r := range results {
		if r.verdict == linkPortal || r.verdict == linkOffline {
			t.Errorf("%s is %s", r.url, r.verdict)
		}
	}
}

// FuzzPageIsJudged gives pages of strangers to the judge: whatever they are,
// it answers, and only by what it may say of a page.
func FuzzPageIsJudged(f *testing.F) {
	for _, seed := range []string{"", "<title>404", "<meta http-equiv=refresh content='0;url=//x.cn'>", "<base href=http://[::1>", "<form action=%zz><input type=password>",
		"location='http://10.1.1.1/'", "域名出售", "<script>", "\xff\xfe"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		own := func(string) bool { return true }
		if v := judgePage("http://a.example.cn/", page, own); v != linkOpens && v != linkParked && v != linkGone {
			t.Errorf("a page that leads nowhere else is %s", v)
		}
	})
}

// FuzzLinkStateIsReadOrRefused never lets a broken file pass as an empty one.
func FuzzLinkStateIsReadOrRefused(f *testing.F) {
	f.Add([]byte(`{"version":1,"links":{"http://a.example.cn/":{"last":"2026-11-23T00:00:00Z","verdict":"gone"}}}`))
	f.Add([]byte(`{"version":1}`))
	f.Add([]byte(`{}`))
	path := filepath.Join(f.TempDir(), "links.json")
	f.Fuzz(func(t *testing.T, b []byte) {
		must(t, os.WriteFile(path, b, 0o644))
		known, err := readLinkState(path)
		if (err == nil) != (known != nil) {
			t.Errorf("%v with %v", known, err)
		}
		if err != nil && !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("it does not say what to do: %v", err)
		}
	})
}
