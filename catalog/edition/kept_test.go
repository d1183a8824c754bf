package edition

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// keptLines are the lines of the second edition under testdata/1.
var keptLines = []string{
	`{"body":{"scope":{"zh":"住宅"},"standard":{"amount":8000,"unit":{"zh":"件"}}},"future":{"n":1.50},"id":"fee/home","title":{"zh":"不动产登记费"}}`,
	`{"body":{"new":true},"id":"guide/moved-in","title":{"en":"Residence","zh":"落户"}}`,
}

// TestFilesOfTheFirstReleaseStillOpen reads a keyframe and a delta that were
// kept when the form was new. They are never made anew.
func TestFilesOfTheFirstReleaseStillOpen(t *testing.T) {
	dir := filepath.Join("testdata", "1")
	b, err := os.ReadFile(filepath.Join(dir, "offers.json"))
	if err != nil {
		t.Fatal(err)
	}
	var customs map[string]json.RawMessage
	if err := json.Unmarshal(b, &customs); err != nil {
		t.Fatal(err)
	}
	var offers []Offer
	for path, custom := range customs {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		o, ok, err := ReadOffer(path, info.Size(), custom)
		if err != nil || !ok {
			t.Fatalf("%s: offer = %v, %v", path, ok, err)
		}
		offers = append(offers, o)
	}
	steps, err := Choose(offers, 0)
	if err != nil || len(steps) != 2 {
		t.Fatalf("takes %v, %v, want keyframe and delta", steps, err)
	}
	lines := Lines(None)
	for _, s := range steps {
		f, err := os.Open(filepath.Join(dir, s.Path))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines = Apply(lines, Unpack(f, s))
	}
	wants(t, Verify(lines, steps[1]), keptLines...)
}
