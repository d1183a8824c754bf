package machine

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/catalog/search"
)

// browse lays the hall over the heads that a query chose: hidden records are
// left out, those of the hall stand where they belong, and counters that
// moved stand where they are now.
func (m *Machine) browse(q catalog.Query, heads []catalog.Head) []catalog.Head {
	h := m.hall.Load()
	if len(h.hidden) > 0 {
		heads = slices.DeleteFunc(heads, func(one catalog.Head) bool { return h.hidden[one.ID] })
	}
	if q.Topic == "" && slices.ContainsFunc(heads, func(one catalog.Head) bool {
		_, moved := h.laid[one.ID]
		return moved && one.ID.Kind() == catalog.KindCounter
	}) {
		slices.SortStableFunc(heads, func(a, b catalog.Head) int {
			if a.ID.Kind() != catalog.KindCounter || b.ID.Kind() != catalog.KindCounter {
				return cmp.Compare(a.ID.Kind(), b.ID.Kind())
			}
			return catalog.Order(m.listed(a), m.listed(b))
		})
	}
	for _, r := range h.locals {
		if chosen(q, r) {
			heads = m.insert(heads, r, q.Topic != "")
		}
	}
	return heads
}

// chosen reports whether a query chooses a record.
func chosen(q catalog.Query, r *catalog.Record) bool {
	head := r.Heading()
	if q.Kind != "" && q.Kind != r.Kind() {
		return false
	}
	if q.Topic != "" {
		return slices.Contains(r.Topics(), q.Topic)
	}
	return (q.Office == "" || q.Office == head.Office) && (q.Column == "" || q.Column == head.Column)
}

// insert puts the head of a record where it is listed; under a topic, behind
// the others.
func (m *Machine) insert(heads []catalog.Head, r *catalog.Record, last bool) []catalog.Head {
	at := len(heads)
	for i := 0; i < len(heads) && !last; i++ {
		if catalog.Order(r, m.listed(heads[i])) < 0 {
			at = i
			break
		}
	}
	return slices.Insert(heads, at, r.Heading())
}

// listed returns the record of a head as far as the order of listing needs
// it: of most kinds the head is enough.
func (m *Machine) listed(head catalog.Head) *catalog.Record {
	if kind := head.ID.Kind(); kind == catalog.KindNotice || kind == catalog.KindCounter {
		if r, err := m.Record(head.ID); err == nil {
			return r
		}
	}
	return &catalog.Record{ID: head.ID, Title: head.Title, Office: head.Office}
}

// lay lays the hall over what search knows: records of the hall get slots
// above all others.
func (h *hall) lay(e *search.Entries) {
	slot := uint32(0)
	for _, one := range e.List {
		slot = max(slot, one.Slot)
	}
	e.List = slices.DeleteFunc(e.List, func(one search.Entry) bool { return h.hidden[one.ID] })
	for i := range e.List {
		if l, ok := h.laid[e.List[i].ID]; ok {
			e.List[i].Names = withWords(e.List[i].Names, l)
		}
	}
	for _, id := range sortedKeys(h.locals) {
		slot++
		e.List = append(e.List, search.EntryOf(h.locals[id], slot))
	}
}

// withWords adds what the hall says of a record to the names by which it is
// found: a new telephone number, the new place. The first name is the plain
// one, if there is any.
func withWords(names []catalog.Text, l amend.Laid) []catalog.Text {
	all := slices.Clone(names)
	if len(all) == 0 {
		all = append(all, catalog.Text{})
	}
	for _, m := range l.Marks {
		f, ok := amend.Find(l.Record.Kind(), m.Field)
		if !ok || m.Field == amend.Note {
			continue
		}
		for _, v := range fieldValues(l.Record, f) {
			if !v.Text.Empty() {
				all = append(all, v.Text)
			}
			if v.Line != "" {
				all = append(all, catalog.Text{catalog.ZH: v.Line})
			}
		}
	}
	return all
}

func sortedKeys[V any](m map[catalog.ID]V) []catalog.ID {
	var all []catalog.ID
	for id := range m {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// unhide takes hidden records out of an answer: without the short index the
// postings have them still.
func (h *hall) unhide(f catalog.Found) catalog.Found {
	f.Hits = slices.DeleteFunc(f.Hits, func(hit catalog.Hit) bool {
		if !h.hidden[hit.ID] {
			return false
		}
		if kind := hit.ID.Kind(); f.Counts[kind] > 0 {
			f.Counts[kind]--
		}
		return true
	})
	return f
}

// hidden returns the error for a record that the hall hides.
func hidden(id catalog.ID) error { return fmt.Errorf("%s: %w", id, catalog.ErrNoRecord) }

// local returns a record of the hall, where the edition has none.
func (h *hall) local(id catalog.ID, err error) (*catalog.Record, error) {
	if r := h.locals[id]; r != nil && errors.Is(err, catalog.ErrNoRecord) {
		return r, nil
	}
	return nil, err
}
