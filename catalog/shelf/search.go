package shelf

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"mingbai/catalog"
	"mingbai/catalog/search"
)

// Finder returns a finder over this shelf, without a short index: it answers
// at once, from what [Shelf.Apply] wrote. It may be used until the shelf is
// closed. Records that hold no more on the day that today returns come lower.
func (s *Shelf) Finder(today func() catalog.Date) *search.Finder {
	return search.NewFinder(s.db.Read, today)
}

// Reindex makes what search keeps anew from the records: where a search
// returned an error that is [search.ErrDamaged]. Slots change, so a short
// index has to be made anew too. It takes seconds for thousands of records;
// searches go on meanwhile.
func (s *Shelf) Reindex(ctx context.Context) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		all, err := onShelf(ctx, tx)
		if err != nil {
			return err
		}
		return search.Rebuild(ctx, tx, all.records())
	})
}

// VerifySearch compares what search keeps with the records. The error for a
// difference is [search.ErrDamaged]; [Shelf.Reindex] helps.
func (s *Shelf) VerifySearch(ctx context.Context) error {
	return s.snapshot(ctx, func(tx *sql.Tx) error {
		all, err := onShelf(ctx, tx)
		if err != nil {
			return err
		}
		return search.Verify(ctx, tx, all.records())
	})
}

// reindex makes anew what another version of the program made.
func (s *Shelf) reindex(ctx context.Context) error {
	current, err := search.Current(ctx, s.db.Read)
	if err != nil || current {
		return err
	}
	return s.Reindex(ctx)
}

// updateSearch makes what search keeps fit p, which leads to next. Where more
// changes than stays, and where something is damaged, it is made anew.
func (p plan) updateSearch(ctx context.Context, tx *sql.Tx, next *set) error {
	var come []*catalog.Record
	for _, some := range [][]*entry{p.changed, p.added} {
		for _, e := range some {
			come = append(come, e.record)
		}
	}
	if len(come)+len(p.withdrawn) > p.unchanged {
		return search.Rebuild(ctx, tx, next.records())
	}
	err := search.Update(ctx, tx, p.withdrawn, come)
	if errors.Is(err, search.ErrDamaged) {
		return search.Rebuild(ctx, tx, next.records())
	}
	return err
}

// records yields the records in the order of listing.
func (s *set) records() iter.Seq[*catalog.Record] {
	return func(yield func(*catalog.Record) bool) {
		for _, e := range s.listed {
			if !yield(e.record) {
				return
			}
		}
	}
}
