package staff

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"mingbai/catalog/db"
)

// Options are how a book is set up.
type Options struct {
	Now  func() time.Time // the clock in the hall, in its zone; nil is time.Now
	Sure func() bool      // whether that clock can be trusted; nil is always
}

// A Book holds the hall's staff, their papers and the record of changes. It
// is safe for use by several goroutines. The console may change the same file
// from another process; PINs are tried by one process only. The only way to
// make one is [New].
type Book struct {
	db   *db.DB
	now  func() time.Time
	sure func() bool

	tries sync.Mutex // one PIN at a time

	mu      sync.Mutex
	until   time.Time // of the lock; elapsed time, not the wall clock
	session *Session  // who is in, or was
}

// New returns the book in desk.db, which the caller opened by package
// kiosk/desk and closes after use. A lock that was running when the kiosk
// went off begins anew.
func New(d *db.DB, opt Options) (*Book, error) {
	b := &Book{db: d, now: opt.Now, sure: opt.Sure}
	if b.now == nil {
		b.now = time.Now
	}
	if b.sure == nil {
		b.sure = func() bool { return true }
	}
	var round int64
	var locked bool
	if err := d.Read.QueryRow(`SELECT round, locked FROM staff_lock`).Scan(&round, &locked); err != nil {
		return nil, fmt.Errorf("open staff: %w; hint: restore desk.db from a copy", err)
	}
	if locked {
		b.until = time.Now().Add(lockTime(round))
	}
	return b, nil
}

// change lets do change the file, wholly or not at all.
func (b *Book) change(ctx context.Context, do func(*sql.Tx) error) error {
	err := b.db.Tx(ctx, do)
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err() // it ended at the end of do
	}
	return err
}
