package kiosk

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"mingbai/catalog"
)

// A Badge is one of the hall's staff, as they are chosen from the list.
type Badge struct {
	ID   string // 工号, such as RS-017
	Name string
	Role Role
}

// A Role is what somebody may do at this kiosk.
type Role string

// The roles.
const (
	RoleStaff         Role = "staff"         // 本厅工作人员: amends, hides, writes
	RoleReviewer      Role = "reviewer"      // 审查人员: that, and clears what others wrote
	RoleAdministrator Role = "administrator" // 管理员: people and settings, no content
)

// A Right is one thing that a role may do. The codes are those of the record
// of changes.
type Right string

// The rights.
const (
	MayAmend    Right = "amend" // and take back
	MayHide     Right = "hide"  // and show again
	MayWrite    Right = "write" // drafts, submit, imports
	MayWithdraw Right = "withdraw"
	MayClear    Right = "clear" // and return to the author, and publish
	MayExport   Right = "export"
)

// A Session is who is in at the screen for staff.
type Session struct {
	Badge
	Rights []Right
	Left   time.Duration // until it ends without a touch
}

// May reports whether whoever is in may do something, so that the screen
// offers only that.
func (s Session) May(r Right) bool { return slices.Contains(s.Rights, r) }

// A Door is how it stands with trying PINs.
type Door struct {
	Tries  int           // wrong PINs there may be before the next lock
	Locked time.Duration // for how long nobody may try; 0 when one may
	Next   time.Duration // how long the next lock lasts
	Trying bool          // a PIN is being checked
}

// Errors of what staff do, beside [Objection].
var (
	ErrPIN   = errors.New("badge or PIN is wrong") // nobody says which
	ErrEnded = errors.New("session is over")       // enter again; the draft was kept
	ErrRight = errors.New("role does not allow it")
	ErrBusy  = errors.New("it is being done already") // by an earlier call
)

// Locked is the error while nobody may try a PIN.
type Locked struct{ Left time.Duration }

// Error says how long.
func (l *Locked) Error() string { return fmt.Sprintf("locked for %s", l.Left.Round(time.Second)) }

// An Objection is the error for what staff want and cannot have, in words for
// the screen.
type Objection struct {
	Code  string       // stable, lower case, such as "not-amendable"
	Field string       // the field or JSON path; "" when it is about the whole
	Say   catalog.Text // what is wrong, zh and en
	Hint  catalog.Text // what to do, zh and en
}

// Error returns the English words and the hint.
func (o *Objection) Error() string {
	at := ""
	if o.Field != "" {
		at = o.Field + ": "
	}
	return at + o.Say[catalog.EN] + "; hint: " + o.Hint[catalog.EN]
}
