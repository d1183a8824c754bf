package machine_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog/trust"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/outbox"
)

func TestHubKnowsWhichEditionIsShown(t *testing.T) {
	p := newPublisher(t)
	p.publish(fee("a", "水费"))
	store := ok(hub.OpenStore(t.Context(), filepath.Join(t.TempDir(), "hub.db")))(t)
	defer store.Close()
	token, lines, err := hub.NewToken("hall")
	if err != nil {
		t.Fatal(err)
	}
	halls := ok(hub.ParseHalls([]byte(lines), "halls.toml"))(t)
	server := httptest.NewServer(hub.New(store, halls, hub.Options{}).Handler())
	defer server.Close()
	h := newHall(t, p, p.dir)
	h.setup.Config.Hub, h.setup.Config.HubToken = server.URL, token
	m := h.open()
	pull(t, m)
	m.Shown(m.State().Generation)
	if err := m.Beat(t.Context()); err != nil {
		t.Fatal(err)
	}
	to := outbox.Hub{URL: server.URL + "/v1/outbox", Token: token, Post: m.Post}
	if d, err := m.Outbox().Deliver(t.Context(), to); err != nil || d.Kept != 1 {
		t.Fatalf("delivered %+v, %v", d, err)
	}
	var out bytes.Buffer
	if err := hub.List(t.Context(), store, hub.Look{JSON: true}, &out); err != nil {
		t.Fatal(err)
	}
	whose := ok(trust.Publisher(ok(os.ReadFile(filepath.Join(p.dir, "1.root.json")))(t)))(t)
	if want := `"publisher":"` + whose + `","edition":1,"digest":"` + m.State().Digest + `"`; !strings.Contains(out.String(), want) {
		t.Errorf("the hub knows %s, want %s", out.String(), want)
	}
	// The disk changes a word at noon: the next heartbeat says so, not the night.
	p.publish(fee("a", "收费"))
	pull(t, m)
	rot(t, filepath.Join(h.dir, "catalog.db"), "fee/a")
	if err := m.Beat(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d, err := m.Outbox().Deliver(t.Context(), to); err != nil || d.Kept != 1 {
		t.Fatalf("delivered %+v, %v", d, err)
	}
	out.Reset()
	if err := hub.List(t.Context(), store, hub.Look{JSON: true, Published: hub.Published{Edition: 2, Digest: signed(t, m)}}, &out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"edition":2`) || !strings.Contains(out.String(), `"differs"`) {
		t.Errorf("the hub knows %s, and does not see that the kiosk shows something else", out.String())
	}
}

// signed is the digest that the publisher signed.
func signed(t *testing.T, m *machine.Machine) []byte {
	t.Helper()
	return ok(hex.DecodeString(m.State().Digest))(t)
}

func TestBusyHubIsLeftAloneForAsLongAsItAsks(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	defer server.Close()
	p := newPublisher(t)
	h := newHall(t, p)
	m := h.open()
	_, err := m.Post(t.Context(), server.URL, []byte("{}"))
	var later outbox.Later
	if !errors.As(err, &later) {
		t.Fatalf("err = %v, want an outbox.Later", err)
	}
	if after, named := later.RetryAfter(); after != 10*time.Minute || !named {
		t.Errorf("retry after %v, %v", after, named)
	}
}
