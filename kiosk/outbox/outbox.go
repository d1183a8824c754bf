package outbox

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/db"
	"mingbai/kiosk"
)

// ErrFull means that the outbox holds only what is more precious than what
// was to be put in. Nothing was dropped for it.
var ErrFull = errors.New("outbox is full")

// Options are how an outbox is set up. Hall is required.
type Options struct {
	Hall     string           // the hub's name of the hall: see kiosk.CheckHall
	Now      func() time.Time // the clock in the hall, in its zone; nil is time.Now
	MaxItems int64            // 0 is 100,000
	MaxBytes int64            // of bodies; 0 is 20 MB
}

// Defaults of Options: half a year of a busy kiosk without a network.
const (
	maxItems = 100_000
	maxBytes = 20_000_000
)

// An Outbox holds what waits for the hub. It is safe for use by several
// goroutines, and by several processes on the same file. The only way to make
// one is [New].
type Outbox struct {
	db       *db.DB
	who      Identity
	hall     string
	now      func() time.Time
	maxItems int64
	maxBytes int64
	bell     chan struct{} // rings when something was put in

	flight sync.Mutex // one delivery at a time
	stick  sync.Mutex // one export at a time

	mu     sync.Mutex
	last   last
	closed catalog.Date // the last day on which closeDays had nothing left to do
}

// New returns the outbox in desk.db, which the caller opened by package
// kiosk/desk and closes after use.
func New(d *db.DB, who Identity, opt Options) (*Outbox, error) {
	if err := kiosk.CheckHall(opt.Hall); err != nil {
		return nil, fmt.Errorf("open outbox: %w", err)
	}
	if len(who.key) != ed25519.PrivateKeySize {
		return nil, fmt.Errorf("open outbox: no identity")
	}
	o := &Outbox{db: d, who: who, hall: opt.Hall, now: opt.Now, maxItems: opt.MaxItems, maxBytes: opt.MaxBytes,
		bell: make(chan struct{}, 1)}
	if o.now == nil {
		o.now = time.Now
	}
	if o.maxItems == 0 {
		o.maxItems = maxItems
	}
	if o.maxBytes == 0 {
		o.maxBytes = maxBytes
	}
	return o, nil
}

// today is the day in the hall.
func (o *Outbox) today() catalog.Date { return catalog.DateOf(o.now()) }

// ring wakes Run.
func (o *Outbox) ring() {
	select {
	case o.bell <- struct{}{}:
	default: // it rings already
	}
}

// change lets do change the file, wholly or not at all.
func (o *Outbox) change(ctx context.Context, do func(*sql.Tx) error) error {
	err := o.db.Tx(ctx, do)
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err() // it ended at the end of do
	}
	return err
}
