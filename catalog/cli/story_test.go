package cli_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/catalog/cli"
)

// TestWholeWayOfAnEdition is the story of the README: everybody's verb in
// turn, twice.
func TestWholeWayOfAnEdition(t *testing.T) {
	d := newDesk(t)
	n := d.seed()
	d.begin()
	d.publish("p1.zip")
	if out := d.do("verify", "repo", "-root", filepath.Join(d.repo, "public/1.root.json")); !strings.Contains(out, "edition: 1\n") ||
		!strings.Contains(out, fmt.Sprintf("records: %d\n", n)) || !strings.Contains(out, "signed by editor-1 ") || !strings.Contains(out, "signed by reviewer-1 ") {
		t.Errorf("verify says\n%s", out)
	}

	d.edit("fee/home-registration", `"amount": 8000`, `"amount": 9000`)
	out := d.do("propose", "records", "-repo", "repo", "-out", "p2.zip", "-today", today)
	want := "changed fee/home-registration 不动产登记费（住宅）\n  收费标准·金额: 80 元 → 90 元\n"
	if !strings.HasSuffix(out, "findings: "+between(out, "findings: ", "\n")+"\n"+want) || !strings.Contains(out, "changed: 1\n") || !strings.Contains(out, "added: 0\n") {
		t.Errorf("propose says\n%s", out)
	}
	if out := d.do("clear", "p2.zip"); !strings.Contains(out, want) || !strings.Contains(out, "cleared: false") {
		t.Errorf("the reviewer reads\n%s", out)
	}
	d.do("sign", "p2.zip", "-key", "editor-2.key")
	hash := between(d.do("clear", "p2.zip"), "targets sha256: ", "\n")
	out = d.do("clear", "p2.zip", "-key", "reviewer-2.key", "-approve", "-against", d.repo)
	if !strings.Contains(out, "targets sha256: "+hash+"\n") || !strings.Contains(out, "snapshot carries: exactly that hash") {
		t.Errorf("clear says\n%s", out)
	}
	d.do("publish", "p2.zip", "-repo", "repo", "-key", "online.key")
	d.carriers(between(out, "digest: ", "\n"))
}

// carriers verifies the second edition by folder, stick and web server.
func (d *desk) carriers(digest string) {
	d.t.Helper()
	d.do("bundle", "-repo", "repo", "-out", "usb.zip")
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(d.repo, "public"))))
	defer server.Close()
	for _, src := range []string{filepath.Join(d.repo, "public"), d.path("usb.zip"), server.URL} {
		out := d.do("verify", src, "-root", filepath.Join(d.repo, "public/1.root.json"))
		if !strings.Contains(out, "edition: 2\n") || !strings.Contains(out, "digest: "+digest+"\n") || !strings.Contains(out, "root given: true") {
			d.t.Errorf("%s: %s", src, out)
		}
		for _, line := range strings.Split(strings.TrimSpace(d.do("verify", "-json", src)), "\n") {
			if !json.Valid([]byte(line)) {
				d.t.Errorf("%s: no JSON: %s", src, line)
			}
		}
		if out := d.do("diff", d.repo+"@1", src); !strings.HasPrefix(out, "records that differ: 1\nchanged fee/home-registration") {
			d.t.Errorf("diff says %s", out)
		}
	}
	server.Close()
	d.fails(cli.Unreachable, "unreachable", "verify", server.URL)
	d.fails(cli.Unreachable, "no such file", "verify", d.path("nowhere"))
}

// between returns what stands between two pieces of a text.
func between(text, before, after string) string {
	_, rest, _ := strings.Cut(text, before)
	found, _, _ := strings.Cut(rest, after)
	return found
}

// The first edition could not be held against the public address, where
// there is nothing but the root yet.
func TestFirstEditionIsHeldAgainstTheRoot(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	d.do("sign", "p.zip", "-key", "editor-1.key")
	other := newDesk(t)
	other.records()
	other.begin()
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(d.repo, "public"))))
	defer server.Close()
	d.fails(cli.Fail, "another root.json is published", "clear", "p.zip", "-key", "reviewer-1.key", "-approve", "-against", other.repo)
	d.fails(cli.Unreachable, "no such file", "clear", "p.zip", "-key", "reviewer-1.key", "-approve", "-against", t.TempDir())
	root := filepath.Join(d.repo, "public", "1.root.json")
	if out := d.do("clear", "p.zip", "-key", "reviewer-1.key", "-approve", "-against", server.URL, "-root", root); !strings.Contains(out, "edition: 1\n") {
		t.Errorf("it says %s", out)
	}
	d.do("publish", "p.zip", "-repo", "repo", "-key", "online.key")
	// Once there is an edition, one that claims to be the first is held against it.
	other.do("propose", "records", "-repo", "repo", "-out", "q.zip", "-today", today)
	other.do("sign", "q.zip", "-key", "editor-1.key")
	other.fails(cli.Fail, "is published than the proposal was made for", "clear", "q.zip", "-key", "reviewer-1.key", "-approve", "-against", d.repo)
}

