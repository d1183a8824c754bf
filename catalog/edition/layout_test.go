package edition

import (
	"io/fs"
	"strings"
	"testing"
)

func TestFilesOfTheTreeAreKnownByName(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	for name, want := range map[string]Class{
		"timestamp.json":                         Timestamp,
		"1.root.json":                            Metadata,
		"124.targets.json":                       Metadata,
		"119.withdraw.json":                      Metadata,
		"targets/" + sum + ".base-112.zst":       Target,
		"targets/withdraw/" + sum + ".list.json": Target,
		"blob/ab/" + sum:                         Blob,
		"targets/" + sum + ".":                   Foreign,
		"targets/../" + sum + ".base-112.zst":    Foreign,
		"targets/a/../" + sum + ".x":             Foreign,
		"targets//" + sum + ".x":                 Foreign,
		"/targets/" + sum + ".x":                 Foreign,
		"targets\\" + sum + ".x":                 Foreign,
		"targets/base-112.zst":                   Foreign,
		"targets/" + strings.ToUpper(sum) + ".x": Foreign,
		"../timestamp.json":                      Foreign,
		"timestamp.json/":                        Foreign,
		"timestamp.json\n":                       Foreign,
		"2.timestamp.json.tmp":                   Foreign,
		"0.root.json":                            Foreign,
		"root.json":                              Foreign,
		"blob/ab/" + sum[2:]:                     Foreign,
		"blob/ab/" + sum + "/x":                  Foreign,
		"":                                       Foreign,
		"targets/" + sum + "." + strings.Repeat("x", 300): Foreign,
	} {
		if got := Classify(name); got != want {
			t.Errorf("%q: class %d, want %d", name, got, want)
		}
	}
}

func TestOnlyTheTimestampChanges(t *testing.T) {
	for c, want := range map[Class]bool{Blob: true, Target: true, Metadata: true, Timestamp: false, Foreign: false} {
		if got := c.Immutable(); got != want {
			t.Errorf("class %d: immutable = %v", c, got)
		}
	}
}

func TestBlobIsNamedByItsSum(t *testing.T) {
	sum := SumOf([]byte("picture"))
	name := BlobName(sum)
	if got, ok := BlobSum(name); !ok || got != sum || Classify(name) != Blob {
		t.Errorf("%s has sum %v, %v", name, got, ok)
	}
	moved := "blob/00/" + name[len("blob/ab/"):]
	if _, ok := BlobSum(moved); ok {
		t.Errorf("%s is in the wrong folder", moved)
	}
}

// FuzzClassify wants every name of the tree to stay inside it.
func FuzzClassify(f *testing.F) {
	f.Add("timestamp.json")
	f.Add("targets/a/../b")
	f.Fuzz(func(t *testing.T, name string) {
		if Classify(name) != Foreign && (!fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00")) {
			t.Errorf("%q is in the tree", name)
		}
	})
}
