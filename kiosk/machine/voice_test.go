package machine_test

import (
	"os"
	"path/filepath"
	"testing"

	"mingbai/catalog"
)

func TestSilentWithoutASetting(t *testing.T) {
	m := open(t, t.TempDir())
	m.Start()
	if m.CanSay() {
		t.Error("a hall that allowed no voice has one")
	}
	m.Say(catalog.ZH, "guide/x", []string{"您好"})
	m.Hush()
	m.Quiet()
}

func TestRecordingOfARecord(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir)
	if got := m.Recording(catalog.ZH, "guide/x"); got != "" {
		t.Errorf("a recording out of nothing: %s", got)
	}
	path := filepath.Join(dir, "sound", "guide", "x.zh.wav")
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("RIFF"), 0o640); err != nil {
		t.Fatal(err)
	}
	if got := m.Recording(catalog.ZH, "guide/x"); got != path {
		t.Errorf("got %q, want %s", got, path)
	}
	for _, id := range []catalog.ID{"", "home", "../../etc/passwd", "guide/../x"} {
		if got := m.Recording(catalog.ZH, id); got != "" {
			t.Errorf("%q has a recording: %s", id, got)
		}
	}
}
