package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingbai/kiosk/cli"
)

// TestKioskTrustsAnotherPublisherOnlyWhenToldTwice asks first and does it with
// the publisher's digits.
func TestKioskTrustsAnotherPublisherOnlyWhenToldTwice(t *testing.T) {
	if _, err := os.Stat("/etc/mingbai/root.json"); err == nil {
		t.Skip("this machine has a root of its own: a kiosk here does not keep one")
	}
	old, root := published(t)
	tree, next := published(t)
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "1.root.json")
	ok(0, os.WriteFile(filepath.Join(dir, "root.json"), root, 0o640))(t)
	ok(0, os.WriteFile(file, next, 0o640))(t)
	if code, _, errs := at(t, dir, "pull", "-from", old); code != cli.Done {
		t.Fatal(errs)
	}
	if code, _, errs := at(t, dir, "pull", "-from", tree); code != cli.Untrusted {
		t.Errorf("without being told: code %d: %s", code, errs)
	}
	code, out, errs := at(t, dir, "pull", "-from", tree, "-new-publisher", file)
	digits := regexp.MustCompile(`-confirm ([0-9a-f]{16})\)`).FindStringSubmatch(errs)
	if code != cli.Fail || out != "" || digits == nil || !strings.Contains(errs, "nothing was changed") ||
		!strings.Contains(errs, "edition 7, 1 records") || !strings.Contains(errs, "root key  bureau ") {
		t.Fatalf("asked: code %d: %s%s", code, out, errs)
	}
	if code, _, errs := at(t, dir, "pull", "-from", tree, "-new-publisher", file, "-confirm", "0123456789abcdef"); code != cli.Fail || !strings.Contains(errs, "nothing was changed") {
		t.Errorf("another publisher confirmed: code %d: %s", code, errs)
	}
	if code, _, _ := at(t, dir, "pull", "-from", old); code != cli.Done {
		t.Errorf("the publisher of today: code %d", code)
	}
	code, out, errs = at(t, dir, "pull", "-from", tree, "-new-publisher", file, "-confirm", digits[1])
	if code != cli.Done || !strings.Contains(out, "edition   7") {
		t.Fatalf("told: code %d: %s%s", code, out, errs)
	}
	if code, _, _ := at(t, dir, "pull", "-from", old); code != cli.Untrusted {
		t.Errorf("the old publisher: code %d", code)
	}
	for name, args := range map[string][]string{
		"no such file":     {"-new-publisher", filepath.Join(dir, "away.json")},
		"the same again":   {"-new-publisher", file, "-from", tree},
		"what is no root":  {"-new-publisher", filepath.Join(tree, "timestamp.json"), "-from", tree},
		"nobody confirmed": {"-confirm", digits[1]},
	} {
		if code, out, errs := at(t, dir, append([]string{"pull"}, args...)...); code == cli.Done || out != "" || !strings.Contains(errs, "hint: ") && code != cli.Usage {
			t.Errorf("%s: code %d: %s%s", name, code, out, errs)
		}
	}
}
