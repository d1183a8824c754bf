package amend

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

// A kiosk of the property test: an edition, what staff wrote, and the log of
// what was replaced.
type kiosk struct {
	now   Now
	base  *catalog.Record // nil: the edition has no such record
	cur   Amendment       // the zero Amendment: none
	log   map[string]bool // revisions that were replaced, by id
	heard map[string]bool // every revision that was made or came here
}

func (k *kiosk) keep(a Amendment) {
	k.heard[a.ID] = true
	switch {
	case a.ID == k.cur.ID: // it came twice
	case k.cur.Turn == 0 || a.Newer(k.cur.Revision):
		k.log[k.cur.ID] = true
		k.cur = a
	default:
		k.log[a.ID] = true
	}
}

// words of an edition and of staff overlap, so that some are adopted.
func words(t *rapid.T, name string) string {
	return rapid.SampledFrom([]string{"周一 8:00", "周二 9:00", "周三 10:00", "周四 11:00"}).Draw(t, name)
}

func edition(text, english, other string) *catalog.Record {
	r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"office/heat","title":{"zh":"供热公司"},"body":{"hours":{"zh":%q,"en":%q},"telephone":%q}}`, text, english, other))
	if err != nil {
		panic(err)
	}
	return r
}

// check holds after every step: whole values of one side, nothing lost.
func (k *kiosk) check(t *rapid.T) {
	for id := range k.heard {
		if id != k.cur.ID && !k.log[id] {
			t.Fatalf("revision %s is lost", id)
		}
	}
	if k.base == nil || k.cur.Turn == 0 {
		return
	}
	l := Lay(k.base, []Amendment{k.cur}, k.now)
	is, err := Read(l.Record, "hours")
	if err != nil {
		t.Fatal(err)
	}
	says, _ := Read(k.base, "hours")
	switch {
	case len(l.Marks) == 1 && is == k.cur.Value && says == k.cur.Base && len(l.Listed) == 0: // the hall's
	case len(l.Marks) == 0 && l.Record == k.base && len(l.Listed) == 1 && l.Listed[0].ID == k.cur.ID: // the edition's, and told
	default:
		t.Fatalf("laid %+v\nof %+v\nover %s", l, k.cur, says)
	}
	if tel := l.Record.Body.(*catalog.Office).Telephone; tel != k.base.Body.(*catalog.Office).Telephone {
		t.Fatalf("another field changed: %s", tel)
	}
}

// A world is two kiosks of a hall, what was published, and what they told each
// other.
type world struct {
	kiosks   [2]*kiosk
	editions []*catalog.Record
	wire     []Amendment
	made     int
}

func newWorld() *world {
	w := &world{editions: []*catalog.Record{edition("周一 8:00", "Mon", "110")}}
	for n := range w.kiosks {
		w.kiosks[n] = &kiosk{now: Now{Today: today, Sure: true}, base: w.editions[0], log: map[string]bool{}, heard: map[string]bool{}}
	}
	return w
}

// TestNoMixtureAndNoSilentLoss: two kiosks take editions and amendments in any
// order, hear of each other late, twice and in any order.
func TestNoMixtureAndNoSilentLoss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			k := w.kiosks[rapid.IntRange(0, 1).Draw(t, "kiosk")]
			w.step(t, k, rapid.SampledFrom([]string{"publish", "pull", "amend", "take back", "hear", "day", "clock"}).Draw(t, "step"))
			k.check(t)
		}
		for _, a := range w.wire {
			if err := a.travels(); err != nil {
				t.Fatal(err)
			}
		}
		for _, k := range w.kiosks { // the network is back
			for _, a := range shuffled(t, w.wire) {
				k.keep(a)
				k.check(t)
			}
		}
		if a, b := w.kiosks[0].cur, w.kiosks[1].cur; a.ID != b.ID {
			t.Fatalf("the screens differ: %s and %s", a.ID, b.ID)
		}
	})
}

func (w *world) step(t *rapid.T, k *kiosk, does string) {
	switch does {
	case "publish":
		var r *catalog.Record
		if rapid.IntRange(0, 5).Draw(t, "gone") > 0 {
			r = edition(words(t, "edition"), rapid.SampledFrom([]string{"", "Mon"}).Draw(t, "en"), rapid.SampledFrom([]string{"110", "119"}).Draw(t, "tel"))
		}
		w.editions = append(w.editions, r)
	case "pull": // it may skip some
		n := rapid.IntRange(int(k.now.Edition), len(w.editions)-1).Draw(t, "edition")
		k.now.Edition, k.base = int64(n), w.editions[n]
		if k.cur.Turn > 0 {
			k.cur, _ = k.cur.Settle(k.base, k.now)
		}
	case "amend":
		w.amend(t, k)
	case "take back":
		w.made++
		if a, err := k.cur.TakeBack(id(w.made), wang, k.now.Today); k.cur.Turn > 0 && err == nil {
			k.keep(a)
			w.wire = append(w.wire, a)
		}
	case "hear":
		if len(w.wire) > 0 {
			k.keep(w.wire[rapid.IntRange(0, len(w.wire)-1).Draw(t, "which")])
		}
	case "day":
		k.now.Today = k.now.Today.Add(rapid.IntRange(1, 30).Draw(t, "days"))
	case "clock":
		k.now.Sure = !k.now.Sure
	}
}

func (w *world) amend(t *rapid.T, k *kiosk) {
	if k.base == nil {
		return
	}
	w.made++
	a, err := Correct(k.base, k.cur, Draft{ID: id(w.made), Field: "hours", Value: Value(fmt.Sprintf(`{"body.hours":{"zh":%q}}`, words(t, "hall"))),
		By: li, On: k.now.Today, Until: k.now.Today.Add(20), Edition: k.now.Edition})
	var r *Refusal
	if errors.As(err, &r) && r.Code == "no-change" {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	k.keep(a)
	w.wire = append(w.wire, a)
}

func shuffled(t *rapid.T, all []Amendment) []Amendment {
	if len(all) == 0 {
		return nil
	}
	return rapid.Permutation(slices.Clone(all)).Draw(t, "order")
}
