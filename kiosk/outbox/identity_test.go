package outbox_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
)

func TestKioskKeepsItsKey(t *testing.T) {
	dir := t.TempDir()
	first, err := outbox.OpenIdentity(dir)
	must(t, err)
	second, err := outbox.OpenIdentity(dir)
	must(t, err)
	if first.ID() != second.ID() || !first.Public().Equal(second.Public()) {
		t.Errorf("%v became %v", first, second)
	}
	must(t, kiosk.CheckItemID(first.ID()))
	info, err := os.Stat(filepath.Join(dir, "kiosk.key"))
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %o, want 600", info.Mode().Perm())
	}
	files, err := os.ReadDir(dir)
	must(t, err)
	if len(files) != 1 {
		t.Errorf("files = %v, want the key alone", files)
	}
}

func TestManyStartAtOnceAndAreOneKiosk(t *testing.T) {
	dir := t.TempDir()
	ids := make([]string, 16)
	var all sync.WaitGroup
	for n := range ids {
		all.Go(func() {
			who, err := outbox.OpenIdentity(dir)
			if err != nil {
				t.Error(err)
			}
			ids[n] = who.ID()
		})
	}
	all.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatalf("ids = %v, want one", ids)
		}
	}
}

// TestBrokenKeyIsNotReplaced: a new key would make the kiosk a stranger to
// the hub, and the old one's heartbeat would go silent without a reason.
func TestBrokenKeyIsNotReplaced(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		mode os.FileMode
	}{
		"torn":     {`{"kiosk":"ABCD`, 0o600},
		"empty":    {``, 0o600},
		"half":     {`{"kiosk":"ABCDEFGHIJKLMNOPQRST","seed":"AAAA"}`, 0o600},
		"readable": {`{"kiosk":"ABCDEFGHIJKLMNOPQRST","seed":"` + strings.Repeat("A", 43) + `="}`, 0o644},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "kiosk.key")
			must(t, os.WriteFile(path, []byte(c.text), c.mode))
			must(t, os.Chmod(path, c.mode))
			if _, err := outbox.OpenIdentity(dir); err == nil || !strings.Contains(err.Error(), "hint: ") {
				t.Errorf("err = %v, want one with a hint", err)
			}
			if after, _ := os.ReadFile(path); string(after) != c.text {
				t.Error("the key was replaced")
			}
		})
	}
}

func TestKeyIsInNoLog(t *testing.T) {
	dir := t.TempDir()
	who, err := outbox.OpenIdentity(dir)
	must(t, err)
	for _, text := range []string{fmt.Sprint(who), fmt.Sprintf("%v", who), fmt.Sprintf("%+v", who), fmt.Sprintf("%#v", who), who.String()} {
		if text != who.ID() {
			t.Errorf("it prints as %q, want %q", text, who.ID())
		}
	}
}
