package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/cli"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/health"
)

// A fact is a line of the doctor.
type fact struct {
	Name, Value, Hint string
	OK                bool
}

// examine asks the doctor about a directory.
func examine(t *testing.T, dir string, args ...string) (code int, facts []fact) {
	t.Helper()
	t.Setenv("DISPLAY", "")
	code, out, errs := at(t, dir, append([]string{"doctor", "-json", "-lang", "en"}, args...)...)
	for line := range strings.Lines(out) {
		var f fact
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&f); err != nil {
			t.Fatalf("line %q: %v; %s", line, err, errs)
		}
		if !f.OK && (f.Value == "" || f.Hint == "") {
			t.Errorf("%+v does not say what to do", f)
		}
		facts = append(facts, f)
	}
	return code, facts
}

// find returns the facts of a name.
func find(facts []fact, name string) (some []fact) {
	for _, f := range facts {
		if f.Name == name {
			some = append(some, f)
		}
	}
	return some
}

// has reports whether a fact of a name, well or not, says something.
func has(facts []fact, name string, ok bool, words string) bool {
	return slices.ContainsFunc(find(facts, name), func(f fact) bool { return f.OK == ok && strings.Contains(f.Value, words) })
}

// kept returns the directory of a kiosk that was started once.
func kept(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if code, _, errs := at(t, dir, "search", "费"); code != cli.Done {
		t.Fatal(errs)
	}
	return dir
}

// config writes a configuration and returns the flag that names it.
func config(t *testing.T, words string) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mingbai.toml")
	ok(0, os.WriteFile(path, []byte(words), 0o640))(t)
	return []string{"-config", path}
}

func TestDoctorOfAWellKiosk(t *testing.T) {
	code, facts := examine(t, kept(t), config(t, "kiosk = \"B07\"\nhub_token = \"geheim\"\n")...)
	if code != cli.Done {
		t.Errorf("code %d", code)
	}
	for _, f := range facts {
		if !f.OK {
			t.Errorf("%+v", f)
		}
		if strings.Contains(f.Value, "geheim") {
			t.Errorf("it tells a secret: %+v", f)
		}
	}
	for name, words := range map[string]string{"version": cli.Version, "key": `kiosk = "B07" (`, "data": "/", "edition": "seed, unsigned", "space": "MB free",
		"clock": "+08:00", "printer": "none", "voice": "off", "panel": "398 mm", "target": "wanted 20", "code": "wanted 60", "record": "0 entries, whole",
		"source": "none", "running": "no", "checked": "never"} {
		if !has(facts, name, true, words) {
			t.Errorf("%s: %+v, want %q", name, find(facts, name), words)
		}
	}
	if !has(facts, "key", true, `telephone = "12345" (default)`) || !has(facts, "key", true, "hub_token = (set)") {
		t.Errorf("keys: %+v", find(facts, "key"))
	}
}

// TestDoctorFindsWhatIsWrong wants the one fact, and an exit code that says
// so.
func TestDoctorFindsWhatIsWrong(t *testing.T) {
	well := kept(t)
	for name, c := range map[string]struct {
		dir, config  string
		code         int
		fact, words  string
		stillExamine string // another fact that is told all the same
	}{
		"no kiosk here":             {t.TempDir(), "", cli.Findings, "data", "no kiosk was started", "space"},
		"a configuration by a typo": {well, "kosk = \"B07\"", cli.Fail, "config", `unknown key "kosk"`, "space"},
		"a small panel":             {well, "panel_width_mm = 100.0", cli.Findings, "target", "9.8 mm", "voice"},
		"a panel that hangs high":   {well, "lower_edge_mm = 900.0", cli.Findings, "reach", "1254 mm", "voice"},
		"codes too small to scan":   {well, "panel_width_mm = 100.0", cli.Findings, "code", "wanted 60", "voice"},
		"a printer that is off":     {well, "printer = \"escpos:/dev/usb/lp-none\"", cli.Findings, "printer", "/dev/usb/lp-none", "voice"},
		"a voice nobody knows":      {well, "voice = \"loud\"", cli.Findings, "voice", "loud", "printer"},
		"a source that is gone":     {well, "sources = [\"http://127.0.0.1:1/\"]", cli.Findings, "source", "127.0.0.1:1", "voice"},
		"a stick that is out":       {well, "sources = [\"/media/none\"]", cli.Findings, "source", "/media/none", "voice"},
		"nobody to trust":           {well, "sources = [\"/media/none\"]\nroot = \"/nowhere/root.json\"", cli.Findings, "condition", kiosk.NoRoot, "voice"},
		"a hub that is gone":        {well, "hub = \"http://127.0.0.1:1\"", cli.Findings, "hub", "127.0.0.1:1", "voice"},
	} {
		t.Run(name, func(t *testing.T) {
			code, facts := examine(t, c.dir, config(t, c.config)...)
			if code != c.code || !has(facts, c.fact, false, c.words) {
				t.Errorf("code %d, want %d; %s: %+v, want %q", code, c.code, c.fact, find(facts, c.fact), c.words)
			}
			if len(find(facts, c.stillExamine)) == 0 {
				t.Errorf("%s is not looked at", c.stillExamine)
			}
		})
	}
}

