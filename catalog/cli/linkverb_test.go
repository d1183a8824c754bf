package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/catalog/cli"
)

func TestReviewLooksForCharactersInTheFont(t *testing.T) {
	d := newDesk(t)
	d.records()
	fonts := filepath.Join("..", "..", "assets", "font", "NotoSansSC-Regular.otf")
	if out := d.do("review", "records", "-today", today, "-font", fonts); strings.Contains(out, "glyph-missing") {
		t.Errorf("the starter catalog has characters that its font lacks: %s", out)
	}
	d.edit("fee/home-registration", "不动产", "不𠮷动产")
	if out := d.do("review", "records", "-today", today, "-font", fonts); !strings.Contains(out, "glyph-missing") || !strings.Contains(out, "𠮷 U+20BB7") {
		t.Errorf("a character that the font lacks is not named: %s", out)
	}
	if out := d.do("review", "records", "-today", today); strings.Contains(out, "glyph-missing") {
		t.Error("without a font a character is missed")
	}
	check(t, os.WriteFile(d.path("x.zip"), []byte("no font"), 0o644))
	d.fails(cli.Fail, "hint: ", "review", "records", "-font", "x.zip")
}

func TestReviewSaysThreeNumbersOfAnOffice(t *testing.T) {
	d := newDesk(t)
	d.records()
	out := d.do("review", "records", "-today", today)
	for _, name := range []string{"complete percent: ", "timely percent: ", "accurate percent: "} {
		if !strings.Contains(out, name) {
			t.Errorf("it does not say %s%s", name, out)
		}
	}
}

// TestLinkFlagsThatMakeNoSenseAreRefused: what would change records by
// mistake, or wait for nothing.
func TestLinkFlagsThatMakeNoSenseAreRefused(t *testing.T) {
	d := newDesk(t)
	d.records()
	for _, words := range [][]string{{"-write"}, {"-links-state", "x.json"}, {"-links", "-links-timeout", "0s"}, {"-links", "-links-pause", "-1s"}} {
		d.fails(cli.Usage, "example: ", append([]string{"review", "records"}, words...)...)
	}
}

// TestFolderWithoutLinksIsCheckedAtOnce goes the whole way of the verb where
// nobody is to be asked.
func TestFolderWithoutLinksIsCheckedAtOnce(t *testing.T) {
	d := newDesk(t)
	d.records()
	_, out, errs := d.try("review", "records", "-today", today, "-links", "-write", "-links-state", "state.json")
	if !strings.Contains(out, "links: 0\n") || !strings.Contains(out, "records written: 0\n") {
		t.Errorf("it says %s%s", out, errs)
	}
	if _, err := os.Stat(d.path("state.json")); err != nil {
		t.Error(err)
	}
}
