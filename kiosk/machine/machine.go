package machine

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the hall's clock, on a machine without zone files

	"mingbai/catalog"
	"mingbai/catalog/search"
	"mingbai/catalog/shelf"
	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/ink"
	"mingbai/kiosk/outbox"
)

// A Machine answers the pages from the shelf. It is safe for concurrent use.
// The only way to make one is [Open].
type Machine struct {
	shelf  *shelf.Shelf
	finder *search.Finder
	keeper *chore.Keeper
	hand   atomic.Pointer[ink.Prototypes] // nil until handwriting can be read
	dir    string
	font   []byte
	memory *memory

	desk       io.Closer // the file of what follows
	outbox     *outbox.Outbox
	counter    *counter
	opens      atomic.Pointer[[]kiosk.Count] // of records, the most frequent first
	keepMissed bool
	state      atomic.Pointer[kiosk.State]
	today      catalog.Date // fixed, or zero for the clock's
	zone       *time.Location
	now        func() time.Time
}

// ctx is that of a page's question: a page takes no context, because every
// answer comes from this disk within a frame.
func (m *Machine) ctx() context.Context { return context.Background() }

// Record returns a record that is shown, or an error that is
// [catalog.ErrNoRecord]. It is shared: never change it.
func (m *Machine) Record(id catalog.ID) (*catalog.Record, error) {
	return m.memory.record(id, func() (*catalog.Record, error) { return m.shelf.Record(m.ctx(), id) })
}

// Browse returns the heads that q chooses.
func (m *Machine) Browse(q catalog.Query) ([]catalog.Head, error) {
	return m.shelf.Browse(m.ctx(), q)
}

// State returns how the kiosk is.
func (m *Machine) State() kiosk.State { return *m.state.Load() }

// Today returns the day in the hall. The starter catalog is always judged on
// its own day.
func (m *Machine) Today() catalog.Date {
	if !m.today.IsZero() {
		return m.today
	}
	return catalog.DateOf(m.Now())
}

// Now returns the wall clock in the hall.
func (m *Machine) Now() time.Time { return m.now().In(m.zone) }

// Start begins the background work. Close ends it.
func (m *Machine) Start() {
	m.keeper.Start("counts", chore.Every(countEvery, m.writeCounts))
	m.keeper.Start("index", m.index)
	m.keeper.Start("handwriting", m.learnHand)
}

// Close ends the background work, writes what was counted and closes the
// files.
func (m *Machine) Close() error {
	m.keeper.Stop()
	return errors.Join(m.writeCounts(m.ctx()), m.desk.Close(), m.shelf.Close())
}

// tell logs the end of a chore that was not a success.
func tell(r chore.Report) {
	if r.Err != nil {
		slog.Error("chore ended", "chore", r.Name, "err", r.Err, "ms", r.Again.Milliseconds(), "stack", string(r.Stack))
	}
}
