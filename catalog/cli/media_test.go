package cli_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/catalog/cli"
)

// TestSampleFormTravelsFromTheEditorToTheStick has an editor put a picture
// into the folder media, and everybody after them meet it.
func TestSampleFormTravelsFromTheEditorToTheStick(t *testing.T) {
	d := newDesk(t)
	d.records()
	d.begin()
	var drawn bytes.Buffer
	check(t, png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 20, 20))))
	d.edit("office/natural-resources", `"discipline": [`, `"site": {"url": "", "blob": "media/样表.png"}, "discipline": [`)
	d.fails(cli.Found, "file-missing", "propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	if code, out, _ := d.try("review", "records", "-today", today); code != cli.Found || !strings.Contains(out, "file-missing") {
		t.Errorf("review: code %d: %s", code, out)
	}
	media := filepath.Join(d.path("records"), "media")
	check(t, os.MkdirAll(media, 0o755))
	// A link that leads out of the folder would publish any picture of the machine.
	outside := filepath.Join(t.TempDir(), "private.png")
	check(t, os.WriteFile(outside, drawn.Bytes(), 0o644))
	check(t, os.Symlink(outside, filepath.Join(media, "样表.png")))
	d.fails(cli.Found, "file-unfit", "propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today)
	check(t, os.Remove(filepath.Join(media, "样表.png")))
	check(t, os.WriteFile(filepath.Join(media, "样表.png"), drawn.Bytes(), 0o644))
	if out := d.do("propose", "records", "-repo", "repo", "-out", "p.zip", "-today", today); !strings.Contains(out, "pictures and forms: 1\n") {
		t.Errorf("propose says %s", out)
	}
	d.do("sign", "p.zip", "-key", "editor-1.key")
	d.do("clear", "p.zip", "-media", d.path("look/"))
	seen, err := filepath.Glob(filepath.Join(d.path("look"), "office-natural-resources-*.png"))
	if err != nil || len(seen) != 1 {
		t.Fatalf("the reviewer sees %q, %v", seen, err)
	}
	if b, err := os.ReadFile(seen[0]); err != nil || !bytes.Equal(b, drawn.Bytes()) {
		t.Errorf("it is another picture: %v", err)
	}
	d.do("clear", "p.zip", "-key", "reviewer-1.key", "-approve")
	d.do("publish", "p.zip", "-repo", "repo", "-key", "online.key")
	d.do("bundle", "-repo", "repo", "-out", "usb.zip")
	for _, src := range []string{"repo", "usb.zip"} {
		if out := d.do("verify", src); !strings.Contains(out, "pictures and forms: 1\nlacking: 0\n") {
			t.Errorf("%s: verify says %s", src, out)
		}
	}
	check(t, os.RemoveAll(filepath.Join(d.repo, "public", "blob")))
	if _, out, errs := d.try("verify", "repo"); !strings.Contains(out, "lacking: 1\n") || !strings.Contains(errs, "hint: upload the folder blob") {
		t.Errorf("without: %s%s", out, errs)
	}
}
