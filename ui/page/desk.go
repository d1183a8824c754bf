package page

import (
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// A Desk is what pages may ask the kiosk. Its answers come from memory or
// from the local disk within a frame.
type Desk interface {
	// Record returns a record, or an error that is catalog.ErrNoRecord. The
	// record is shared: never change it.
	Record(id catalog.ID) (*catalog.Record, error)
	// Browse returns the heads of the records that q chooses, in the order
	// in which they are listed.
	Browse(q catalog.Query) ([]catalog.Head, error)
	// State returns how the kiosk is; it never changes afterwards.
	State() kiosk.State
	// Today returns the day by which freshness is judged.
	Today() catalog.Date
	// Now returns the wall clock in the hall.
	Now() time.Time
}