func TestRejectedProposalEndsThere(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	d.do("sign", "p.zip", "-key", "editor-1.key")
	d.fails(cli.Usage, "example: ", "clear", "p.zip", "-key", "reviewer-1.key", "-reject")
	if out := d.do("clear", "p.zip", "-key", "reviewer-1.key", "-reject", "-reason", "含内部电话", "-repo", "repo"); !strings.Contains(out, "reason: 含内部电话") {
		t.Errorf("it says %s", out)
	}
	d.fails(cli.Distrusted, "含内部电话", "publish", "p.zip", "-repo", "repo", "-key", "online.key")
	d.fails(cli.Distrusted, "rejected", "clear", "p.zip", "-key", "reviewer-2.key", "-approve")
	b, err := os.ReadFile(filepath.Join(d.repo, "private/clearances.jsonl"))
	check(t, err)
	if lines := strings.Split(strings.TrimSpace(string(b)), "\n"); len(lines) != 2 || !strings.Contains(lines[1], `"rejected"`) || !strings.Contains(lines[1], "reviewer-1") {
		t.Errorf("the record says %s", b)
	}
}

func TestWrongKeysAreRefused(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	d.fails(cli.Distrusted, "not the key of this role editor: reviewer-1", "sign", "p.zip", "-key", "reviewer-1.key")
	d.fails(cli.Distrusted, "signatures are missing", "clear", "p.zip", "-key", "reviewer-1.key", "-approve")
	d.do("sign", "p.zip", "-key", "editor-1.key")
	d.fails(cli.Distrusted, "not the key of this role secrecy reviewer: editor-2", "clear", "p.zip", "-key", "editor-2.key", "-approve")
	d.fails(cli.Distrusted, "not", "publish", "p.zip", "-repo", "repo", "-key", "online.key")
	check(t, os.WriteFile(d.path("wrong.pass"), []byte("not the passphrase\n"), 0o600))
	d.fails(cli.Distrusted, "wrong passphrase", "clear", "p.zip", "-key", "reviewer-1.key", "-approve", "-passphrase-file", "wrong.pass")
	t.Setenv("MINGBAI_PASSPHRASE", "")
	d.fails(cli.Fail, "hint: -passphrase-file", "sign", "p.zip", "-key", "editor-1.key")
	check(t, os.WriteFile(d.path("right.pass"), []byte(passphrase+"\r\n"), 0o600))
	d.do("sign", "p.zip", "-key", "editor-2.key", "-passphrase-file", "right.pass")
}

func TestSecondOfTwoProposalsIsProposedAgain(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.publish("p.zip")
	d.edit("fee/home-registration", `"amount": 8000`, `"amount": 9000`)
	d.do("propose", "records", "-repo", "repo", "-out", "one.zip", "-today", today)
	d.edit("fee/home-registration", `"amount": 9000`, `"amount": 7000`)
	d.do("propose", "records", "-repo", "repo", "-out", "two.zip", "-today", today)
	for _, p := range []string{"one.zip", "two.zip"} {
		d.do("sign", p, "-key", "editor-1.key")
		d.do("clear", p, "-key", "reviewer-1.key", "-approve")
	}
	d.do("publish", "one.zip", "-repo", "repo", "-key", "online.key")
	d.fails(cli.Fail, "the repository has moved on", "publish", "two.zip", "-repo", "repo", "-key", "online.key")
	d.fails(cli.Fail, "hint: propose again", "clear", "two.zip", "-key", "reviewer-2.key", "-approve", "-repo", "repo")
	d.publish("two.zip")
	if out := d.do("verify", "repo"); !strings.Contains(out, "edition: 3\n") {
		t.Errorf("verify says %s", out)
	}
}

