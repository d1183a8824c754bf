package ink_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/kiosk/ink"
)

// The strokes of other hands than the font's: the medians of package
// hanzi-writer-data, which are drawn after a brush typeface. See
// testdata/README.md.
const (
	strokeVar    = "MINGBAI_STROKES"
	strokeFolder = "testdata/hanzi-writer-data"
)

// seed is the starter catalog: the characters of its titles, plain names and
// aliases, which visitors write, and of all its words, which are told apart.
var seed = sync.OnceValues(func() (names, words []rune) {
	var some, all []string
	for _, r := range records() {
		some = append(some, r.Title[catalog.ZH])
		if g, ok := r.Body.(*catalog.Guide); ok {
			for _, t := range append(g.Aliases, g.PlainName) {
				some = append(some, t[catalog.ZH])
			}
		}
		for t := range r.Words {
			all = append(all, t[catalog.ZH])
		}
	}
	return alphabet(some), alphabet(append(all, some...))
})

func records() (all []*catalog.Record) {
	paths, err := fs.Glob(assets.Seed(), "*/*.json")
	for _, path := range paths {
		b, readErr := fs.ReadFile(assets.Seed(), path)
		r, recordErr := catalog.ReadRecord(b)
		err = errors.Join(err, readErr, recordErr)
		all = append(all, r)
	}
	if err != nil {
		panic(err)
	}
	return all
}

// brush returns the strokes of r in hanzi-writer-data, Y downwards, and
// skips the test where they are not there.
func brush(t testing.TB, r rune) []ink.Stroke {
	t.Helper()
	folder := os.Getenv(strokeVar)
	if folder == "" {
		folder = strokeFolder
	}
	b, err := os.ReadFile(filepath.Join(folder, string(r)+".json"))
	if errors.Is(err, fs.ErrNotExist) && !exists(filepath.Join(folder, "一.json")) {
		t.Skipf("no strokes in %s: fetch them as testdata/README.md says, or set %s to their folder", folder, strokeVar)
	}
	var file struct{ Medians [][][2]float32 }
	if err = errors.Join(err, json.Unmarshal(b, &file)); err != nil {
		t.Fatalf("read the strokes of %c: %v", r, err)
	}
	strokes := made(file.Medians)
	for _, s := range strokes {
		for i := range s {
			s[i].Y = 900 - s[i].Y
		}
	}
	return strokes
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// handDrawn returns the characters drawn by hand in testdata/strokes.
func handDrawn(t testing.TB) map[rune][]ink.Stroke {
	t.Helper()
	paths, err := filepath.Glob("testdata/strokes/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[rune][]ink.Stroke{}
	for _, path := range paths {
		var strokes [][][2]float32
		b, err := os.ReadFile(path)
		if err = errors.Join(err, json.Unmarshal(b, &strokes)); err != nil {
			t.Fatalf("read %s: %v", path, err)
		}
		r, _ := utf8.DecodeRuneInString(filepath.Base(path))
		if name := strings.TrimSuffix(filepath.Base(path), ".json"); name != string(r) {
			t.Fatalf("%s is not named for one character", path)
		}
		all[r] = made(strokes)
	}
	return all
}

func made(lists [][][2]float32) (strokes []ink.Stroke) {
	for _, list := range lists {
		var s ink.Stroke
		for _, p := range list {
			s = append(s, ink.Point{X: p[0], Y: p[1]})
		}
		strokes = append(strokes, s)
	}
	return strokes
}

func alphabet(texts []string) []rune {
	return ink.Alphabet(func(yield func(string) bool) {
		for _, s := range texts {
			if !yield(s) {
				return
			}
		}
	})
}

// computed returns the prototypes of the starter catalog.
func computed(t testing.TB) *ink.Prototypes {
	t.Helper()
	p, err := prototypes()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var prototypes = sync.OnceValues(func() (*ink.Prototypes, error) {
	_, words := seed()
	p, err := ink.Compute(noLimit, assets.FontRegular(), words)
	if err == nil && len(p.Missing()) > 0 {
		err = fmt.Errorf("the font lacks %q", p.Missing())
	}
	return p, err
})
