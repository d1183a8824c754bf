package outbox_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mingbai/kiosk"
	"mingbai/kiosk/hub"
	"mingbai/kiosk/outbox"
)

// importer is a hub as the administrator has it: without the network.
func (h hall) importer(t testing.TB) *hub.Hub {
	t.Helper()
	_, lines, err := hub.NewToken("tongjiang") // a token that the kiosk never saw
	must(t, err)
	halls, err := hub.ParseHalls([]byte(lines), "halls.toml")
	must(t, err)
	return hub.New(h.store, halls, hub.Options{})
}

func TestStickCarriesEverything(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	for range 700 { // more than one batch
		must(t, b.Put(t.Context(), wrong("guide/x")))
	}
	must(t, b.Beat(t.Context(), kiosk.Heartbeat{Edition: 124}))
	path := filepath.Join(t.TempDir(), "stick.jsonl")
	e, err := b.Export(t.Context(), path)
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	if e.Items != 701 || e.Bytes != int64(len(file)) {
		t.Errorf("exported = %+v, want 701 items of %d bytes", e, len(file))
	}
	if strings.Contains(string(file), h.token) || strings.Contains(string(file), "token") {
		t.Error("the hall's token is on the stick")
	}
	at := h.importer(t)
	for range 2 { // a second time is harmless
		a, err := at.Import(t.Context(), file)
		must(t, err)
		if a.Kept != 701 || len(a.Refused) != 0 {
			t.Errorf("kept %d, refused %v", a.Kept, a.Refused)
		}
		if n := len(h.slips(t)); n != 700 {
			t.Errorf("%d slips are at the hub, want 700", n)
		}
	}
	if s := b.status(t); s.Items != 701 || s.Exported != 701 {
		t.Errorf("status = %+v, want everything still here and marked", s)
	}
	// The network comes back: all goes again, nothing is there twice.
	for more := true; more; {
		d, err := b.Deliver(t.Context(), h.hub())
		must(t, err)
		more = d.More
	}
	if n := len(h.slips(t)); n != 700 || b.status(t).Items != 0 {
		t.Errorf("%d slips at the hub, %d items here, want 700 and 0", n, b.status(t).Items)
	}
}

func TestStickThatWasPulledOutIsRefusedWhole(t *testing.T) {
	h, b := newHall(t), newBox(t, outbox.Options{})
	for range 3 {
		must(t, b.Put(t.Context(), wrong("guide/x")))
	}
	path := filepath.Join(t.TempDir(), "stick.jsonl")
	_, err := b.Export(t.Context(), path)
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)
	for cut := range len(file) {
		if _, err := h.importer(t).Import(t.Context(), file[:cut]); err == nil {
			t.Fatalf("%d of %d bytes were taken", cut, len(file))
		}
	}
	for at := range file {
		bad := append([]byte(nil), file...)
		bad[at] ^= 1
		if _, err := h.importer(t).Import(t.Context(), bad); err == nil {
			t.Fatalf("byte %d was changed and nobody noticed", at)
		}
	}
	if n := len(h.slips(t)); n != 0 {
		t.Errorf("%d slips of a broken stick are kept", n)
	}
}

func TestFullStickKeepsWhatItHad(t *testing.T) {
	stick := t.TempDir()
	if err := syscall.Mount("tmpfs", stick, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("a small file system is needed, and mounting one is not allowed here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(stick, 0) })
	path := filepath.Join(stick, "outbox.jsonl")
	must(t, os.WriteFile(path, []byte("of yesterday"), 0o644))
	b := newBox(t, outbox.Options{})
	for range 600 {
		must(t, b.Put(t.Context(), wrong("guide/x")))
	}
	_, err := b.Export(t.Context(), path)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), path) {
		t.Errorf("err = %v, want a full stick and its path", err)
	}
	if old, _ := os.ReadFile(path); string(old) != "of yesterday" {
		t.Error("the file of yesterday is gone")
	}
	if files, _ := os.ReadDir(stick); len(files) != 1 {
		t.Errorf("files = %v, want no rest of the new one", files)
	}
	if n := b.status(t).Exported; n != 0 {
		t.Errorf("%d items are marked as exported", n)
	}
}
