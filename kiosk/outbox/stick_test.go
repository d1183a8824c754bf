package outbox_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

func TestExportedFileIsReadByAnotherKiosk(t *testing.T) {
	b := newBox(t, outbox.Options{})
	must(t, b.Propose(t.Context(), "window-3-is-on-floor-two", []byte(`{"floor":2}`)))
	if ids, err := b.Proposed(t.Context()); err != nil || len(ids) != 1 || !ids["window-3-is-on-floor-two"] {
		t.Errorf("proposed %v, %v", ids, err)
	}
	path := filepath.Join(t.TempDir(), "stick.jsonl")
	if _, err := b.Export(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	must(t, err)
	s, err := outbox.OpenDelivery(good)
	if err != nil || len(s.Items) != 1 || string(s.Items[0].Body) != `{"floor":2}` || s.Hall != "tongjiang" {
		t.Errorf("read %+v, %v", s, err)
	}
	forged := bytes.Replace(good, []byte(`"floor":2`), []byte(`"floor":3`), 1)
	if _, err := outbox.OpenDelivery(forged); !errors.Is(err, kiosk.ErrForged) {
		t.Errorf("forged: %v", err)
	}
	for n := range good {
		if _, err := outbox.OpenDelivery(good[:n]); err == nil {
			t.Fatalf("cut after %d bytes it was read", n)
		}
	}
}

func FuzzOpenDelivery(f *testing.F) {
	f.Add([]byte("{\"mingbai\":1}\n{\"sig\":\"\"}\n"))
	f.Add([]byte("\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, err := outbox.OpenDelivery(b); err == nil && len(s.Items) != s.Delivery.Items {
			t.Errorf("read %+v", s)
		}
	})
}
