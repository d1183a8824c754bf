package catalog

import (
	"cmp"
	"fmt"
	"slices"
)

// A Collection is a set of records in memory, browsed in the order of the
// screen. It is safe for concurrent reading.
type Collection struct {
	records map[ID]*Record
	heads   []Head // in the order of listing
}

// NewCollection returns a collection of records, which it then owns.
func NewCollection(records []*Record) *Collection {
	c := &Collection{records: map[ID]*Record{}}
	for _, r := range records {
		c.records[r.ID] = r
		c.heads = append(c.heads, r.Heading())
	}
	slices.SortStableFunc(c.heads, c.order)
	return c
}

// Record returns a record, or an error that is ErrNoRecord. The record is
// shared: never change it.
func (c *Collection) Record(id ID) (*Record, error) {
	if r := c.records[id]; r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("%s: %w", id, ErrNoRecord)
}

// All returns every record in the order of listing.
func (c *Collection) All() []*Record {
	var all []*Record
	for _, h := range c.heads {
		all = append(all, c.records[h.ID])
	}
	return all
}

// Browse returns the heads that q chooses, in the order of listing.
func (c *Collection) Browse(q Query) []Head {
	if q.Topic != "" {
		return c.topic(q)
	}
	var some []Head
	for _, h := range c.heads {
		if (q.Kind == "" || h.ID.Kind() == q.Kind) && (q.Office == "" || h.Office == q.Office) && (q.Column == "" || h.Column == q.Column) {
			some = append(some, h)
		}
	}
	return some
}

// topic lists a topic's own members first, then the guides that name it.
func (c *Collection) topic(q Query) []Head {
	var some []Head
	seen := map[ID]bool{}
	add := func(id ID) {
		if r := c.records[id]; r != nil && !seen[id] && (q.Kind == "" || r.Kind() == q.Kind) {
			seen[id] = true
			some = append(some, r.Heading())
		}
	}
	if t := c.records[q.Topic]; t != nil {
		for _, id := range t.Refs() {
			if id != t.Office {
				add(id)
			}
		}
	}
	for _, h := range c.heads {
		if slices.Contains(c.records[h.ID].Topics(), q.Topic) {
			add(h.ID)
		}
	}
	return some
}

func (c *Collection) order(a, b Head) int { return order(c.records[a.ID], c.records[b.ID], a, b) }

// Order returns below 0 when a is listed before b: by kind, then by what the
// kind is listed by, then by id.
func Order(a, b *Record) int { return order(a, b, a.Heading(), b.Heading()) }

func order(x, y *Record, a, b Head) int {
	if n := cmp.Compare(a.ID.Kind(), b.ID.Kind()); n != 0 {
		return n
	}
	if n := cmp.Compare(rank(x), rank(y)); n != 0 {
		return n
	}
	if newestFirst(a.ID.Kind()) && a.Day != b.Day {
		return b.Day.Time().Compare(a.Day.Time())
	}
	if n := cmp.Compare(a.Title[ZH], b.Title[ZH]); n != 0 && a.ID.Kind() != KindCounter {
		return n
	}
	return cmp.Compare(a.ID, b.ID)
}

func newestFirst(k Kind) bool {
	return k == KindNotice || k == KindDisclosure || k == KindDecision || k == KindReport
}

// rank is the first thing a kind is listed by, lowest first.
func rank(r *Record) int {
	switch b := r.Body.(type) {
	case *Topic:
		return b.Order
	case *Channel:
		return b.Order
	case *Commitment:
		return b.Order
	case *Notice:
		return -b.Priority
	case *Counter:
		return b.Floor*1000 + b.Place.Y + b.Place.X/10
	case *Office:
		return slices.Index(OfficeSorts(), b.Sort.Code)
	}
	return 0
}
