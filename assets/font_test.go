package assets_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-text/typesetting/font"

	"mingbai/assets"
)

func TestFontHasEveryRune(t *testing.T) {
	where := runesOfTable(t)
	for from, folder := range map[string]fs.FS{"seed": assets.Seed(), "sample": assets.Sample(), "text": os.DirFS("text")} {
		maps.Copy(where, runesOfRecords(t, from, folder))
	}
	for name, face := range faces(t) {
		var missing []string
		for _, r := range slices.Sorted(maps.Keys(where)) {
			glyph, ok := face.NominalGlyph(r)
			if !ok {
				missing = append(missing, fmt.Sprintf("%q U+%04X in %s", r, r, where[r]))
			} else if w := face.HorizontalAdvance(glyph); w <= 0 {
				t.Errorf("%s: %q U+%04X in %s is %v wide", name, r, r, where[r], w)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%s lacks %d runes: run assets/font/cut.sh\n\t%s", name, len(missing), strings.Join(missing, "\n\t"))
		}
	}
}

// Amounts stand under each other in fee tables.
func TestDigitsAreEquallyWide(t *testing.T) {
	for name, face := range faces(t) {
		zero := width(t, face, '0')
		for _, digit := range "123456789" {
			if w := width(t, face, digit); w != zero {
				t.Errorf("%s: %c is %v wide, 0 is %v", name, digit, w, zero)
			}
		}
	}
}

// A line is measured as the sum of its runes: ui/theme.Width.
func TestFontHasNoFeatures(t *testing.T) {
	for name, face := range faces(t) {
		if len(face.GSUB.Lookups)+len(face.GPOS.Lookups)+len(face.Kern)+len(face.Kerx) > 0 {
			t.Errorf("%s replaces or moves glyphs: run assets/font/cut.sh", name)
		}
	}
}

// The toolkit dies on a collection.
func TestFontIsNoCollection(t *testing.T) {
	for name, b := range map[string][]byte{"regular": assets.FontRegular(), "bold": assets.FontBold()} {
		if !bytes.HasPrefix(b, []byte("OTTO")) {
			t.Errorf("%s begins with %q, want an OpenType file (OTTO)", name, b[:4])
		}
	}
}

func faces(t *testing.T) map[string]*font.Face {
	t.Helper()
	all := map[string]*font.Face{}
	for name, b := range map[string][]byte{"regular": assets.FontRegular(), "bold": assets.FontBold()} {
		face, err := font.ParseTTF(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("read %s: %v", name, err)
		}
		all[name] = face
	}
	return all
}

func width(t *testing.T, face *font.Face, r rune) float32 {
	t.Helper()
	glyph, ok := face.NominalGlyph(r)
	if !ok {
		t.Fatalf("no glyph for %q", r)
	}
	return face.HorizontalAdvance(glyph)
}

// runesOfTable returns the characters of the national table 通用规范汉字表.
func runesOfTable(t *testing.T) map[rune]string {
	t.Helper()
	b, err := os.ReadFile("testdata/tgh.txt")
	if err != nil {
		t.Fatal(err)
	}
	where := map[rune]string{}
	collect(where, strings.ReplaceAll(string(b), "\n", ""), "the national table")
	if len(where) != 8105 {
		t.Fatalf("testdata/tgh.txt has %d characters, want 8105: run assets/font/cut.sh", len(where))
	}
	return where
}

// runesOfRecords returns the runes of every string in the JSON files of
// folder and a file that each is in.
func runesOfRecords(t *testing.T, from string, folder fs.FS) map[rune]string {
	t.Helper()
	where := map[rune]string{}
	err := fs.WalkDir(folder, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		b, err := fs.ReadFile(folder, path)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			return fmt.Errorf("read %s/%s: %w", from, path, err)
		}
		collect(where, v, from+"/"+path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return where
}

func collect(where map[rune]string, v any, path string) {
	switch v := v.(type) {
	case string:
		for _, r := range v {
			if !unicode.IsControl(r) { // line ends are not drawn
				where[r] = path
			}
		}
	case []any:
		for _, each := range v {
			collect(where, each, path)
		}
	case map[string]any:
		for key, each := range v {
			collect(where, key, path)
			collect(where, each, path)
		}
	}
}
