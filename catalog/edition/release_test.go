package edition

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"mingbai/catalog"
)

func TestDeltasOfTheExampleAreListed(t *testing.T) {
	for _, row := range []struct {
		v, first, keyframe int64
		want               []int64
	}{
		{124, 1, 112, []int64{123, 122, 120, 116, 108, 92, 60, 112}},
		{124, 1, 116, []int64{123, 122, 120, 116, 108, 92, 60}},
		{124, 1, 124, []int64{123, 122, 120, 116, 108, 92, 60}},
		{124, 120, 121, []int64{123, 122, 120, 121}},
		{1000, 1, 700, []int64{999, 998, 996, 992, 984, 968, 936, 872, 700}},
		{2, 1, 1, []int64{1}},
		{1, 1, 0, nil},
	} {
		if got := Since(row.v, row.first, row.keyframe); !slices.Equal(got, row.want) {
			t.Errorf("since(%d, %d, %d) = %v, want %v", row.v, row.first, row.keyframe, got, row.want)
		}
	}
}

func TestKeyframeIsDueWhenTheDeltaGrowsOrTheMonthEnds(t *testing.T) {
	k := Keyframe{V: 5, Length: 1000, On: today}
	for name, row := range map[string]struct {
		k     Keyframe
		delta int64
		day   catalog.Date
		want  bool
	}{
		"a quarter":              {k, 250, today, false},
		"more than a quarter":    {k, 251, today, true},
		"twenty-nine days":       {k, 1, today.Add(29), false},
		"a month":                {k, 1, today.Add(30), true},
		"there is none":          {Keyframe{}, 0, today, true},
		"the clock went back":    {k, 1, today.Add(-400), false},
		"the day is not known":   {Keyframe{V: 5, Length: 1000}, 1, today, true},
		"nothing changed so far": {k, 0, today, false},
	} {
		if got := row.k.Due(row.delta, row.day); got != row.want {
			t.Errorf("%s: due = %v", name, got)
		}
	}
}

// A press publishes editions and keeps what every kiosk may hold.
type press struct {
	packer *zstd.Encoder
	ledger Ledger
	offers []Offer
	files  map[string]File
	opened map[string][]string // the lines of the files
	past   map[int64][]string  // lines by edition
}

func newPress(packer *zstd.Encoder) *press {
	return &press{packer: packer, files: map[string]File{}, opened: map[string][]string{}, past: map[int64][]string{0: nil}}
}

func mustPacker(t testing.TB) *zstd.Encoder {
	t.Helper()
	e, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// publish makes lines edition v.
func (p *press) publish(t rapid.TB, v int64, lines []string, day catalog.Date) Release {
	set, err := NewSet(each(lines...))
	if err != nil {
		t.Fatal(err)
	}
	next, r, err := p.ledger.next(p.packer, v, set, day)
	if err != nil {
		t.Fatal(err)
	}
	if next.State() != r.State || next.Edition() != v || set.State() != r.State {
		t.Fatalf("the ledger is at edition %d with %s, the release with %s", next.Edition(), next.State(), r.State)
	}
	p.take(t, r)
	p.ledger, p.past[v] = next, slices.Sorted(slices.Values(lines))
	slices.SortFunc(p.past[v], func(a, b string) int { return strings.Compare(idOf(a), idOf(b)) })
	return r
}

// take replaces the offers by those of r and the keyframe that stays.
func (p *press) take(t rapid.TB, r Release) {
	p.offers = slices.DeleteFunc(p.offers, func(o Offer) bool { return o.Path != r.Keep })
	for _, f := range r.Files {
		p.offers = append(p.offers, f.Offer)
		p.files[f.Path] = f
		lines, err := collect(p.open(f.Path))
		if err != nil {
			t.Fatal(err)
		}
		p.opened[f.Path] = lines
	}
}

// open unpacks a file.
func (p *press) open(path string) Lines {
	f := p.files[path]
	return Unpack(bytes.NewReader(f.Body), f.Offer)
}

func idOf(line string) string {
	it, err := parse([]byte(line))
	if err != nil {
		panic(err)
	}
	return string(it.id)
}

// arrives fails unless a kiosk with edition mine reaches v.
func (p *press) arrives(t rapid.TB, mine, v int64) (files int) {
	steps, err := Choose(p.offers, mine)
	if err != nil {
		t.Fatalf("from %d to %d: %v", mine, v, err)
	}
	lines, head := each(p.past[mine]...), Offer{}
	if slices.ContainsFunc(steps, Offer.Keyframe) {
		lines = None
	}
	for _, s := range steps {
		head = s
		lines = Apply(lines, each(p.opened[s.Path]...))
	}
	if len(steps) > 0 {
		lines = Verify(lines, head)
	}
	if got, err := collect(lines); err != nil || !slices.Equal(got, p.past[v]) {
		t.Fatalf("from %d to %d by %v: %q, %v, want %q", mine, v, steps, got, err, p.past[v])
	}
	return len(steps)
}

// TestEveryKioskReachesTheNewestEdition publishes random editions, in which
// records come, change, change back, go and return, and brings a kiosk of
// every age to each.
func TestEveryKioskReachesTheNewestEdition(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) string {
		id := rapid.SampledFrom([]string{"fee/a", "fee/b", "fee/c", "guide/a", "guide/b"}).Draw(t, "id")
		return rec(id, rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "words"))
	})
	edition := rapid.SliceOfNDistinct(line, 0, 5, idOf)
	packer := mustPacker(t)
	rapid.Check(t, func(t *rapid.T) {
		p, v, day := newPress(packer), int64(0), today
		for range rapid.IntRange(1, 12).Draw(t, "editions") {
			v += rapid.Int64Range(1, 3).Draw(t, "step")
			day = day.Add(rapid.IntRange(0, 12).Draw(t, "days"))
			p.publish(t, v, edition.Draw(t, "lines"), day)
			if rapid.IntRange(0, 9).Draw(t, "ledger lost") == 0 {
				p.loseLedger(t, v)
			}
			for mine := range p.past {
				p.arrives(t, mine, v)
			}
		}
	})
}

