package cli_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"mingbai/catalog/cli"
)

// passphrase opens every key of the tests.
const passphrase = "eight or more"

// A desk is where the tests call verbs: a folder with keys and a repository.
type desk struct {
	t    *testing.T
	dir  string
	repo string
}

// newDesk makes a folder with everybody's keys.
func newDesk(t *testing.T) *desk {
	t.Setenv("MINGBAI_PASSPHRASE", passphrase)
	d := &desk{t: t, dir: t.TempDir()}
	d.repo = d.path("repo")
	for _, name := range []string{"bureau", "archive", "auditor", "editor-1", "editor-2", "reviewer-1", "reviewer-2", "online"} {
		writeKey(t, d.path(name+".key"), d.path(name+".pub"), name)
	}
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

// writeKey makes the two files of a key as "key new" does, but with a lock
// that opens in a moment: the form is that of age, whose work is written in
// the file.
func writeKey(t *testing.T, secret, public, name string) {
	t.Helper()
	pub, private, err := ed25519.GenerateKey(nil)
	check(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(private)
	check(t, err)
	to, err := age.NewScryptRecipient(passphrase)
	check(t, err)
	to.SetWorkFactor(1)
	var out bytes.Buffer
	a := armor.NewWriter(&out)
	w, err := age.Encrypt(a, to)
	check(t, err)
	_, err = io.WriteString(w, name+"\n"+string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
	check(t, err)
	check(t, w.Close())
	check(t, a.Close())
	check(t, os.WriteFile(secret, out.Bytes(), 0o600))
	check(t, os.WriteFile(public, []byte(name+" ed25519:"+hex(pub)+"\n"), 0o644))
}

func hex(b []byte) string {
	var s strings.Builder
	for _, c := range b {
		s.WriteString("0123456789abcdef"[c>>4:c>>4+1] + "0123456789abcdef"[c&15:c&15+1])
	}
	return s.String()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// try runs a verb; words that end in .key, .pub, .zip or are "repo" and
// "records" name files of the desk.
func (d *desk) try(words ...string) (code int, out, errs string) {
	d.t.Helper()
	args := make([]string, len(words))
	for i, w := range words {
		args[i] = d.expand(w)
	}
	var o, e bytes.Buffer
	for _, v := range cli.Verbs() {
		if v.Name == args[0] {
			code = v.Run(d.t.Context(), args[1:], strings.NewReader(""), &o, &e)
			return code, o.String(), e.String()
		}
	}
	d.t.Fatalf("there is no verb %s", args[0])
	return 0, "", ""
}

func (d *desk) expand(word string) string {
	if strings.Contains(word, "/") || strings.HasPrefix(word, "-") {
		return word
	}
	var parts []string
	for _, w := range strings.Split(word, ",") {
		if name, _, _ := strings.Cut(w, "@"); name == "repo" || name == "records" || strings.HasSuffix(w, ".key") || strings.HasSuffix(w, ".pub") ||
			strings.HasSuffix(w, ".zip") || strings.HasSuffix(w, ".html") || strings.HasSuffix(w, ".pass") || strings.HasSuffix(w, ".json") {
			w = d.path(w)
		}
		parts = append(parts, w)
	}
	return strings.Join(parts, ",")
}

// do runs a verb that has to be done, and returns what it printed.
func (d *desk) do(words ...string) string {
	d.t.Helper()
	code, out, errs := d.try(words...)
	if code != cli.Done {
		d.t.Fatalf("%v: exit code %d\n%s%s", words, code, out, errs)
	}
	return out
}

// fails runs a verb that has to end with a code and say something.
func (d *desk) fails(code int, say string, words ...string) {
	d.t.Helper()
	got, out, errs := d.try(words...)
	if got != code || !strings.Contains(errs, say) {
		d.t.Errorf("%v: exit code %d, want %d and %q\n%s%s", words, got, code, say, out, errs)
	}
}

// begin makes a repository whose root two of three have signed.
func (d *desk) begin() {
	d.t.Helper()
	d.do("init", "-repo", "repo", "-root", "bureau.pub,archive.pub,auditor.pub", "-editor", "editor-1.pub,editor-2.pub",
		"-reviewer", "reviewer-1.pub,reviewer-2.pub", "-online", "online.pub")
	if out := d.do("root", "sign", "-repo", "repo", "-key", "bureau.key"); !strings.Contains(out, "holds: false") {
		d.t.Errorf("one of two was enough: %s", out)
	}
	if out := d.do("root", "sign", "-repo", "repo", "-key", "auditor.key"); !strings.Contains(out, "holds: true") {
		d.t.Errorf("two of two were not enough: %s", out)
	}
}

// seed copies the starter catalog to where it can be edited, and returns how
// many records it has.
func (d *desk) seed() int {
	d.t.Helper()
	check(d.t, os.CopyFS(d.path("records"), os.DirFS("../../assets/seed")))
	files, err := filepath.Glob(d.path("records/*/*.json"))
	check(d.t, err)
	return len(files)
}

// records copies a fee and its office.
func (d *desk) records() {
	d.t.Helper()
	for _, id := range []string{"fee/home-registration", "office/natural-resources"} {
		b, err := os.ReadFile("../../assets/seed/" + id + ".json")
		check(d.t, err)
		path := d.path("records/" + id + ".json")
		check(d.t, os.MkdirAll(filepath.Dir(path), 0o755))
		check(d.t, os.WriteFile(path, b, 0o644))
	}
}

// edit replaces words in a record.
func (d *desk) edit(id, old, new string) {
	d.t.Helper()
	path := d.path("records/" + id + ".json")
	b, err := os.ReadFile(path)
	check(d.t, err)
	if !strings.Contains(string(b), old) {
		d.t.Fatalf("%s does not say %s", id, old)
	}
	check(d.t, os.WriteFile(path, []byte(strings.Replace(string(b), old, new, 1)), 0o644))
}

// today is the day of the starter catalog.
const today = "2026-11-23"

// publish brings the records out.
func (d *desk) publish(zip string) {
	d.t.Helper()
	d.do("propose", "records", "-repo", "repo", "-out", zip, "-today", today, "-hosts", ".mingbai.example,mb.example")
	d.do("sign", zip, "-key", "editor-1.key")
	d.do("clear", zip, "-key", "reviewer-1.key", "-approve", "-repo", "repo")
	d.do("publish", zip, "-repo", "repo", "-key", "online.key")
}
