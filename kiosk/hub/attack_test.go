package hub_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

// TestWhoMayDeliver names each way of passing for somebody else.
func TestWhoMayDeliver(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	h := p.Handler()
	known := p.newScreen(t, "tongjiang")
	known.deliver(t)
	id := known.who.ID()
	const stranger = "" // an id that nobody had yet
	token := p.tokens["tongjiang"]
	for name, c := range map[string]struct {
		id, hall, token string
		want            int
	}{
		"a stranger without a token":          {stranger, "tongjiang", "", http.StatusForbidden},
		"a stranger with a wrong token":       {stranger, "tongjiang", "AAAA", http.StatusForbidden},
		"a stranger with the hash for token":  {stranger, "tongjiang", p.halls["tongjiang"].Token, http.StatusForbidden},
		"a stranger with another hall's":      {stranger, "tongjiang", p.tokens["fuyuan"], http.StatusForbidden},
		"a hall that is not there":            {stranger, "suibin", token, http.StatusForbidden},
		"a known kiosk by another key":        {id, "tongjiang", "", http.StatusUnauthorized},
		"a known kiosk by key and token":      {id, "tongjiang", token, http.StatusForbidden},
		"a known kiosk's id in another hall":  {id, "fuyuan", p.tokens["fuyuan"], http.StatusForbidden},
		"an id that is easily guessed":        {"A01", "tongjiang", token, http.StatusBadRequest},
		"a hall that is no name":              {stranger, "../etc", token, http.StatusBadRequest},
		"a stranger with the token (welcome)": {stranger, "tongjiang", token, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			f := forge(t, cmp.Or(c.id, rand.Text()), c.hall, c.token)
			f.items = []kiosk.Item{slipOf(c.hall)}
			before := len(all(t, p.store, kiosk.ItemSlip, catalog.Date{}))
			w := send(h, f.write(t))
			if w.Code != c.want {
				t.Errorf("status %d: %s, want %d", w.Code, w.Body, c.want)
			}
			kept := len(all(t, p.store, kiosk.ItemSlip, catalog.Date{})) - before
			if (kept == 1) != (c.want == http.StatusOK) {
				t.Errorf("%d slips were kept", kept)
			}
			if strings.Contains(w.Body.String(), token) {
				t.Error("the answer has the token")
			}
		})
	}
	fleet, err := p.store.Fleet(t.Context())
	must(t, err)
	for _, m := range fleet {
		// Only the two who had a token count: a stranger raises no alarm.
		if m.ID == id && m.Mistrusted != 2 {
			t.Errorf("%d deliveries by another key are counted, want 2", m.Mistrusted)
		}
	}
}

// TestTokenAloneRaisesNoAlarm: to be counted as another key, a delivery must
// be signed by the key it names.
func TestTokenAloneRaisesNoAlarm(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	known := p.newScreen(t, "tongjiang")
	known.deliver(t)
	f := forge(t, known.who.ID(), "tongjiang", p.tokens["tongjiang"])
	f.head.Key = known.who.Public() // which f cannot sign by
	if w := send(p.Handler(), f.write(t)); w.Code != http.StatusUnauthorized {
		t.Errorf("status %d, want 401", w.Code)
	}
	fleet, err := p.store.Fleet(t.Context())
	must(t, err)
	if fleet[0].Mistrusted != 0 {
		t.Error("an alarm was raised")
	}
}

func TestKioskThatMovesIsForgottenFirst(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	answerOf(t, send(p.Handler(), f.write(t)))
	f.head.Hall, f.head.Token = "fuyuan", p.tokens["fuyuan"]
	if w := send(p.Handler(), f.write(t)); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "hint: fleet forget") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	must(t, p.store.Forget(t.Context(), f.head.Kiosk))
	answerOf(t, send(p.Handler(), f.write(t)))
}

func TestKnownKioskNeedsNoToken(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	s := p.newScreen(t, "tongjiang")
	s.deliver(t)
	s.to.Token = ""
	closed := hub.New(p.store, hub.Halls{"tongjiang": {}}, hub.Options{}) // no new kiosk comes in
	s.to.Post = poster(closed.Handler())
	s.deliver(t)
	other := p.newScreen(t, "tongjiang")
	other.to.Post = poster(closed.Handler())
	if _, err := other.Deliver(t.Context(), other.to); err == nil {
		t.Error("a closed hall took a new kiosk in")
	}
	gone := hub.New(p.store, hub.Halls{"fuyuan": {}}, hub.Options{})
	s.to.Post = poster(gone.Handler())
	if _, err := s.Deliver(t.Context(), s.to); err == nil {
		t.Error("a hall that was taken out of the configuration still delivers")
	}
}

