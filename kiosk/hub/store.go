package hub

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Errors of a [Store] that a caller decides by.
var (
	// ErrNoKiosk means that no kiosk has the id.
	ErrNoKiosk = errors.New("no such kiosk")
	// ErrHallFull means that a hall has all the kiosks it may have.
	ErrHallFull = errors.New("hall has all the kiosks it may have")
)

// A Store keeps what a hub knows. It is safe for use by several goroutines,
// and by several processes. [OpenSQLite] and [OpenPostgres] make one; the
// caller owns and closes it.
type Store interface {
	// Kiosk returns a kiosk that is registered, or [ErrNoKiosk].
	Kiosk(ctx context.Context, id string) (Kiosk, error)
	// Register keeps a new kiosk unless its hall has most of them already:
	// [ErrHallFull]. It returns what is kept: when two registered one id at
	// the same time, the first.
	Register(ctx context.Context, k Kiosk, most int) (Kiosk, error)
	// Mistrust counts a delivery for a known kiosk that another key signed.
	Mistrust(ctx context.Context, id string, at time.Time) error
	// Forget removes a kiosk, its key and its heartbeat, or is [ErrNoKiosk].
	// What it delivered stays.
	Forget(ctx context.Context, id string) error
	// Keep keeps an arrival, all of it or nothing, durably when it returns.
	// What is there already it passes over. It returns the amendments that
	// other kiosks of the hall sent after the cursor, in the order of their
	// arrival; a cursor beyond the last begins anew, because the store was
	// put back to an older copy.
	Keep(ctx context.Context, a Arrival) (Page, error)
	// Fleet returns every kiosk, ordered by hall and id.
	Fleet(ctx context.Context) ([]Member, error)
	// Entries calls yield with each slip or tally from a day on, ordered by
	// day, hall and id, until it returns an error, which Entries returns.
	Entries(ctx context.Context, kind kiosk.ItemKind, from catalog.Date, yield func(hall string, e Entry) error) error
	// Prune forgets the tallies of days before a day.
	Prune(ctx context.Context, before catalog.Date) error
	// Close closes the store. Calls under way fail.
	Close() error
}

// A Kiosk is one that the hub knows.
type Kiosk struct {
	ID, Hall string
	Key      ed25519.PublicKey
	Since    time.Time // when it was registered
}

// An Arrival is what is well of a delivery that was verified.
type Arrival struct {
	Kiosk, Hall string
	Cursor      int64
	Entries     []Entry // slips and tallies
	Amendments  []kiosk.Item
	Beat        *Beat // nil is none
}

// An Entry is a slip or a tally, and its day.
type Entry struct {
	kiosk.Item
	Day catalog.Date
}

// A Beat is a heartbeat as it was sealed, and when the hub saw it.
type Beat struct {
	Number int64
	Seen   time.Time
	Body   json.RawMessage
}

// A Page is some of a hall's amendments.
type Page struct {
	Amendments []kiosk.Item
	Cursor     int64 // for the next page
	More       bool  // there is one
}

// A page ends before it has more items or bytes than this, but has one.
const (
	pageItems = 100
	pageBytes = 256 << 10
)

// A Member is a kiosk and the last it said.
type Member struct {
	Kiosk
	Mistrusted     int       // deliveries that another key signed
	LastMistrusted time.Time // zero is never
	Beat           *Beat     // nil is none yet
}

// OpenStore opens the store at a path, or at a DSN that begins with
// postgres:// or postgresql://.
func OpenStore(ctx context.Context, where string) (Store, error) {
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		return OpenPostgres(ctx, where)
	}
	return OpenSQLite(ctx, where)
}
