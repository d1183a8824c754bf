package machine

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the hall's clock, on a machine without zone files

	"mingbai/catalog"
	"mingbai/catalog/search"
	"mingbai/catalog/shelf"
	"mingbai/catalog/source"
	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/ink"
	"mingbai/kiosk/outbox"
	"mingbai/kiosk/staff"
)

// A Machine answers the pages from the shelf. It is safe for concurrent use.
// The only way to make one is [Open].
type Machine struct {
	config kiosk.Config
	app    string
	dir    string
	lock   io.Closer // of the data directory, nil where others may use it too
	clock  *clock
	web    *source.Client
	anchor []byte // the root that is trusted first; nil for none
	free   func(dir string) (int64, error)

	shelf  *shelf.Shelf
	finder *search.Finder

	indexing sync.Mutex // one index at a time
	keeper   *chore.Keeper
	hand     atomic.Pointer[ink.Prototypes] // nil until handwriting can be read
	font     []byte
	memory   *memory
	voice    *voice
	keypad   map[int]string // what keys do by their scan codes

	press *press // nil where nothing is printed

	desk       io.Closer // the file of what follows
	who        outbox.Identity
	outbox     *outbox.Outbox
	book       *staff.Book
	counter    *counter
	opens      atomic.Pointer[[]kiosk.Count] // of records, the most frequent first
	keepMissed bool

	flight  sync.Mutex  // one pull at a time
	media   sync.Mutex  // one at a time who fetches or clears away pictures
	lacking int         // pictures after the last fetching; guarded by media
	tag     string      // of the timestamp that was seen last; guarded by flight
	rotten  atomic.Bool // the rows are not what was signed: take the keyframe
	pending *errand     // whose bundle is not written yet, nil for none; guarded by flight
	asked   time.Time   // when a source last answered; guarded by flight
	kept    time.Time   // the same, as the shelf has it; guarded by flight
	pulled  chan struct{}
	hinted  chan hint
	started atomic.Bool

	laying    sync.Mutex // one hall at a time
	hall      atomic.Pointer[hall]
	hallStale atomic.Bool   // what is shown may not be what is on the disk
	looked    atomic.Int64  // grows with every state of the shelf
	hallNews  chan struct{} // rings when the hall has changed
	session   atomic.Pointer[staff.Session]
	busy      sync.Map // names of work that staff wait for
	tasks     atomic.Int64
	screen    atomic.Pointer[func(func())]
	checkup   atomic.Pointer[checked]
	trouble   atomic.Pointer[string] // of the last exchange that staff asked for
	read      readStick

	mu       sync.Mutex // guards the three below
	standing standing
	board    board
	called   time.Time // when somebody was called to help last
	state    atomic.Pointer[kiosk.State]
	bell     atomic.Pointer[func()]
	shown    atomic.Pointer[shown]

	sticks []string     // patterns of the folders at which they appear
	today  catalog.Date // on which unsigned content is judged, or zero for the clock's
	zone   *time.Location
}

// ctx is that of a page's question: a page takes no context, because every
// answer comes from this disk within a frame.
func (m *Machine) ctx() context.Context { return context.Background() }

// Record returns a record that is shown, or an error that is
// [catalog.ErrNoRecord]. It is shared: never change it.
func (m *Machine) Record(id catalog.ID) (*catalog.Record, error) {
	h := m.hall.Load()
	if h.hidden[id] {
		return nil, hidden(id)
	}
	r, err := m.Published(id)
	if err != nil {
		return h.local(id, err)
	}
	return h.record(r), nil
}

// suspect has the catalog checked when an answer says that it is broken.
func (m *Machine) suspect(err error) {
	if m.started.Load() && shelf.Damaged(err) {
		m.keeper.Start("check", m.check)
	}
}

// Browse returns the heads that q chooses.
func (m *Machine) Browse(q catalog.Query) ([]catalog.Head, error) {
	heads, err := m.shelf.Browse(m.ctx(), q)
	m.suspect(err)
	if err != nil {
		return nil, err
	}
	return m.browse(q, heads), nil
}

