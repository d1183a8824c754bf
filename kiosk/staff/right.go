package staff

import (
	"fmt"
	"slices"
	"strings"
)

// A Role is what somebody may do here.
type Role string

// The roles.
const (
	Writer        Role = "staff"         // hall staff 本厅工作人员: amends, hides, writes
	Reviewer      Role = "reviewer"      // hall reviewer 审查人员: that, and clears what others wrote
	Administrator Role = "administrator" // kiosk administrator 管理员: people and settings, no content
)

// Roles returns the roles.
func Roles() []Role { return []Role{Writer, Reviewer, Administrator} }

// An Act is what was done: a code that stands in the record of changes.
type Act string

// The acts on papers. What each does to a paper catalog/amend knows.
const (
	Amend    Act = "amend"
	TakeBack Act = "take-back"
	Hide     Act = "hide"
	Show     Act = "show"
	Write    Act = "write"
	Submit   Act = "submit"
	Return   Act = "return"
	Clear    Act = "clear"
	Publish  Act = "publish"
	Withdraw Act = "withdraw"
	Trust    Act = "trust" // another kiosk of the hall, by its key
)

// The acts of the kiosk itself.
const (
	Settle  Act = "settle"  // an amendment was adopted, expired or orphaned
	Receive Act = "receive" // from another kiosk of the hall
)

// The other acts.
const (
	entered    Act = "enter"
	left       Act = "leave"
	wrongPIN   Act = "wrong-pin"
	lockedOut  Act = "lock"
	added      Act = "add-person"
	removed    Act = "remove-person"
	newPIN     Act = "new-pin"
	draftBegun Act = "draft"
	draftGone  Act = "drop-draft"
	Set        Act = "set"    // a setting of the kiosk was changed; see Note
	Export     Act = "export" // something was written to a stick; see Note
	Import     Act = "import" // something was read from a stick; see Note
	Carry      Act = "carry"  // what the hall wrote was put onto a stick for its other kiosks; see Note
)

// rights says who may do what.
var rights = map[Act][]Role{
	Amend: {Writer, Reviewer}, TakeBack: {Writer, Reviewer}, Hide: {Writer, Reviewer}, Show: {Writer, Reviewer},
	Write: {Writer, Reviewer}, Submit: {Writer, Reviewer}, Withdraw: {Writer, Reviewer},
	draftBegun: {Writer, Reviewer}, draftGone: {Writer, Reviewer},
	Return: {Reviewer}, Clear: {Reviewer}, Publish: {Reviewer}, Trust: {Reviewer},
	Import: {Writer, Reviewer}, Carry: {Writer, Reviewer},
	added: {Administrator}, removed: {Administrator}, Set: {Administrator}, Export: {Reviewer, Administrator},
	newPIN: {Writer, Reviewer, Administrator}, left: {Writer, Reviewer, Administrator},
}

// May reports whether a role may do something, so that the screen offers only
// that.
func (r Role) May(act Act) bool { return slices.Contains(rights[act], r) }

func (r Role) check(act Act) error {
	if r.May(act) {
		return nil
	}
	var who []string
	for _, other := range rights[act] {
		who = append(who, string(other))
	}
	if who == nil {
		return fmt.Errorf("%s: %w; hint: nobody does that at the screen", act, ErrRight)
	}
	return fmt.Errorf("%s: %w; hint: have somebody enter who is %s", act, ErrRight, strings.Join(who, " or "))
}
