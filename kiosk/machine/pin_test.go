package machine_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk"
)

// TestPINIsInNoFileAndNoLog has people enter, fail, write, export and travel,
// and then looks for their PINs in every byte that was written.
func TestPINIsInNoFileAndNoLog(t *testing.T) {
	log := logs(t)
	stick := t.TempDir()
	at := newHub(t)
	h := at.at(newScreen(t, heat(t, "工作日 8:30", "12345")))
	h.setup.Sticks = []string{stick}
	m := h.open()
	for _, try := range [][2]string{{"RS-017", pinWrong}, {"RS-020", pinLi}, {"NOBODY", pinWrong}} {
		if err := await(func(done func(error)) { m.Enter(try[0], try[1], done) }); !errors.Is(err, kiosk.ErrPIN) || strings.Contains(err.Error(), try[1]) {
			t.Errorf("entered as %s: %v", try[0], err)
		}
	}
	if d := m.Door(); d.Tries != 2 || d.Locked != 0 || d.Next.Minutes() != 1 {
		t.Errorf("door %+v", d)
	}
	writeNotice(t, m, "", "二楼电梯停用")
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	exchange(t, m)
	must(t, await(func(done func(error)) { m.WriteEntries(stick, func(_ string, err error) { done(err) }) }))
	for range 5 {
		await(func(done func(error)) { m.Enter("RS-017", pinWrong, done) })
	}
	var locked *kiosk.Locked
	if err := await(func(done func(error)) { m.Enter("RS-017", pinLi, done) }); !errors.As(err, &locked) || m.Door().Locked == 0 || m.Door().Tries != 0 {
		t.Errorf("after five errors: %v, %+v", err, m.Door())
	}
	if got := ok(m.Changes("", 0, 100))(t); len(got) < 10 {
		t.Errorf("%d entries: the test proves nothing", len(got))
	}
	must(t, m.Close())
	files := 0
	for _, dir := range []string{h.dir, stick} {
		must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			files++
			noPIN(t, path, string(ok(os.ReadFile(path))(t)))
			return nil
		}))
	}
	if files < 4 {
		t.Errorf("%d files were looked through", files)
	}
	noPIN(t, "the log", log.String())
}

// noPIN looks for a PIN as a number of its own: in random digits and keys one
// may stand by chance.
func noPIN(t *testing.T, where, text string) {
	t.Helper()
	for _, pin := range []string{pinLi, pinWang, pinZhao, pinWrong} {
		for rest, at := text, 0; at >= 0; rest = rest[at+1:] {
			if at = strings.Index(rest, pin); at < 0 {
				break
			}
			before, after := rest[:at], rest[at+len(pin):]
			if !inWord(before[max(0, len(before)-1):]) && !inWord(after[:min(1, len(after))]) {
				t.Errorf("%s has the PIN %s: …%q…", where, pin, rest[max(0, at-20):min(len(rest), at+30)])
			}
		}
	}
}

func inWord(s string) bool {
	return strings.ContainsAny(s, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/")
}