func TestForgedHeartbeatIsRefused(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	victim := p.newScreen(t, "tongjiang")
	must(t, victim.Beat(t.Context(), kiosk.Heartbeat{Edition: 124}))
	victim.deliver(t)
	thief := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	seal := func(h kiosk.Heartbeat) json.RawMessage {
		body, err := h.Seal(thief.key)
		must(t, err)
		return body
	}
	genuine := kiosk.Heartbeat{Kiosk: thief.head.Kiosk, Hall: "tongjiang", Number: 1}
	changed := bytes.Replace(seal(genuine), []byte(`"e":0`), []byte(`"e":999`), 1)
	for name, c := range map[string]struct {
		body json.RawMessage
		kept int
	}{
		"for another kiosk":  {seal(kiosk.Heartbeat{Kiosk: victim.who.ID(), Hall: "tongjiang", Number: 1 << 50}), 0},
		"for another hall":   {seal(kiosk.Heartbeat{Kiosk: thief.head.Kiosk, Hall: "fuyuan", Number: 1}), 0},
		"changed on the way": {changed, 0},
		"not signed":         {json.RawMessage(`{"beat":{"k":"` + thief.head.Kiosk + `","h":"tongjiang","n":1}}`), 0},
		"without a number":   {seal(kiosk.Heartbeat{Kiosk: thief.head.Kiosk, Hall: "tongjiang"}), 0},
		"no heartbeat":       {json.RawMessage(`[1]`), 0},
		"genuine":            {seal(genuine), 1},
	} {
		t.Run(name, func(t *testing.T) {
			thief.items = []kiosk.Item{{ID: rand.Text(), Kind: kiosk.ItemHeartbeat, Body: c.body}}
			a := answerOf(t, send(p.Handler(), thief.write(t)))
			if a.Kept != c.kept || len(a.Refused) != 1-c.kept {
				t.Errorf("answer = %+v, want %d kept", a, c.kept)
			}
		})
	}
	fleet, err := p.store.Fleet(t.Context())
	must(t, err)
	for _, m := range fleet {
		if m.ID == victim.who.ID() && m.Beat.Number >= 1<<50 {
			t.Error("the victim's heartbeat was replaced")
		}
	}
}

// TestBadItemIsRefusedAlone: what is wrong with one item holds up no other.
func TestBadItemIsRefusedAlone(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	item := func(kind kiosk.ItemKind, body string) kiosk.Item {
		return kiosk.Item{ID: rand.Text(), Kind: kind, Body: json.RawMessage(body)}
	}
	good := slipOf("tongjiang")
	f.items = []kiosk.Item{
		item("photograph", `{}`),
		item(kiosk.ItemSlip, `{"sort":"wrong","about":"guide/x","hall":"fuyuan","day":"2026-11-18"}`),
		item(kiosk.ItemSlip, `{"sort":"wrong","about":"guide/x","hall":"tongjiang","day":"tomorrow"}`),
		item(kiosk.ItemSlip, `"words"`),
		item(kiosk.ItemTally, `{"hall":"tongjiang","day":"2026-11-18","counts":[{"what":"open","of":"guide/x","n":4}]}`),
		item(kiosk.ItemTally, `{"hall":"tongjiang","day":"2026-11-18","counts":[{"what":"notfound","of":"离婚","n":9}]}`),
		item(kiosk.ItemAmendment, `"`+strings.Repeat("x", kiosk.MaxItem)+`"`),
		good,
	}
	a := answerOf(t, send(p.Handler(), f.write(t)))
	if a.Kept != 1 || len(a.Refused) != 7 {
		t.Fatalf("answer = %+v, want one kept and seven refused", a)
	}
	for n, r := range a.Refused {
		if r.ID != f.items[n].ID || r.Why == "" {
			t.Errorf("refusal %d = %+v", n, r)
		}
	}
	if slips := all(t, p.store, kiosk.ItemSlip, catalog.Date{}); len(slips) != 1 || slips[0].ID != good.ID {
		t.Errorf("slips = %v", slips)
	}
}

func TestMalformedDeliveryIsRefusedWhole(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	head := func(change func(*kiosk.Delivery)) string {
		d := f.head
		d.Items = 1
		change(&d)
		b, err := json.Marshal(d)
		must(t, err)
		return string(b) + "\n"
	}
	same := func(*kiosk.Delivery) {}
	line, err := json.Marshal(slipOf("tongjiang"))
	must(t, err)
	slip := string(line) + "\n"
	for name, body := range map[string][]byte{
		"nothing":            {},
		"no signature":       []byte(head(same) + slip),
		"cut":                f.sign(t, []byte(head(same)+slip))[:200],
		"no line end":        bytes.TrimSuffix(f.sign(t, []byte(head(same)+slip)), []byte("\n")),
		"only a signature":   f.sign(t, nil),
		"newer version":      f.sign(t, []byte(head(func(d *kiosk.Delivery) { d.Version = 2 })+slip)),
		"fewer than it says": f.sign(t, []byte(head(func(d *kiosk.Delivery) { d.Items = 2 })+slip)),
		"short key":          f.sign(t, []byte(head(func(d *kiosk.Delivery) { d.Key = d.Key[:31] })+slip)),
		"cursor below zero":  f.sign(t, []byte(head(func(d *kiosk.Delivery) { d.Cursor = -1 })+slip)),
		"item is no JSON":    f.sign(t, []byte(head(same)+"{\n")),
		"id is no id":        f.sign(t, []byte(head(same)+`{"id":"'; DROP TABLE entry","kind":"slip","body":{}}`+"\n")),
		"one id twice":       f.sign(t, []byte(head(func(d *kiosk.Delivery) { d.Items = 2 })+slip+slip)),
		"gzip of nothing":    {0x1f, 0x8b},
		"gzip that was cut":  packed(t, f.write(t))[:60],
	} {
		t.Run(name, func(t *testing.T) {
			if w := send(p.Handler(), body); w.Code != http.StatusBadRequest {
				t.Errorf("status %d: %s, want 400", w.Code, w.Body)
			}
		})
	}
	if n := len(all(t, p.store, kiosk.ItemSlip, catalog.Date{})); n != 0 {
		t.Errorf("%d slips were kept", n)
	}
}