// loseLedger begins a new ledger from what is published.
func (p *press) loseLedger(t rapid.TB, v int64) {
	set, err := NewSet(each(p.past[v]...))
	if err != nil {
		t.Fatal(err)
	}
	if p.ledger, err = NewLedger(v, set); err != nil {
		t.Fatal(err)
	}
}

// TestTwoHundredEditions lets a small catalog grow old: most kiosks need one
// file, the others two.
func TestTwoHundredEditions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	p, lines := newPress(mustPacker(t)), map[int]string{}
	keyframes := 0
	for v := int64(1); v <= 200; v++ {
		for range 1 + random.IntN(3) {
			i := random.IntN(60)
			if lines[i] = rec(fmt.Sprintf("guide/g%02d", i), strings.Repeat(fmt.Sprint(random.Uint64()), 20)); random.IntN(5) == 0 {
				delete(lines, i)
			}
		}
		var all []string
		for _, l := range lines {
			all = append(all, l)
		}
		if r := p.publish(t, v, all, today.Add(int(v)/4)); r.Keep == "" {
			keyframes++
		}
	}
	one := 0
	for mine := range int64(200) {
		if n := p.arrives(t, mine, 200); n == 1 {
			one++
		} else if n > 2 {
			t.Errorf("edition %d needs %d files", mine, n)
		}
	}
	if one < 128 || keyframes < 2 || len(p.offers) > 10 {
		t.Errorf("%d old editions need one file; %d keyframes; %d files listed", one, keyframes, len(p.offers))
	}
}

// TestChangeThatWasTakenBackReachesAll has a kiosk that saw the short-lived
// form, and one that saw a short-lived record.
func TestChangeThatWasTakenBackReachesAll(t *testing.T) {
	p := newPress(mustPacker(t))
	a := rec("fee/a", "甲")
	p.publish(t, 1, []string{a}, today)
	p.publish(t, 2, []string{rec("fee/a", "错"), rec("fee/b", "密")}, today)
	p.publish(t, 3, []string{a}, today)
	p.publish(t, 4, []string{a}, today)
	p.publish(t, 5, []string{a}, today)
	for _, o := range p.offers { // since-1 was made for edition 1, and has to serve 2
		if o.From == 1 {
			wants(t, Verify(Apply(each(p.past[2]...), p.open(o.Path)), o), a)
			return
		}
	}
	t.Error("there is no delta since edition 1")
}

func TestWrongDeltaIsRefusedAndTheKeyframeHelps(t *testing.T) {
	p := newPress(mustPacker(t))
	p.publish(t, 1, []string{rec("fee/a", "甲"), rec("fee/b", "乙")}, today)
	p.publish(t, 2, []string{rec("fee/a", "甲"), rec("fee/b", "改")}, today)
	p.past[1][0] = rec("fee/a", "bit rot") // what the kiosk really holds
	steps, err := Choose(p.offers, 1)
	if err != nil || len(steps) != 1 || steps[0].Keyframe() {
		t.Fatalf("takes %v, %v, want one delta", steps, err)
	}
	delta := p.open(steps[0].Path)
	if _, err := collect(Verify(Apply(each(p.past[1]...), delta), steps[0])); !errors.Is(err, ErrBroken) {
		t.Errorf("err = %v, want ErrBroken", err)
	}
	p.arrives(t, 0, 2)
}

func TestNumbersOnlyGoUp(t *testing.T) {
	p := newPress(mustPacker(t))
	p.publish(t, 5, []string{rec("fee/a", "甲")}, today)
	for _, v := range []int64{5, 4, 0, -1, maxEdition + 1} {
		if _, _, err := p.ledger.Next(v, mustSet(t), today); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("edition %d after 5: err = %v, want one with a hint", v, err)
		}
	}
}
