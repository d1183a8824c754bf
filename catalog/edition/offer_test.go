package edition

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mingbai/catalog"
)

var sound = Offer{Path: "since-123.zst", Length: 900, From: 123, V: 124, State: Digest{1, 2}, N: 10_000, Raw: 1604, Schema: 1}

func TestOfferIsReadBack(t *testing.T) {
	for _, want := range []Offer{sound, {Path: "base-1.zst", Length: 9, V: 1, Schema: 1}} {
		if got, ok, err := ReadOffer(want.Path, want.Length, want.Custom()); err != nil || !ok || got != want {
			t.Errorf("read back %+v, %v, %v, want %+v", got, ok, err, want)
		}
	}
	if c, err := catalog.Canonical(sound.Custom()); err != nil || string(c) != string(sound.Custom()) {
		t.Errorf("custom = %s, want it canonical: %v", sound.Custom(), err)
	}
}

func TestOtherTargetsAreNoOffers(t *testing.T) {
	for _, path := range []string{"withdraw/list.json", "dict-1.zst", "", "xbase-1.zst"} {
		if _, ok, err := ReadOffer(path, 1, nil); ok || err != nil {
			t.Errorf("%q: %v, %v, want no offer", path, ok, err)
		}
	}
}

func TestOfferThatMakesNoSenseIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Offer){
		"another name":        func(o *Offer) { o.Path = "since-122.zst" },
		"a longer name":       func(o *Offer) { o.Path = "since-123.zst/../x" },
		"called keyframe":     func(o *Offer) { o.Path = "base-124.zst" },
		"edition 0":           func(o *Offer) { o.V, o.From, o.Path = 0, 0, "base-0.zst" },
		"back in time":        func(o *Offer) { o.V = 122 },
		"to itself":           func(o *Offer) { o.V = 123 },
		"from before all":     func(o *Offer) { o.From, o.Path = -1, "since--1.zst" },
		"edition too high":    func(o *Offer) { o.V = maxEdition + 1 },
		"negative records":    func(o *Offer) { o.N = -1 },
		"too many records":    func(o *Offer) { o.N = MaxRecords + 1 },
		"negative size":       func(o *Offer) { o.Raw = -1 },
		"too large":           func(o *Offer) { o.Raw = MaxRaw + 1 },
		"negative length":     func(o *Offer) { o.Length = -1 },
		"larger when packed":  func(o *Offer) { o.Length = 1 << 20 },
		"schema of long past": func(o *Offer) { o.Schema = 0 },
	} {
		o := sound
		change(&o)
		if _, _, err := ReadOffer(o.Path, o.Length, o.Custom()); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: err = %v, want ErrBroken", name, err)
		}
	}
	for _, custom := range []string{"", "null", "[]", `{"from":1e400}`, strings.Replace(string(sound.Custom()), "0102", "zz02", 1)} {
		if _, _, err := ReadOffer(sound.Path, 1, []byte(custom)); !errors.Is(err, ErrBroken) {
			t.Errorf("custom %q: err = %v, want ErrBroken", custom, err)
		}
	}
}

// offers lists a keyframe and the deltas to edition v, all of 1,000 bytes but
// the keyframe of 100,000.
func offers(v, keyframe int64) []Offer {
	all := []Offer{{Path: path(0, keyframe), Length: 100_000, V: keyframe, Schema: 1}}
	for _, from := range Since(v, 1, keyframe) {
		all = append(all, Offer{Path: path(from, v), Length: 1000 + v - from, From: from, V: v, Schema: 1})
	}
	return all
}

func TestKioskTakesTheFewestBytes(t *testing.T) {
	far := offers(124, 112)
	far[0].Length = 500 // smaller than any delta
	fresh := offers(124, 124)
	for name, row := range map[string]struct {
		offers []Offer
		mine   int64
		want   string
	}{
		"has the newest":                {offers(124, 112), 124, ""},
		"one behind":                    {offers(124, 112), 123, "since-123.zst"},
		"three behind":                  {offers(124, 112), 121, "since-120.zst"},
		"older than the keyframe":       {offers(124, 112), 100, "since-92.zst"},
		"older than every delta":        {offers(900, 890), 700, "base-890.zst since-890.zst"},
		"has nothing":                   {offers(124, 112), 0, "base-112.zst since-112.zst"},
		"keyframe smaller than deltas":  {fresh, 0, "base-124.zst"},
		"new keyframe, one behind":      {fresh, 123, "since-123.zst"},
		"first edition":                 {offers(1, 1), 0, "base-1.zst"},
		"keyframe is cheaper than gaps": {far, 60, "since-60.zst"},
	} {
		t.Run(name, func(t *testing.T) {
			steps, err := Choose(row.offers, row.mine)
			var names []string
			for _, s := range steps {
				names = append(names, s.Path)
			}
			if got := strings.Join(names, " "); err != nil || got != row.want {
				t.Errorf("takes %q, %v, want %q", got, err, row.want)
			}
		})
	}
}

func TestOlderEditionIsNotTaken(t *testing.T) {
	if steps, err := Choose(offers(124, 112), 125); err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("takes %v, %v, want an error with a hint", steps, err)
	}
}

func TestEditionOfANewerProgramStaysAway(t *testing.T) {
	o, ok, err := ReadOffer("base-130.zst", 5, json.RawMessage(`{"schema":2,"v":"another form"}`))
	if err != nil || !ok {
		t.Fatalf("offer = %+v, %v, %v", o, ok, err)
	}
	if _, err := Choose(append(offers(124, 112), o), 123); !errors.Is(err, ErrSchema) {
		t.Errorf("err = %v, want ErrSchema", err)
	}
}

func TestOffersThatContradictThemselvesAreRefused(t *testing.T) {
	torn := offers(124, 112)
	torn[1].State[0]++
	other := offers(124, 112)
	other[2].N++
	for name, all := range map[string][]Offer{
		"none":            nil,
		"another digest":  torn,
		"another number":  other,
		"no way from 112": {offers(124, 112)[0], offers(124, 112)[1]},
	} {
		if steps, err := Choose(all, 0); name != "no way from 112" && !errors.Is(err, ErrBroken) {
			t.Errorf("%s: takes %v, %v, want ErrBroken", name, steps, err)
		} else if err == nil {
			t.Errorf("%s: takes %v", name, steps)
		}
	}
}

// FuzzReadOffer reads anything; what it takes is written as it was read.
func FuzzReadOffer(f *testing.F) {
	f.Add(sound.Path, sound.Length, []byte(sound.Custom()))
	f.Add("base-1.zst", int64(0), []byte(`{"schema":2}`))
	f.Fuzz(func(t *testing.T, path string, length int64, custom []byte) {
		o, ok, err := ReadOffer(path, length, custom)
		if err != nil || !ok || o.Schema > Schema {
			return
		}
		if again, ok, err := ReadOffer(o.Path, o.Length, o.Custom()); err != nil || !ok || again != o {
			t.Errorf("read %+v again as %+v, %v, %v", o, again, ok, err)
		}
	})
}
