package edition

import (
	"fmt"
	"maps"
	"slices"

	"mingbai/catalog"
)

// A Ledger is a publisher's memory of what it published: for each record, also
// those that went, in which edition it last changed. Deltas need it, because a
// record that changed and changed back still differs for a kiosk in between.
//
// The zero Ledger has published nothing; a publisher that lost its ledger
// goes on with [NewLedger]. A Ledger never changes: [Ledger.Next] returns
// another, to be kept once the edition is published.
type Ledger struct {
	v        int64 // the newest edition
	first    int64 // the edition after which every change is known
	keyframe Keyframe
	last     map[catalog.ID]change
}

// A change is the last one of a record.
type change struct {
	v    int64
	gone bool
	sum  Sum // of the line, zero when gone
}

// NewLedger returns the ledger of a publisher that knows edition v but not
// those before it: the next edition gets a keyframe and a delta from v only.
func NewLedger(v int64, set *Set) (Ledger, error) {
	l, err := Ledger{}.advance(v, set)
	if err != nil {
		return Ledger{}, fmt.Errorf("begin ledger: %w", err)
	}
	l.first = v
	return l, nil
}

// Edition returns the number of the newest edition, 0 for none.
func (l Ledger) Edition() int64 { return l.v }

// State returns the digest of the newest edition. It tells whether a ledger
// that was kept belongs to what is published.
func (l Ledger) State() Digest {
	d, err := StateOf(func(yield func(catalog.ID, Sum) bool) {
		for _, id := range slices.Sorted(maps.Keys(l.last)) {
			if c := l.last[id]; !c.gone && !yield(id, c.sum) {
				return
			}
		}
	})
	if err != nil {
		panic(err) // the keys are sorted and were checked
	}
	return d
}

// advance enters edition v, which has the records of set.
func (l Ledger) advance(v int64, set *Set) (Ledger, error) {
	if v <= l.v || v > maxEdition {
		return Ledger{}, fmt.Errorf("edition %d after %d; hint: numbers only go up; publish the old content with a new number", v, l.v)
	}
	if set.Len() > MaxRecords {
		return Ledger{}, fmt.Errorf("%d records, more than %d", set.Len(), MaxRecords)
	}
	next := Ledger{v: v, first: l.first, keyframe: l.keyframe, last: map[catalog.ID]change{}}
	if l.v == 0 {
		next.first = v
	}
	for _, it := range set.items {
		c := change{v: v, sum: SumOf(it.line)}
		if old, ok := l.last[it.id]; ok && !old.gone && old.sum == c.sum {
			c = old
		}
		next.last[it.id] = c
	}
	for id, old := range l.last {
		if _, ok := next.last[id]; !ok && old.gone {
			next.last[id] = old
		} else if !ok {
			next.last[id] = change{v: v, gone: true}
		}
	}
	return next, nil
}

// prune forgets tombstones that no delta will carry any more.
func (l Ledger) prune() {
	horizon := min(l.v-maxSpan, l.keyframe.V)
	maps.DeleteFunc(l.last, func(_ catalog.ID, c change) bool { return c.gone && c.v <= horizon })
}

// delta yields the lines of what changed after edition from; set is the newest
// edition.
func (l Ledger) delta(from int64, set *Set) Lines {
	return func(yield func([]byte, error) bool) {
		items := set.items
		for _, id := range slices.Sorted(maps.Keys(l.last)) {
			c := l.last[id]
			var line []byte
			if c.gone {
				line = Tombstone(id)
			} else {
				line, items = items[0].line, items[1:]
			}
			if c.v > from && !yield(line, nil) {
				return
			}
		}
	}
}