func packed(t testing.TB, b []byte) []byte {
	t.Helper()
	var short bytes.Buffer
	z := gzip.NewWriter(&short)
	_, err := z.Write(b)
	must(t, err)
	must(t, z.Close())
	return short.Bytes()
}

// counting counts what is read of a body.
type counting struct {
	io.Reader
	n *atomic.Int64
}

func (c counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func TestGigabyteIsRefused(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	server := httptest.NewServer(p.Handler())
	defer server.Close()
	for name, length := range map[string]int64{"that says so": 1 << 30, "that does not say so": -1} {
		t.Run(name, func(t *testing.T) {
			var sent atomic.Int64
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1/outbox", counting{endless(1 << 30), &sent})
			must(t, err)
			r.ContentLength = length
			answer, err := http.DefaultClient.Do(r)
			if err == nil {
				answer.Body.Close()
				if answer.StatusCode != http.StatusRequestEntityTooLarge {
					t.Errorf("status %d, want 413", answer.StatusCode)
				}
			} // else the hub hung up while it was being sent
			if n := sent.Load(); n > 64<<20 {
				t.Errorf("the hub let %d MB come", n>>20)
			}
		})
	}
}

func TestBombIsPutOut(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	var bomb bytes.Buffer
	z, err := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	must(t, err)
	_, err = io.Copy(z, endless(20<<20))
	must(t, err)
	must(t, z.Close())
	if bomb.Len() > kiosk.MaxDelivery {
		t.Fatalf("the bomb has %d bytes: it is no bomb", bomb.Len())
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w := send(p.Handler(), bomb.Bytes())
	runtime.ReadMemStats(&after)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d: %s, want 413", w.Code, w.Body)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 5<<20 {
		t.Errorf("it took %d MB of memory to refuse it", used>>20)
	}
	if _, err := p.Import(t.Context(), bomb.Bytes()); err == nil {
		t.Error("a stick with a bomb was taken")
	}
}

func TestOtherRequestsAreRefused(t *testing.T) {
	p := newProvince(t, onSQLite(t), hub.Options{})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	for name, c := range map[string]struct {
		method, path, encoding string
		want                   int
	}{
		"GET":           {http.MethodGet, "/v1/outbox", "", http.StatusMethodNotAllowed},
		"another path":  {http.MethodPost, "/v1/outbox/x", "", http.StatusNotFound},
		"another pack":  {http.MethodPost, "/v1/outbox", "br", http.StatusUnsupportedMediaType},
		"gzip in words": {http.MethodPost, "/v1/outbox", "gzip", http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.path, bytes.NewReader(packed(t, f.write(t))))
			r.Header.Set("Content-Encoding", c.encoding)
			w := httptest.NewRecorder()
			p.Handler().ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("status %d, want %d", w.Code, c.want)
			}
		})
	}
}

// stuck is a store whose disk does not answer.
type stuck struct {
	hub.Store
	entered chan struct{}
}

func (s stuck) Keep(ctx context.Context, _ hub.Arrival) (hub.Page, error) {
	s.entered <- struct{}{}
	<-ctx.Done()
	return hub.Page{}, ctx.Err()
}

// TestBusyHubSaysWhenToComeBack: whoever finds all slots taken is not left
// waiting.
func TestBusyHubSaysWhenToComeBack(t *testing.T) {
	store := stuck{onSQLite(t), make(chan struct{})}
	p := newProvince(t, store, hub.Options{})
	f := forge(t, rand.Text(), "tongjiang", p.tokens["tongjiang"])
	body := f.write(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	for range 64 {
		go func() {
			r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/v1/outbox", bytes.NewReader(body))
			p.Handler().ServeHTTP(httptest.NewRecorder(), r)
			done <- struct{}{}
		}()
		<-store.entered
	}
	late, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	w := httptest.NewRecorder()
	p.Handler().ServeHTTP(w, httptest.NewRequestWithContext(late, http.MethodPost, "/v1/outbox", bytes.NewReader(body)))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	cancel()
	for range 64 {
		<-done
	}
}
