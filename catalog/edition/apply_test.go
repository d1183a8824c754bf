package edition

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

func TestDeltaIsLaidOverAnEdition(t *testing.T) {
	a, b, c := rec("fee/a", "甲"), rec("fee/b", "乙"), rec("fee/c", "丙")
	newB := rec("fee/b", "改")
	for name, row := range map[string]struct{ old, delta, want []string }{
		"nothing changes":              {old: []string{a, b}, want: []string{a, b}},
		"nothing was there":            {delta: []string{a, b}, want: []string{a, b}},
		"one is changed":               {[]string{a, b, c}, []string{newB}, []string{a, newB, c}},
		"one comes first":              {[]string{b, c}, []string{a}, []string{a, b, c}},
		"one comes between":            {[]string{a, c}, []string{b}, []string{a, b, c}},
		"one comes last":               {[]string{a, b}, []string{c}, []string{a, b, c}},
		"one goes":                     {[]string{a, b, c}, []string{`{"-":"fee/b"}`}, []string{a, c}},
		"all go":                       {[]string{a, b}, []string{`{"-":"fee/a"}`, `{"-":"fee/b"}`}, nil},
		"what is not there goes":       {[]string{b}, []string{`{"-":"fee/a"}`, `{"-":"fee/c"}`}, []string{b}},
		"what goes from nothing":       {delta: []string{`{"-":"fee/a"}`}},
		"one goes, its neighbour came": {[]string{b}, []string{a, `{"-":"fee/b"}`, c}, []string{a, c}},
	} {
		t.Run(name, func(t *testing.T) {
			wants(t, Apply(each(row.old...), each(row.delta...)), row.want...)
			again := Apply(Apply(each(row.old...), each(row.delta...)), each(row.delta...))
			wants(t, again, row.want...) // twice does no harm
		})
	}
}

func TestMalformedLinesAreRefused(t *testing.T) {
	a, b := rec("fee/a", "甲"), rec("fee/b", "乙")
	long := rec("fee/z", strings.Repeat("x", catalog.MaxLine))
	for name, bad := range map[string][]string{
		"out of order":             {b, a},
		"twice":                    {a, a},
		"a record and its end":     {a, `{"-":"fee/a"}`},
		"too long":                 {a, long},
		"empty":                    {a, ""},
		"cut":                      {a, b[:20]},
		"no object":                {`[]`},
		"null":                     {`null`},
		"no id":                    {`{"title":{"zh":"x"}}`},
		"id of another type":       {`{"id":5}`},
		"malformed id":             {`{"id":"fee/../a"}`},
		"tombstone of no id":       {`{"-":"fee"}`},
		"tombstone with more":      {`{"-":"fee/a","id":"fee/a"}`},
		"tombstone with a space":   {`{"-":"fee/a" }`},
		"tombstone of a number":    {`{"-":1}`},
		"tombstone that was cut":   {`{"-":"fee/a"`},
		"two records on one line":  {a + b},
		"longer than its neighour": {a, long, b},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := collect(Apply(each(rec("fee/0", "")), each(bad...))); !errors.Is(err, ErrBroken) {
				t.Errorf("as delta: err = %v, want ErrBroken", err)
			}
			if _, err := collect(Apply(each(bad...), None)); !errors.Is(err, ErrBroken) {
				t.Errorf("as edition: err = %v, want ErrBroken", err)
			}
		})
	}
	if _, err := collect(Apply(each(`{"-":"fee/a"}`), None)); !errors.Is(err, ErrBroken) {
		t.Errorf("a tombstone in an edition: err = %v, want ErrBroken", err)
	}
}

func TestLongestLineIsTaken(t *testing.T) {
	empty := rec("fee/a", "")
	longest := rec("fee/a", strings.Repeat("x", catalog.MaxLine-len(empty)))
	if len(longest) != catalog.MaxLine {
		t.Fatalf("the longest line has %d bytes", len(longest))
	}
	wants(t, Apply(None, each(longest)), longest)
}

func TestErrorsOfTheDiskArePassedOn(t *testing.T) {
	gone := errors.New("stick unplugged")
	a := rec("fee/a", "甲")
	for name, lines := range map[string]Lines{
		"of the edition": Apply(fails(gone, a), each(rec("fee/b", "乙"))),
		"of the delta":   Apply(each(a), fails(gone)),
		"of both":        Apply(fails(gone), fails(gone)),
		"while verified": Verify(fails(gone, a), Offer{N: 5}),
	} {
		if _, err := collect(lines); !errors.Is(err, gone) || errors.Is(err, ErrBroken) {
			t.Errorf("%s: err = %v, want that of the disk alone", name, err)
		}
	}
}

func TestNothingIsReadWhenNobodyWantsMore(t *testing.T) {
	a, b := rec("fee/a", "甲"), rec("fee/b", "乙")
	for _, lines := range []Lines{
		Apply(each(a, b), each(rec("fee/c", "丙"))), Apply(each(b), each(a)), Apply(None, each(a, b)),
		Verify(each(a, b), Offer{N: 2}),
	} {
		var got []string
		for line, err := range lines {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(line))
			break
		}
		if !slices.Equal(got, []string{a}) {
			t.Errorf("first line = %q", got)
		}
	}
}

func TestWrongEditionIsRefusedAtItsEnd(t *testing.T) {
	a, b := rec("fee/a", "甲"), rec("fee/b", "乙")
	signed := Offer{V: 7, State: mustSet(t, a, b).State(), N: 2}
	wants(t, Verify(each(a, b), signed), a, b)
	for name, lines := range map[string]Lines{
		"one is missing":  each(a),
		"none is there":   None,
		"one is changed":  each(a, rec("fee/b", "改")),
		"one is renamed":  each(a, rec("fee/c", "乙")),
		"one too many":    each(a, b, rec("fee/c", "丙")),
		"other order":     each(b, a),
		"with tombstones": each(a, b, `{"-":"fee/c"}`),
	} {
		if _, err := collect(Verify(lines, signed)); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: err = %v, want ErrBroken", name, err)
		}
	}
}

// FuzzApply lays anything over an edition: the outcome is in order and
// without tombstones, or an error.
func FuzzApply(f *testing.F) {
	f.Add([]byte(rec("fee/a", "甲") + "\n" + `{"-":"fee/b"}`))
	f.Add([]byte(rec("fee/c", "丙") + "\n" + rec("fee/b", "乙")))
	f.Add([]byte(`{"-":"fee/b","id":"fee/a"}` + "\n\n"))
	old := []string{rec("fee/b", "乙"), rec("fee/d", "丁")}
	f.Fuzz(func(t *testing.T, delta []byte) {
		out := Apply(each(old...), each(strings.Split(string(delta), "\n")...))
		lines, err := collect(out)
		if err != nil {
			return
		}
		if _, err := collect(Apply(each(lines...), None)); err != nil {
			t.Errorf("applied, %q is no edition: %v", lines, err)
		}
	})
}
