package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

// A province is a hub with two halls, and their tokens.
type province struct {
	*hub.Hub
	store  hub.Store
	halls  hub.Halls
	tokens map[string]string
}

func newProvince(t testing.TB, store hub.Store, opt hub.Options) province {
	t.Helper()
	p := province{store: store, tokens: map[string]string{}}
	text := ""
	for _, name := range []string{"tongjiang", "fuyuan"} {
		token, lines, err := hub.NewToken(name)
		must(t, err)
		p.tokens[name] = token
		text += lines
	}
	var err error
	p.halls, err = hub.ParseHalls([]byte(text), "halls.toml")
	must(t, err)
	p.Hub = hub.New(store, p.halls, opt)
	return p
}

func onSQLite(t testing.TB) hub.Store { return stores["SQLite"](t)() }

// A screen is a kiosk: an outbox, and what it got from others.
type screen struct {
	*outbox.Outbox
	who  outbox.Identity
	db   *db.DB
	to   outbox.Hub
	hall string
	got  []string // ids of amendments, in the order of their coming
}

func (p province) newScreen(t testing.TB, hall string) *screen {
	t.Helper()
	return newScreen(t, t.TempDir(), hall, outbox.Hub{Token: p.tokens[hall], Post: poster(p.Handler())})
}

func newScreen(t testing.TB, dir, hall string, to outbox.Hub) *screen {
	t.Helper()
	who, err := outbox.OpenIdentity(dir)
	must(t, err)
	d, err := desk.Open(context.Background(), filepath.Join(dir, "desk.db"))
	must(t, err)
	t.Cleanup(func() { d.Close() })
	o, err := outbox.New(d, who, outbox.Options{Hall: hall})
	must(t, err)
	s := &screen{Outbox: o, who: who, db: d, to: to, hall: hall}
	s.to.Receive = func(_ context.Context, _ *sql.Tx, all []kiosk.Item) error {
		s.got = append(s.got, ids(all)...)
		return nil
	}
	return s
}

// deliver sends and receives everything.
func (s *screen) deliver(t testing.TB) {
	t.Helper()
	for more := true; more; {
		d, err := s.Deliver(context.Background(), s.to)
		must(t, err)
		more = d.More
	}
}

// poster posts to a handler without a network.
func poster(h http.Handler) func(context.Context, string, []byte) ([]byte, error) {
	return func(_ context.Context, _ string, body []byte) ([]byte, error) {
		w := send(h, body)
		if w.Code != http.StatusOK {
			return nil, fmt.Errorf("status %d: %s", w.Code, w.Body)
		}
		return w.Body.Bytes(), nil
	}
}

func send(h http.Handler, body []byte) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/outbox", bytes.NewReader(body)))
	return w
}

// A forger writes deliveries by hand.
type forger struct {
	head  kiosk.Delivery
	items []kiosk.Item
	key   ed25519.PrivateKey
}

// forge returns a forger with a key of its own, for a kiosk and hall.
func forge(t testing.TB, id, hall, token string) forger {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	return forger{key: key, head: kiosk.Delivery{Version: 1, Kiosk: id, Hall: hall, Token: token, Key: public}}
}

// write returns the lines, signed.
func (f forger) write(t testing.TB) []byte {
	t.Helper()
	var lines bytes.Buffer
	out := json.NewEncoder(&lines)
	f.head.Items = len(f.items)
	must(t, out.Encode(f.head))
	for _, i := range f.items {
		must(t, out.Encode(i))
	}
	return f.sign(t, lines.Bytes())
}

func (f forger) sign(t testing.TB, lines []byte) []byte {
	t.Helper()
	end, err := json.Marshal(kiosk.DeliveryEnd{Sig: kiosk.SignDelivery(f.key, lines)})
	must(t, err)
	return append(append(bytes.Clone(lines), end...), '\n')
}

// answerOf reads the answer to a delivery that was taken.
func answerOf(t testing.TB, w *httptest.ResponseRecorder) (a kiosk.Answer) {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	must(t, json.Unmarshal(w.Body.Bytes(), &a))
	return a
}

func slipOf(hall string) kiosk.Item {
	body, err := json.Marshal(kiosk.Slip{Sort: kiosk.SlipWrong, About: "guide/x", Hall: hall, Day: catalog.Date{Year: 2026, Month: 11, Day: 18}})
	if err != nil {
		panic(err)
	}
	return kiosk.Item{ID: rand.Text(), Kind: kiosk.ItemSlip, Body: body}
}

// endless is a body of zeros that says it is as long as it says.
func endless(n int64) io.Reader { return io.LimitReader(zeros{}, n) }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