func TestBlockingFindingEndsWithThree(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.edit("fee/home-registration", `"amount": 8000`, `"amount": -1`)
	d.fails(cli.Found, "须改 fee/home-registration body.standard.amount [negative]", "propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	if _, err := os.Stat(d.path("p.zip")); err == nil {
		t.Error("a proposal was made")
	}
	code, out, _ := d.try("review", "records", "-today", today, "-html", "r.html")
	if code != cli.Found || !strings.HasPrefix(out, "须改 fee/home-registration") || !strings.Contains(out, "blocking: 1\n") {
		t.Errorf("code %d: %s", code, out)
	}
	page, err := os.ReadFile(d.path("r.html"))
	check(t, err)
	if !strings.Contains(string(page), "金额不能是负数") || strings.Contains(string(page), "src=") {
		t.Error("the page does not say so, or needs something else")
	}
	_, out, _ = d.try("review", "records", "-today", today, "-json")
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

func TestRecordIsTakenDownAndRestored(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.publish("p.zip")
	d.fails(cli.Fail, "no such record", "withdraw", "fee/typo", "-repo", "repo", "-key", "reviewer-1.key", "-online", "online.key")
	d.do("withdraw", "fee/home-registration", "-repo", "repo", "-key", "reviewer-1.key", "-online", "online.key", "-reason", "有误")
	if out := d.do("verify", "repo"); !strings.Contains(out, "taken down: fee/home-registration\n") || !strings.Contains(out, "reason: 有误") {
		t.Errorf("verify says %s", out)
	}
	d.do("withdraw", "fee/home-registration", "-restore", "-repo", "repo", "-key", "reviewer-2.key", "-online", "online.key")
	if out := d.do("verify", "repo"); strings.Contains(out, "taken down") {
		t.Errorf("verify says %s", out)
	}
	d.do("refresh", "-repo", "repo", "-key", "online.key")
}

// TestEndingSignaturesWarn lets the clearance be good for a day only, and the
// timestamp for a second.
func TestEndingSignaturesWarn(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	d.do("sign", "p.zip", "-key", "editor-1.key")
	d.do("clear", "p.zip", "-key", "reviewer-1.key", "-approve", "-snapshot-life", "1d")
	for _, words := range [][]string{{"publish", "p.zip", "-repo", "repo", "-key", "online.key"}, {"refresh", "-repo", "repo", "-key", "online.key"},
		{"propose", "records", "-repo", "repo", "-out", "q.zip", "-today", today, "-repeat"}} {
		code, out, errs := d.try(words...)
		if code != cli.Done || !strings.Contains(out, "root days left: 729\n") || !strings.Contains(out, "snapshot days left: 0\n") ||
			!strings.Contains(errs, "warning: snapshot.json ends ") || !strings.Contains(errs, "hint: mingbai propose -repeat") {
			t.Errorf("%s: code %d, says %s%s", words[0], code, out, errs)
		}
	}
	if out := d.do("verify", "repo"); !strings.Contains(out, " (729 days), signed by ") {
		t.Errorf("verify says %s", out)
	}
	if _, _, errs := d.try("verify", "repo"); !strings.Contains(errs, "warning: snapshot.json ends ") || strings.Contains(errs, "targets.json") {
		t.Errorf("it warns %q", errs)
	}
}

func TestDamagedSourceIsNotTrusted(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.publish("p.zip")
	check(t, os.CopyFS(d.path("stick"), os.DirFS(filepath.Join(d.repo, "public"))))
	files, err := filepath.Glob(d.path("stick/targets/*.base-1.zst"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	b, err := os.ReadFile(files[0])
	check(t, err)
	b[len(b)/2] ^= 1
	check(t, os.WriteFile(files[0], b, 0o644))
	d.fails(cli.Distrusted, "not trusted", "verify", d.path("stick"))
	d.fails(cli.Distrusted, "not trusted", "verify", "repo", "-root", "bureau.pub")
	other := newDesk(t)
	other.begin()
	d.fails(cli.Distrusted, "not trusted", "verify", "repo", "-root", filepath.Join(other.repo, "public/1.root.json"))
}

// TestRootIsSignedInSafes has two of three sign copies, each on another
// machine, and bring them back in any order.
func TestRootIsSignedInSafes(t *testing.T) {
	d := newDesk(t)
	d.do("init", "-repo", "repo", "-root", "bureau.pub,archive.pub,auditor.pub", "-editor", "editor-1.pub", "-reviewer", "reviewer-1.pub", "-online", "online.pub")
	d.do("root", "show", "-repo", "repo", "-out", "a.json")
	d.do("root", "show", "-repo", "repo", "-out", "b.json")
	if out := d.do("root", "sign", "a.json", "-key", "archive.key"); !strings.Contains(out, "editor (1 of 1): editor-1 ed25519:") {
		t.Errorf("the signer is not told whom it makes what: %s", out)
	}
	d.do("root", "sign", "b.json", "-key", "bureau.key")
	d.fails(cli.Distrusted, "not the key of this role root", "root", "sign", "b.json", "-key", "editor-1.key")
	if out := d.do("root", "take", "b.json", "-repo", "repo"); !strings.Contains(out, "holds: false") {
		t.Errorf("one of two was enough: %s", out)
	}
	other := newDesk(t)
	other.do("init", "-repo", "repo", "-root", "bureau.pub,archive.pub,auditor.pub", "-editor", "editor-1.pub", "-reviewer", "reviewer-1.pub", "-online", "online.pub")
	d.fails(cli.Distrusted, "it is no copy of the root that waits", "root", "take", filepath.Join(other.repo, "private/next-root.json"), "-repo", "repo")
	if out := d.do("root", "take", "a.json", "-repo", "repo"); !strings.Contains(out, "holds: true") {
		t.Errorf("two of two were not enough: %s", out)
	}
	d.records()
	d.publish("p.zip")
	d.do("verify", "repo")
}

func TestPeopleChange(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	d.publish("p.zip")
	writeKey(t, d.path("editor-3.key"), d.path("editor-3.pub"), "editor-3")
	d.do("root", "next", "-repo", "repo", "-root", "bureau.pub,archive.pub,auditor.pub", "-editor", "editor-3.pub", "-reviewer", "reviewer-2.pub", "-online", "online.pub")
	d.do("root", "sign", "-repo", "repo", "-key", "archive.key")
	d.fails(cli.Distrusted, "not the key of this role root", "root", "sign", "-repo", "repo", "-key", "editor-3.key")
	d.do("root", "sign", "-repo", "repo", "-key", "auditor.key")
	if out := d.do("key", "list", "-repo", "repo"); !strings.Contains(out, "editor (1 of 1): editor-3 ed25519:") || strings.Contains(out, "editor-1") {
		t.Errorf("people are %s", out)
	}
	d.edit("fee/home-registration", `"amount": 8000`, `"amount": 9000`)
	d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	d.fails(cli.Distrusted, "not the key of this role editor", "sign", "p.zip", "-key", "editor-1.key")
	d.do("sign", "p.zip", "-key", "editor-3.key")
	d.do("clear", "p.zip", "-key", "reviewer-2.key", "-approve", "-repo", "repo")
	d.do("publish", "p.zip", "-repo", "repo", "-key", "online.key")
	if out := d.do("verify", "repo", "-root", filepath.Join(d.repo, "public/1.root.json")); !strings.Contains(out, "root: version 2") {
		t.Errorf("verify says %s", out)
	}
}

func TestNewKeyIsLocked(t *testing.T) {
	d := newDesk(t)
	out := d.do("key", "new", "editor-9", "-out", d.dir)
	listed := d.do("key", "list", "editor-9.pub")
	if hand := between(out, "hand around: ", "\n"); hand == "" || listed != "key: "+hand+"\n" {
		t.Errorf("key new says %s, key list %s", out, listed)
	}
	info, err := os.Stat(d.path("editor-9.key"))
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	d.fails(cli.Fail, "a key is never replaced", "key", "new", "editor-9", "-out", d.dir)
	d.fails(cli.Fail, "secret key", "key", "list", "editor-9.key")
	t.Setenv("MINGBAI_PASSPHRASE", "short")
	d.fails(cli.Fail, "at least 8 characters", "key", "new", "editor-8", "-out", d.dir)
}

// TestEveryVerbHelps asks each for help and for nothing.
func TestEveryVerbHelps(t *testing.T) {
	d := newDesk(t)
	for _, v := range cli.Verbs() {
		if v.Does == "" {
			t.Errorf("%s says nothing of itself", v.Name)
		}
		d.fails(cli.Usage, "example: mingbai "+v.Name, v.Name, "-h")
		d.fails(cli.Usage, "usage: mingbai "+v.Name, v.Name)
		d.fails(cli.Usage, "usage: mingbai "+v.Name, v.Name, "-wrong")
	}
}
