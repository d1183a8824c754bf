package cli_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"mingbai/kiosk/cli"
)

// run runs a verb in a data directory of its own.
func run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	t.Setenv("STATE_DIRECTORY", t.TempDir())
	code = cli.Program{Out: &o, Err: &e}.Main(t.Context(), args)
	return code, o.String(), e.String()
}

func TestSearchPrintsWhatTheScreenLists(t *testing.T) {
	code, out, errs := run(t, "search", "-json", "sb")
	if code != cli.Done {
		t.Fatalf("code %d: %s", code, errs)
	}
	ids := map[string]string{}
	for _, l := range strings.Split(strings.TrimSpace(out), "\n") {
		var hit struct{ ID, Kind, Title, Snippet, Reason string }
		d := json.NewDecoder(strings.NewReader(l))
		d.DisallowUnknownFields()
		if err := d.Decode(&hit); err != nil || hit.Title == "" || !strings.HasPrefix(hit.ID, hit.Kind+"/") {
			t.Errorf("line %q: %v", l, err)
		}
		ids[hit.ID] = hit.Reason
	}
	if ids["office/social-insurance"] != "pinyin" {
		t.Errorf("sb finds %v", ids)
	}
}

func TestSearchSaysWhenItGuesses(t *testing.T) {
	if code, out, errs := run(t, "search", "太阳能补贴"); code != cli.Done || !strings.Contains(out, "nothing matches") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	if code, out, errs := run(t, "search", "-lang", "ru", "пенсионное"); code != cli.Done || !strings.Contains(out, "guide/pension-enrolment") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}

func TestSearchWithoutWordsShowsItsUse(t *testing.T) {
	for _, args := range [][]string{{"search"}, {"search", "-lang", "de", "x"}, {"search", "-n", "0", "x"}} {
		if code, _, errs := run(t, args...); code != cli.Usage || !strings.Contains(errs, "example: mingbai search") {
			t.Errorf("%v: code %d: %s", args, code, errs)
		}
	}
	if code, _, errs := run(t, "search", "-records", t.TempDir(), "x"); code != cli.Fail || !strings.Contains(errs, "hint: ") {
		t.Errorf("an empty folder: code %d: %s", code, errs)
	}
}
