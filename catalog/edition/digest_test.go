package edition

import (
	"crypto/sha256"
	"errors"
	"maps"
	"testing"

	"mingbai/catalog"
)

// TestDigestIsTheOneOfTheFormat takes it by hand.
func TestDigestIsTheOneOfTheFormat(t *testing.T) {
	a, b := rec("fee/a", "甲"), rec("guide/b", "乙")
	sumA, sumB := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	plain := "fee/a\x00" + string(sumA[:]) + "guide/b\x00" + string(sumB[:])
	want := Digest(sha256.Sum256([]byte(plain)))
	if got := mustSet(t, b, a).State(); got != want {
		t.Errorf("state = %v, want %v", got, want)
	}
	got, err := StateOf(func(yield func(catalog.ID, Sum) bool) {
		_ = yield("fee/a", SumOf([]byte(a))) && yield("guide/b", SumOf([]byte(b)))
	})
	if err != nil || got != want {
		t.Errorf("state of sums = %v, %v, want %v", got, err, want)
	}
}

func TestEmptyEditionHasADigest(t *testing.T) {
	want := Digest(sha256.Sum256(nil))
	var h Hasher
	if d, n := h.State(); d != want || n != 0 || mustSet(t).State() != want {
		t.Errorf("state = %v of %d records, want %v", d, n, want)
	}
}

func TestHasherRefusesOtherOrders(t *testing.T) {
	var h Hasher
	if err := h.Add("fee/b", Sum{1}); err != nil {
		t.Fatal(err)
	}
	before, _ := h.State()
	for _, id := range []catalog.ID{"fee/b", "fee/a", "", "fee", "fee/c\x00"} {
		if err := h.Add(id, Sum{}); err == nil {
			t.Errorf("%q was added after fee/b", id)
		}
	}
	if d, n := h.State(); d != before || n != 1 {
		t.Errorf("state changed to %v of %d records", d, n)
	}
	if _, err := StateOf(maps.All(map[catalog.ID]Sum{"no id": {}})); err == nil {
		t.Error("a malformed id was taken")
	}
}

func TestDigestIsReadBack(t *testing.T) {
	d := Digest{0x8f, 0x58, 0x3d, 0x48, 31: 1}
	if got, err := ParseDigest(d.String()); err != nil || got != d || d.Short() != "8f58-3d48" {
		t.Errorf("read back %v, %v, short %s", got, err, d.Short())
	}
	for _, s := range []string{"", "8f58", d.String() + "00", "zz" + d.String()[2:]} {
		if _, err := ParseDigest(s); err == nil {
			t.Errorf("%q was read", s)
		}
	}
}

func TestSetRefusesWhatIsNotCanonical(t *testing.T) {
	a := rec("fee/a", "甲")
	for name, lines := range map[string][]string{
		"twice":             {a, rec("fee/b", "乙"), a},
		"space":             {`{"id": "fee/a"}`},
		"keys not sorted":   {`{"title":{"zh":"甲"},"id":"fee/a"}`},
		"key twice":         {`{"id":"fee/a","id":"fee/a"}`},
		"escaped":           {`{"id":"fee/a","title":{"zh":"\u003c"}}`},
		"tombstone":         {`{"-":"fee/a"}`},
		"no record at all":  {`[]`},
		"no id":             {`{"title":{}}`},
		"line end in a row": {a + "\n"},
	} {
		if _, err := NewSet(each(lines...)); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: err = %v, want ErrBroken", name, err)
		}
	}
	gone := errors.New("stick unplugged")
	if _, err := NewSet(fails(gone, a)); !errors.Is(err, gone) {
		t.Errorf("err = %v, want that of the disk", err)
	}
}