// State returns how the kiosk is.
func (m *Machine) State() kiosk.State { return *m.state.Load() }

// Today returns the day in the hall. The starter catalog is always judged on
// its own day.
func (m *Machine) Today() catalog.Date {
	if s := m.state.Load(); !m.today.IsZero() && (s == nil || !s.Signed) {
		return m.today
	}
	return catalog.DateOf(m.Now())
}

// Now returns the wall clock in the hall: never earlier than what was
// published, whatever the machine's battery says.
func (m *Machine) Now() time.Time { return m.clock.Now().In(m.zone) }

// lookEvery is how often conditions are judged that come with time.
const lookEvery = 30 * time.Second

// What can wait begins after the first page is there: it has the processor to
// itself.
const (
	beforeIndex = 500 * time.Millisecond
	beforeHand  = 5 * time.Second
	beforeCheck = 20 * time.Second
)

// Start begins the background work. Close ends it.
func (m *Machine) Start() {
	m.started.Store(true)
	m.keeper.Start("counts", chore.Every(countEvery, m.writeCounts))
	m.keeper.Start("index", chore.After(beforeIndex, m.index))
	m.keeper.Start("afterwards", m.afterwards)
	m.keeper.Start("handwriting", chore.After(beforeHand, m.learnHand))
	m.keeper.Start("conditions", chore.Every(lookEvery, m.judge))
	m.keeper.Start("hall", m.tendHall)
	m.keeper.Start("first check", chore.After(beforeCheck, m.check))
	m.keeper.Start("scrub", m.scrub)
	m.keeper.Start("speech", m.voice.run)
	m.keeper.Start("sticks", chore.Every(sticksEvery, m.takeSticks))
	if len(m.config.Sources) > 0 {
		m.keeper.Start("pull", m.poll)
	}
	if m.press != nil {
		m.keeper.Start("print", m.printSheets)
		m.keeper.Start("printer", m.watchPrinter)
	}
	if m.config.Hints != "" {
		m.keeper.Start("hints", m.listen)
	}
	if m.config.Hub != "" {
		m.keeper.Start("outbox", m.deliver)
		m.keeper.Start("beat", chore.Every(beatEvery, m.beat))
	}
}

// judge judges what comes with time.
func (m *Machine) judge(ctx context.Context) error {
	m.tellVoice()
	return m.turnDay(ctx)
}

// scrub checks the catalog every night until ctx ends.
func (m *Machine) scrub(ctx context.Context) error {
	spread := rand.N(30 * time.Minute)
	for {
		t := time.NewTimer(nightly(m.Now(), spread))
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-t.C:
		}
		if err := m.check(ctx); err != nil {
			return err
		}
	}
}

// Close ends the background work, writes what was counted, closes the files
// and lets go of the data directory.
func (m *Machine) Close() error {
	m.keeper.Stop()
	err := errors.Join(m.voice.speaker.Close(), m.keepAsked(m.ctx()), m.writeCounts(m.ctx()), m.desk.Close(), m.shelf.Close(), m.web.Close())
	return errors.Join(err, m.unlock())
}

func (m *Machine) unlock() error {
	if m.lock == nil {
		return nil
	}
	return m.lock.Close()
}

// A shown is what a screen has drawn.
type shown struct {
	generation int64
	at         time.Time
}

// Shown notes that the screen was drawn from the state of a generation, for
// the heartbeat.
func (m *Machine) Shown(generation int64) { m.shown.Store(&shown{generation, time.Now()}) }

// Config returns what the machine was opened with. It is shared: never change
// it.
func (m *Machine) Config() kiosk.Config { return m.config }

// Outbox returns what waits for the hub. It is open as long as the machine.
func (m *Machine) Outbox() *outbox.Outbox { return m.outbox }

// tell logs the end of a chore that was not a success.
func tell(r chore.Report) {
	if r.Err != nil {
		slog.Error("chore ended", "chore", r.Name, "err", r.Err, "ms", r.Again.Milliseconds(), "stack", string(r.Stack))
	}
}
