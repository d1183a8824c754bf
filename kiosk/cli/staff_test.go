package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/kiosk/cli"
)

// staffVerb runs a verb with a PIN on standard input.
func staffVerb(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	was := os.Stdin
	os.Stdin = r
	t.Cleanup(func() { os.Stdin = was; r.Close() })
	if _, err := w.WriteString(stdin); err != nil {
		t.Fatal(err)
	}
	w.Close()
	var o, e bytes.Buffer
	p := cli.Program{Out: &o, Err: &e}
	code = p.Main(t.Context(), args)
	return code, o.String(), e.String()
}

func TestStaffComeAndGoByTheConsole(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("STATE_DIRECTORY", dir)
	if code, out, errs := staffVerb(t, "482917\n", "staff", "add", "-badge", "RS-017", "-name", "李敏", "-role", "staff"); code != cli.Done || !strings.Contains(out, "RS-017 李敏") {
		t.Fatalf("add: %d %s %s", code, out, errs)
	}
	if code, out, errs := staffVerb(t, "123456\n", "staff", "add", "-badge", "RS-018", "-name", "王", "-role", "staff"); code != cli.Fail || !strings.Contains(errs, "hint: ") {
		t.Errorf("weak PIN: %d %s %s", code, out, errs)
	}
	if code, out, _ := staffVerb(t, "", "staff", "list"); code != cli.Done || !strings.Contains(out, "RS-017") || strings.Contains(out, "482917") {
		t.Errorf("list: %d %s", code, out)
	}
	if code, _, errs := staffVerb(t, "", "staff", "remove", "RS-017"); code != cli.Done {
		t.Errorf("remove: %d %s", code, errs)
	}
	file := filepath.Join(t.TempDir(), "changes.jsonl")
	code, out, errs := staffVerb(t, "", "export", "-record-of-changes", file)
	if code != cli.Done || !strings.Contains(out, "2 entries") || !strings.Contains(out, "head ") {
		t.Errorf("export: %d %s %s", code, out, errs)
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), "add-person") || strings.Contains(string(b), "482917") || strings.Contains(string(b), "argon2") {
		t.Errorf("export has %s, %v", b, err)
	}
	for _, args := range [][]string{{"staff"}, {"staff", "add"}, {"export", "-record-of-changes"}, {"export", "-record-of-changes=", "x"}, {"export", "-record-of-changes", "-data"}} {
		if code, _, errs := staffVerb(t, "", args...); code == cli.Done || errs == "" {
			t.Errorf("%v: %d %q", args, code, errs)
		}
	}
	for _, args := range [][]string{{"staff", "-h"}, {"export", "-h", "-record-of-changes"}} {
		if code, _, errs := staffVerb(t, "", args...); code == cli.Fail || !strings.Contains(errs, "example: ") {
			t.Errorf("%v: %d %q", args, code, errs)
		}
	}
}
