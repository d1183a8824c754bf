package cli

import (
	"errors"
	"fmt"

	"mingbai/catalog/press"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// More exit codes.
const (
	Found       = 3 // there are blocking findings
	Distrusted  = 4 // bytes are not what the right people signed, or a key may not
	Unreachable = 5 // a source does not answer, or has no such file
)

// errUsage means that the arguments are wrong and the help is shown.
var errUsage = errors.New("usage")

// errFound means that findings were printed, of which some block.
var errFound = errors.New("blocking findings")

// end prints an error and returns the exit code that it means.
func (d *desk) end(err error) int {
	if err == nil {
		return Done
	}
	code := exitCode(err)
	if !errors.Is(err, errUsage) && !errors.Is(err, errFound) {
		fmt.Fprintln(d.errs, "mingbai:", err)
	}
	return code
}

// exits says which exit code an error means.
var exits = []struct {
	code   int
	errors []error
}{
	{Usage, []error{errUsage}},
	{Found, []error{errFound}},
	{Unreachable, []error{source.ErrUnreachable, source.ErrAbsent, source.ErrPortal, source.ErrRedirect, source.ErrRefused}},
	{Distrusted, []error{trust.ErrUntrusted, trust.ErrOlder, trust.ErrExpired, trust.ErrNoRoot, trust.ErrIncomplete, trust.ErrPassphrase,
		press.ErrRole, press.ErrRejected, press.ErrProposal, source.ErrDamaged, source.ErrTooLarge}},
}

func exitCode(err error) int {
	var findings *press.FindingsError
	if errors.As(err, &findings) {
		return Found
	}
	for _, e := range exits {
		for _, sentinel := range e.errors {
			if errors.Is(err, sentinel) {
				return e.code
			}
		}
	}
	return Fail
}
