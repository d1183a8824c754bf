package outbox_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

func TestSlipSaysNothingAboutTheVisitor(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Put(t.Context(), wrong("guide/x")))
	var id string
	var body []byte
	var created int64
	must(t, b.db.Read.QueryRow(`SELECT id, body, created FROM outbox`).Scan(&id, &body, &created))
	var fields map[string]any
	must(t, json.Unmarshal(body, &fields))
	for name := range fields {
		if !slices.Contains([]string{"sort", "reasons", "about", "hall", "day", "edition"}, name) {
			t.Errorf("a slip says %s", name)
		}
	}
	if day := (catalog.Date{Year: 2026, Month: 11, Day: 18}); created != day.Time().Unix() {
		t.Errorf("created = %d, want the day alone", created)
	}
	must(t, b.Put(t.Context(), wrong("guide/x")))
	var same int
	must(t, b.db.Read.QueryRow(`SELECT count(*) FROM outbox WHERE substr(id, 1, 4) = ?`, id[:4]).Scan(&same))
	if same != 1 {
		t.Error("two ids of one moment begin alike: they tell the time")
	}
}

func TestBadSlipIsRefused(t *testing.T) {
	b := newBox(t, outbox.Options{})
	for name, s := range map[string]kiosk.Slip{
		"nothing":          {},
		"no record":        {Sort: kiosk.SlipWrong},
		"level of a wrong": {Sort: kiosk.SlipWrong, About: "guide/x", Level: 3},
		"no level":         {Sort: kiosk.SlipRating, About: "guide/x"},
		"sixth level":      {Sort: kiosk.SlipRating, About: "guide/x", Level: 6},
		"other sort":       {Sort: "praise", About: "guide/x"},
		"words":            {Sort: kiosk.SlipWrong, About: "guide/x", Reasons: []string{"李敏 13812345678"}},
		"many reasons":     {Sort: kiosk.SlipWrong, About: "guide/x", Reasons: slices.Repeat([]string{"a"}, 13)},
	} {
		t.Run(name, func(t *testing.T) {
			if err := b.Put(t.Context(), s); err == nil {
				t.Error("it was taken")
			}
		})
	}
	if n := b.status(t).Items; n != 0 {
		t.Errorf("%d items are kept, want none", n)
	}
}

func TestAmendmentIsKeptOnce(t *testing.T) {
	b := newBox(t, outbox.Options{})
	id, body := proposal(1)
	for range 3 {
		must(t, b.Propose(t.Context(), id, body))
	}
	if n := b.status(t).Items; n != 1 {
		t.Errorf("%d items, want 1", n)
	}
	for name, bad := range map[string]json.RawMessage{
		"no JSON": json.RawMessage(`{`), "nothing": nil, "not UTF-8": json.RawMessage("\"\xff\""),
		"too long": json.RawMessage(`"` + strings.Repeat("x", kiosk.MaxItem) + `"`),
	} {
		if err := b.Propose(t.Context(), "proposal-of-nothing", bad); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	if err := b.Propose(t.Context(), "short", body); err == nil {
		t.Error("an id that is easily guessed was taken")
	}
}

func TestOnlyTheNewestHeartbeatMatters(t *testing.T) {
	b := newBox(t, outbox.Options{})
	who, err := outbox.OpenIdentity(b.dir)
	must(t, err)
	var last int64
	for i, now := range []time.Time{noon, noon.Add(time.Minute), noon.Add(-300 * 24 * time.Hour), noon} {
		b.now = now
		must(t, b.Beat(t.Context(), kiosk.Heartbeat{App: "0.1.0", Edition: int64(i), Number: 7, Kiosk: "another"}))
		var body []byte
		must(t, b.db.Read.QueryRow(`SELECT body FROM outbox`).Scan(&body))
		h, err := kiosk.OpenHeartbeat(body, who.Public())
		must(t, err)
		if h.Kiosk != who.ID() || h.Hall != "tongjiang" || h.Edition != int64(i) || h.At != now.Unix() {
			t.Errorf("heartbeat = %+v", h)
		}
		if h.Number <= last {
			t.Errorf("number %d follows %d: the hub would take it for an old one", h.Number, last)
		}
		last = h.Number
	}
	if n := b.status(t).Items; n != 1 {
		t.Errorf("%d items, want the newest heartbeat alone", n)
	}
}

func TestHeartbeatIsShort(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{
		App: "1.12.3", Publisher: "230881", Edition: 124, Digest: make([]byte, 32), Applied: noon.Unix(), Checked: noon.Unix(),
		Source: "https", Withdrawn: 119, Skew: -2, FreeMB: 51234, Amendments: 12, Generation: 31, Painted: 4, Nonce: "3f9a1c22",
	}))
	var size int
	must(t, b.db.Read.QueryRow(`SELECT length(body) FROM outbox`).Scan(&size))
	if size > 420 {
		t.Errorf("%d bytes, want about 400: a hundred thousand kiosks send one every five minutes", size)
	}
	t.Logf("%d bytes", size)
}

func TestForgedHeartbeatIsNotBelieved(t *testing.T) {
	b, other := newBox(t, outbox.Options{}), newBox(t, outbox.Options{})
	who, err := outbox.OpenIdentity(b.dir)
	must(t, err)
	stranger, err := outbox.OpenIdentity(other.dir)
	must(t, err)
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{Edition: 124}))
	var body []byte
	must(t, b.db.Read.QueryRow(`SELECT body FROM outbox`).Scan(&body))
	if _, err := kiosk.OpenHeartbeat(body, stranger.Public()); !errors.Is(err, kiosk.ErrForged) {
		t.Errorf("err = %v, want %v", err, kiosk.ErrForged)
	}
	changed := strings.Replace(string(body), `"e":124`, `"e":125`, 1)
	if changed == string(body) {
		t.Fatal("the heartbeat has no edition to forge")
	}
	if _, err := kiosk.OpenHeartbeat([]byte(changed), who.Public()); !errors.Is(err, kiosk.ErrForged) {
		t.Errorf("err = %v, want %v", err, kiosk.ErrForged)
	}
}
