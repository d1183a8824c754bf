package press

import (
	"errors"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

// What a caller decides by, beside the errors of mingbai/catalog/trust.
var (
	// ErrMoved means that something else was published since a proposal was
	// made. It is proposed again.
	ErrMoved = errors.New("the repository has moved on")
	// ErrNothing means that a folder holds what is published already.
	ErrNothing = errors.New("nothing has changed")
	// ErrRole means that a key is not of the role that a step asks for.
	ErrRole = errors.New("not the key of this role")
	// ErrRejected means that a reviewer has rejected a proposal.
	ErrRejected = errors.New("a reviewer has rejected it")
	// ErrProposal means that a proposal contradicts itself: what it shows is
	// not what it would publish, or it is damaged.
	ErrProposal = errors.New("the proposal is not sound")
	// ErrBusy means that another process works on the repository.
	ErrBusy = errors.New("another process works on the repository")
)

// A FindingsError refuses a folder with blocking findings.
type FindingsError struct{ Findings []review.Finding }

// Error counts the blocking findings and names the first.
func (e *FindingsError) Error() string {
	n, first := 0, ""
	for _, f := range e.Findings {
		if f.Severity == catalog.Blocking {
			if n++; first == "" {
				first = f.In(catalog.EN)
			}
		}
	}
	return fmt.Sprintf("%d findings block the proposal, the first: %s; hint: mingbai review lists them all", n, first)
}
