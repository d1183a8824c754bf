package search

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"mingbai/catalog"
)

// A Finder answers searches from the catalog on this disk, with the help of
// a short index once it has one. It only reads, never waits for the writer,
// and is safe for concurrent use. The only way to make one is [NewFinder].
type Finder struct {
	read     *sql.DB
	today    func() catalog.Date
	patience time.Duration
	index    atomic.Pointer[Index]
	kinds    atomic.Pointer[kindsAt]
}

// NewFinder returns a finder over the tables of catalog/shelf, without an
// index. read is a pool that cannot write; it stays the caller's. Records
// that hold no more today come lower.
func NewFinder(read *sql.DB, today func() catalog.Date) *Finder {
	return &Finder{read: read, today: today, patience: patience}
}

// Swap makes x the index, from the next answer on; nil takes it away. An
// index of another generation than the catalog on the disk is not asked.
func (f *Finder) Swap(x *Index) { f.index.Store(x) }

// Entries reads what [New] needs, of one state of the catalog, without
// reading the records themselves. The caller owns it.
func (f *Finder) Entries(ctx context.Context) (Entries, error) {
	tx, err := f.read.BeginTx(ctx, nil)
	if err != nil {
		return Entries{}, fmt.Errorf("begin reading entries: %w", err)
	}
	defer tx.Rollback() // there is nothing to commit
	return readEntries(ctx, tx)
}

// Fresh reports whether the finder has an index of the catalog that is on
// the disk now.
func (f *Finder) Fresh(ctx context.Context) (bool, error) {
	now, err := generation(ctx, f.read)
	x := f.index.Load()
	return err == nil && x != nil && x.generation == now, err
}

// Find answers a search. Without a word that can be searched for it finds
// nothing, and Next is what may be typed first. Counts may hold a few too
// many of a term of more than two characters or three digits of which
// hundreds of records have all the parts. An error that is [ErrDamaged] comes
// with the answer of the index alone: the postings have to be rebuilt. The
// caller owns the answer; the texts in it are shared.
func (f *Finder) Find(ctx context.Context, s catalog.Search) (catalog.Found, error) {
	h, err := f.begin(ctx, s)
	if err != nil {
		return catalog.Found{}, fmt.Errorf("search: %w", err)
	}
	defer h.tx.Rollback() // there is nothing to commit
	found, err := h.find()
	if err != nil {
		return found, fmt.Errorf("search: %w", err)
	}
	return found, nil
}

// usual is how many hits a search that names no limit may have.
const usual = 20

// begin reads what one answer needs to know first. Its queries cannot be
// cancelled: they take microseconds, and an interrupt that comes late hits
// whoever has the connection next.
func (f *Finder) begin(ctx context.Context, s catalog.Search) (*hunt, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h := &hunt{ctx: context.WithoutCancel(ctx), asked: ctx, waits: time.Now().Add(f.patience),
		s: s, query: parse(s.Words), limit: s.Limit, today: f.today(), lang: -1,
		sheets: map[uint32]sheet{}, entries: map[uint32]*Entry{}, listed: roaring.New()}
	if h.limit <= 0 {
		h.limit = usual
	}
	var err error
	if h.tx, err = f.read.BeginTx(h.ctx, nil); err != nil {
		return nil, err
	}
	if err := h.look(f); err != nil {
		h.tx.Rollback() // there is nothing to commit
		return nil, err
	}
	return h, nil
}

// kindsAt are the slots of each kind in one generation, and what each slot
// weighs by its kind.
type kindsAt struct {
	generation int64
	kinds      map[catalog.Kind]*posting
	weights    []float32
}

// look takes the index where it is of the generation on the disk, else the
// kinds of all slots.
func (h *hunt) look(f *Finder) error {
	now, err := generation(h.ctx, h.tx)
	if err != nil {
		return err
	}
	if x := f.index.Load(); x != nil && x.generation == now {
		h.useIndex(x)
		return nil
	}
	at := f.kinds.Load()
	if at == nil || at.generation != now {
		kinds, err := readKinds(h.ctx, h.tx)
		if err != nil {
			return err
		}
		at = &kindsAt{now, kinds, weightsOf(kinds)}
		f.kinds.Store(at)
	}
	h.kinds, h.weights = at.kinds, at.weights
	return nil
}

func weightsOf(kinds map[catalog.Kind]*posting) []float32 {
	var weights []float32
	for kind, slots := range kinds {
		if n := int(slots.Maximum()) + 1; n > len(weights) {
			weights = append(weights, make([]float32, n-len(weights))...)
		}
		slots.Iterate(func(slot uint32) bool {
			weights[slot] = kindWeights[kind]
			return true
		})
	}
	return weights
}
