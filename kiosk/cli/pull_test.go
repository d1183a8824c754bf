package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
	"mingbai/kiosk/cli"
)

func ok[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// published returns a folder with one published edition, and its first root.
func published(t *testing.T) (tree string, root []byte) {
	t.Helper()
	key := func(name string) *trust.Key { return ok(trust.NewKey(name))(t) }
	bureau, editor, reviewer, online := key("bureau"), key("editor"), key("reviewer"), key("online")
	one := func(k *trust.Key) trust.Quorum { return trust.Quorum{Keys: []trust.Public{k.Public()}, Threshold: 1} }
	issue := trust.Issue{At: time.Now()}
	root = ok(trust.NewRoot(trust.Roster{Root: one(bureau), Editors: one(editor), Reviewers: one(reviewer), Online: one(online)}, issue))(t)
	root = ok(trust.SignRoot(root, nil, bureau))(t)
	now := ok(trust.Adopt(nil, root))(t)
	line := ok((&catalog.Record{ID: "fee/a", Title: catalog.Text{catalog.ZH: "水费"}, Body: &catalog.Fee{}}).Line())(t)
	set := ok(edition.NewSet(func(yield func([]byte, error) bool) { yield(line, nil) }))(t)
	_, release, err := edition.Ledger{}.Next(7, set, catalog.DateOf(issue.At))
	if err != nil {
		t.Fatal(err)
	}
	f := release.Files[0]
	target := trust.NewTarget(f.Path, f.Body, f.Custom())
	next := ok(trust.Propose(now, []trust.Target{target}, issue))(t)
	next = ok(trust.Sign(next, editor))(t)
	next = ok(trust.Clear(now, next, reviewer, issue))(t)
	next = ok(trust.Seal(now, next, online, issue))(t)
	tree = t.TempDir()
	for _, f := range append(ok(next.Files())(t), trust.File{Name: target.File(), Body: f.Body}) {
		path := filepath.Join(tree, filepath.FromSlash(f.Name))
		ok(0, os.MkdirAll(filepath.Dir(path), 0o755))(t)
		ok(0, os.WriteFile(path, f.Body, 0o644))(t)
	}
	return tree, root
}

// at runs a verb in a data directory.
func at(t *testing.T, dir string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Program{Out: &o, Err: &e}.Main(t.Context(), append(args, "-data", dir))
	return code, o.String(), e.String()
}

func TestPullAppliesWhatIsOnAStick(t *testing.T) {
	tree, root := published(t)
	dir := t.TempDir()
	ok(0, os.WriteFile(filepath.Join(dir, "root.json"), root, 0o640))(t)
	code, out, errs := at(t, dir, "pull", "-from", tree)
	if code != cli.Done || !strings.Contains(out, "edition   7 (was 0: 1 added") {
		t.Fatalf("code %d: %s%s", code, out, errs)
	}
	code, out, errs = at(t, dir, "pull", "-from", tree, "-json")
	var got struct {
		Edition, Added int
		Digest, From   string
	}
	if err := json.Unmarshal([]byte(out), &got); code != cli.Done || err != nil || got.Edition != 7 || got.Added != 0 || len(got.Digest) != 64 || got.From != tree {
		t.Errorf("code %d: %s%s, %v", code, out, errs, err)
	}
	if code, out, errs := at(t, dir, "search", "水费"); code != cli.Done || !strings.Contains(out, "fee/a") {
		t.Errorf("search: code %d: %s%s", code, out, errs)
	}
}

func TestPullSaysByItsCodeWhyNot(t *testing.T) {
	tree, root := published(t)
	stranger, _ := published(t)
	bare, set := t.TempDir(), t.TempDir()
	ok(0, os.WriteFile(filepath.Join(set, "root.json"), root, 0o640))(t)
	for name, c := range map[string]struct {
		args []string
		want int
	}{
		"a stranger's tree":      {[]string{"pull", "-from", stranger}, cli.Untrusted},
		"a folder without one":   {[]string{"pull", "-from", t.TempDir()}, cli.Unreachable},
		"a stick that is not in": {[]string{"pull", "-from", filepath.Join(bare, "usb.zip")}, cli.Unreachable},
		"nothing to ask":         {[]string{"pull"}, cli.Unreachable},
		"a word too many":        {[]string{"pull", "now"}, cli.Usage},
	} {
		t.Run(name, func(t *testing.T) {
			if code, out, errs := at(t, set, c.args...); code != c.want || out != "" || errs == "" && c.want != cli.Usage {
				t.Errorf("code %d, want %d: %s%s", code, c.want, out, errs)
			}
		})
	}
	if _, err := os.Stat("/etc/mingbai/root.json"); err == nil {
		t.Skip("this machine has a root of its own: what is done without one cannot be seen")
	}
	if code, _, errs := at(t, bare, "pull", "-from", tree); code != cli.Untrusted || !strings.Contains(errs, "hint: ") {
		t.Errorf("without a root: code %d: %s", code, errs)
	}
}

func TestExportWritesWhatWaits(t *testing.T) {
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "A01.outbox")
	if code, _, errs := at(t, dir, "export", "-outbox", file); code != cli.Fail || !strings.Contains(errs, "hint: ") {
		t.Errorf("an empty directory: code %d: %s", code, errs)
	}
	at(t, dir, "search", "费") // opens the kiosk once
	code, out, errs := at(t, dir, "export", "-outbox", file)
	if code != cli.Done || !strings.HasPrefix(out, "0 items") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	if code, _, errs := at(t, dir, "export"); code != cli.Usage || !strings.Contains(errs, "example: mingbai export") {
		t.Errorf("without a file: code %d: %s", code, errs)
	}
}

func TestHubVerbsAreHere(t *testing.T) {
	for _, verb := range []string{"receive", "fleet"} {
		if code, _, errs := run(t, verb); code != cli.Usage || !strings.Contains(errs, verb) {
			t.Errorf("%s: code %d: %s", verb, code, errs)
		}
	}
}