func TestDoctorFindsBrokenFiles(t *testing.T) {
	well := kept(t)
	for name, want := range map[string]string{"catalog.db": "edition", "desk.db": "record"} {
		dir := t.TempDir()
		ok(0, os.CopyFS(dir, os.DirFS(well)))(t)
		path := filepath.Join(dir, name)
		ok(0, os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o640))(t)
		os.Remove(path + "-wal")
		code, facts := examine(t, dir)
		if code != cli.Fail || len(find(facts, want)) != 1 || find(facts, want)[0].OK {
			t.Errorf("%s: code %d: %+v", name, code, find(facts, want))
		}
		if len(find(facts, "voice")) != 1 {
			t.Errorf("%s: it stops there", name)
		}
	}
}

func TestDoctorFindsAChangedRecordOfChanges(t *testing.T) {
	dir := kept(t)
	file := ok(desk.Open(t.Context(), filepath.Join(dir, "desk.db")))(t)
	ok(file.Write.ExecContext(t.Context(), `UPDATE staff_head SET entries = 3`))(t)
	ok(0, file.Close())(t)
	if code, facts := examine(t, dir); code != cli.Findings || !has(facts, "record", false, "not as it was written") && !has(facts, "record", false, "entry") {
		t.Errorf("code %d: %+v", code, find(facts, "record"))
	}
}

func TestDoctorTellsHowItEnded(t *testing.T) {
	dir := kept(t)
	s := health.Setup{Dir: dir, Version: cli.Version, Time: health.SystemTime()}
	r := ok(health.Open(s))(t)
	r.Content("seed 0")
	r.Showing("guide/pension-enrolment")
	r.End(health.Frozen, "the screen has not answered for 8s")
	ok(0, r.Close())(t)
	code, facts := examine(t, dir)
	if code != cli.Findings || !has(facts, "running", false, "not answered for 8s") {
		t.Errorf("after the end: code %d: %+v", code, find(facts, "running"))
	}

	r = ok(health.Open(s))(t)
	defer r.Close()
	r.Content("seed 0")
	r.Standings([]kiosk.Condition{kiosk.NewCondition(kiosk.Offline, kiosk.Minor, time.Now())})
	code, facts = examine(t, dir)
	if code != cli.Findings || !has(facts, "running", true, "process") || !has(facts, "ended", false, "frozen on guide/pension-enrolment") ||
		!has(facts, "held", false, "guide/pension-enrolment of seed 0") {
		t.Errorf("while the next runs: code %d: %+v", code, facts)
	}
	if !has(facts, "condition", false, "offline since") || !strings.Contains(find(facts, "condition")[0].Hint, "network cable") {
		t.Errorf("its conditions: %+v", find(facts, "condition"))
	}
}

func TestDoctorTellsWhenKeysExpire(t *testing.T) {
	tree, root := published(t)
	dir := t.TempDir()
	ok(0, os.WriteFile(filepath.Join(dir, "root.json"), root, 0o640))(t)
	if code, _, errs := at(t, dir, "pull", "-from", tree); code != cli.Done {
		t.Fatal(errs)
	}
	_, facts := examine(t, dir)
	for _, role := range []string{"root", "targets", "snapshot", "timestamp"} {
		if !slices.ContainsFunc(find(facts, "expires"), func(f fact) bool { return strings.HasPrefix(f.Value, role+" 20") }) {
			t.Errorf("%s: %+v", role, find(facts, "expires"))
		}
	}
	if !has(facts, "edition", true, "7 of") || len(find(facts, "digest")) != 1 {
		t.Errorf("edition: %+v", find(facts, "edition"))
	}
}

func TestDoctorInWords(t *testing.T) {
	t.Setenv("DISPLAY", "")
	code, out, _ := at(t, t.TempDir(), "doctor")
	if code != cli.Findings || !strings.Contains(out, "\n! data      /") || !strings.Contains(out, "(hint: ") || !strings.HasPrefix(out, "  version   "+cli.Version+"\n") {
		t.Errorf("code %d: %s", code, out)
	}
	for _, args := range [][]string{{"doctor", "now"}, {"doctor", "-lang", "de"}} {
		if code, _, _ := run(t, args...); code != cli.Usage {
			t.Errorf("%v: code %d", args, code)
		}
	}
}
