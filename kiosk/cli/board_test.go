package cli_test

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/kiosk/cli"
)

func runVerb(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	p := cli.Program{NewApp: func() fyne.App { return test.NewApp() }, Out: &o, Err: &e}
	return p.Main(context.Background(), args), o.String(), e.String()
}

// TestExportBoard writes every page of a notice board as pictures that know
// their size: A4 is 210 by 297 mm.
func TestExportBoard(t *testing.T) {
	file := filepath.Join(t.TempDir(), "water.png")
	code, out, errs := runVerb(t, "export", "-board", "office/water", "-out", file, "-size", "A4")
	if code != cli.Done {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	files := strings.Fields(out)
	if len(files) < 2 || files[0] != file || files[1] != strings.TrimSuffix(file, ".png")+"-2.png" {
		t.Errorf("it wrote %v", files)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if size := img.Bounds().Size(); size.X != 210*8 || size.Y != 297*8 {
			t.Errorf("%s has %v pixels", f, size)
		}
		if i := bytes.Index(b, []byte("pHYs")); i < 0 || !bytes.Equal(b[i+4:i+13], []byte{0, 0, 0x1F, 0x40, 0, 0, 0x1F, 0x40, 1}) {
			t.Errorf("%s does not say 8000 pixels a metre", f)
		}
	}
}

// TestExportBoardRefuses what is no board, with a hint, and writes nothing.
func TestExportBoardRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-board", "office/nobody"}, cli.Fail, "no such record"},
		{[]string{"-board", "notice/heating-hotline"}, cli.Fail, "hint:"},
		{[]string{"-board", "fees", "-size", "B5"}, cli.Usage, "A3"},
		{[]string{"-board", "fees", "-lang", "fr"}, cli.Usage, "zh"},
		{[]string{"-board", "fees", "-out", "x.jpg"}, cli.Usage, "hint:"},
		{[]string{"-board", ""}, cli.Usage, "usage:"},
	} {
		args := append([]string{"export", "-out", filepath.Join(dir, "x.png")}, c.args...)
		if code, _, errs := runVerb(t, args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit code %d: %s", c.args, code, errs)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("it wrote %v", entries)
	}
}
