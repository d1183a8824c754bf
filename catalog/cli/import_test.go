package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/catalog/cli"
)

const list = `[{"department":"区教育局","items":[{"main_item":"x","sub_items":[{"name":"入学","link":"http://old.example/a?itemCode=A1"}]}]}]`

// run imports and returns the exit code and what was printed.
func run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Import(args, &o, &e)
	return code, o.String(), e.String()
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "items.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "records")
	code, out, errs := run(t, write(t, list), "-into", dir)
	if code != cli.Done || !strings.Contains(out, "1 offices\n1 guides\n2 files written") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	if !strings.Contains(errs, "1 links are plain http") || !strings.Contains(errs, "hint: ") {
		t.Errorf("plain http is not reported: %s", errs)
	}
	if _, err := os.Stat(filepath.Join(dir, "guide", "a1.json")); err != nil {
		t.Error(err)
	}
	code, out, _ = run(t, "-json", "-into", dir, write(t, list))
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		if code != cli.Done || !json.Valid([]byte(line)) {
			t.Errorf("code %d, line %q", code, line)
		}
	}
}

func TestBrokenFileImportsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "records")
	code, _, errs := run(t, write(t, list), write(t, list[:60]), "-into", dir)
	if code != cli.Fail || !strings.Contains(errs, "nothing was imported") || !strings.Contains(errs, "line 1 column 5") {
		t.Errorf("code %d: %s", code, errs)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was imported")
	}
	if code, _, errs := run(t, write(t, list), write(t, list), "-into", dir); code != cli.Fail || !strings.Contains(errs, "leave one of the files out") {
		t.Errorf("the same item in two files: code %d: %s", code, errs)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"x.json"}, {"-into", "d"}, {"-h"}, {"-wrong"}} {
		if code, _, errs := run(t, args...); code != cli.Usage || !strings.Contains(errs, "example: mingbai import") {
			t.Errorf("%v: code %d: %s", args, code, errs)
		}
	}
	if code, _, errs := run(t, "/nowhere/items.json", "-into", t.TempDir()); code != cli.Fail || !strings.Contains(errs, "/nowhere/items.json") {
		t.Errorf("code %d: %s", code, errs)
	}
}
