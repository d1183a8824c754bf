package outbox_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

const url = "https://hub.mingbai.example/v1/outbox"

// A hall is a hub with one hall and its token.
type hall struct {
	store hub.Store
	token string
	serve http.Handler
}

func newHall(t testing.TB) hall {
	t.Helper()
	store, err := hub.OpenSQLite(context.Background(), filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	token, lines, err := hub.NewToken("tongjiang")
	if err != nil {
		t.Fatal(err)
	}
	halls, err := hub.ParseHalls([]byte(lines), "halls.toml")
	if err != nil {
		t.Fatal(err)
	}
	return hall{store, token, hub.New(store, halls, hub.Options{}).Handler()}
}

// hub returns where a kiosk of the hall delivers.
func (h hall) hub() outbox.Hub { return outbox.Hub{URL: url, Token: h.token, Post: poster(h.serve)} }

// later is what an HTTP client makes of a status with Retry-After.
type later struct {
	error
	wait time.Duration
}

func (l later) RetryAfter() (time.Duration, bool) { return l.wait, true }

// poster posts to a handler without a network.
func poster(h http.Handler) func(context.Context, string, []byte) ([]byte, error) {
	return func(ctx context.Context, url string, body []byte) ([]byte, error) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body)))
		if w.Code == http.StatusOK {
			return w.Body.Bytes(), nil
		}
		err := fmt.Errorf("status %d: %s", w.Code, w.Body)
		if s, bad := strconv.Atoi(w.Header().Get("Retry-After")); bad == nil {
			return nil, later{err, time.Duration(s) * time.Second}
		}
		return nil, err
	}
}

// slips returns what the hub has of visitors.
func (h hall) slips(t testing.TB) map[string]kiosk.Slip {
	t.Helper()
	all := map[string]kiosk.Slip{}
	err := h.store.Entries(context.Background(), kiosk.ItemSlip, catalog.Date{}, func(_ string, e hub.Entry) error {
		var s kiosk.Slip
		err := json.Unmarshal(e.Body, &s)
		all[e.ID] = s
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (h hall) tallies(t testing.TB) []kiosk.Tally {
	t.Helper()
	var all []kiosk.Tally
	err := h.store.Entries(context.Background(), kiosk.ItemTally, catalog.Date{}, func(_ string, e hub.Entry) error {
		var one kiosk.Tally
		err := json.Unmarshal(e.Body, &one)
		all = append(all, one)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A box is an outbox with the file it is in.
type box struct {
	*outbox.Outbox
	db  *db.DB
	dir string
	now time.Time
}

var noon = time.Date(2026, 11, 18, 12, 0, 0, 0, time.FixedZone("CST", 8*60*60))

// newBox returns an outbox in a folder of its own; its clock is b.now.
func newBox(t testing.TB, opt outbox.Options) *box {
	t.Helper()
	b := &box{dir: t.TempDir(), now: noon}
	if opt.Now == nil {
		opt.Now = func() time.Time { return b.now }
	}
	opt.Hall = "tongjiang"
	var err error
	if b.db, err = desk.Open(context.Background(), filepath.Join(b.dir, "desk.db")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.db.Close() })
	who, err := outbox.OpenIdentity(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	if b.Outbox, err = outbox.New(b.db, who, opt); err != nil {
		t.Fatal(err)
	}
	return b
}

func rating(about catalog.ID) kiosk.Slip {
	return kiosk.Slip{Sort: kiosk.SlipRating, Level: kiosk.Satisfied, Reasons: []string{"clear"}, About: about}
}

func wrong(about catalog.ID) kiosk.Slip {
	return kiosk.Slip{Sort: kiosk.SlipWrong, Reasons: []string{"fee"}, About: about, Edition: 124}
}

func proposal(n int) (string, json.RawMessage) {
	return fmt.Sprintf("proposal-%010d", n), json.RawMessage(fmt.Sprintf(`{"record":"counter/w3","n":%d}`, n))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *box) status(t testing.TB) outbox.Status {
	t.Helper()
	s, err := b.Status(context.Background())
	must(t, err)
	return s
}

// unreachable is a hub behind a cable that is not plugged in.
func unreachable(context.Context, string, []byte) ([]byte, error) {
	return nil, errors.New("no route")
}

// ignore is a Receive that has no use for amendments.
func ignore(context.Context, *sql.Tx, []kiosk.Item) error { return nil }
