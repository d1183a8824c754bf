package hub

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
)

// Exit codes of the verbs.
const (
	Done  = 0
	Fail  = 1
	Usage = 2
)

// Main runs the verb that args name, receive or fleet, and returns its exit
// code: 0 done, 1 failed, 2 wrong usage.
func Main(ctx context.Context, args []string, out, errs io.Writer) int {
	if len(args) > 0 {
		switch args[0] {
		case "receive":
			return Receive(ctx, args[1:], out, errs)
		case "fleet":
			return Fleet(ctx, args[1:], out, errs)
		}
	}
	fmt.Fprint(errs, `usage: mingbai-hub VERB [OPTIONS]
  receive  take what kiosks deliver; import sticks; make tokens
  fleet    say how the kiosks stand; read slips and tallies
example: mingbai-hub receive -store hub.db -halls halls.toml
`)
	if len(args) == 1 && (args[0] == "-h" || args[0] == "--help" || args[0] == "help") {
		return Done
	}
	if len(args) > 0 {
		fmt.Fprintf(errs, "mingbai-hub: no verb %q\n", args[0])
	}
	return Usage
}

// flags makes the flags of a verb, which says its usage itself.
func flags(name, usage string, errs io.Writer) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(errs)
	f.Usage = func() {
		fmt.Fprint(errs, usage)
		f.PrintDefaults()
	}
	return f
}

// usage returns the exit code after flags that could not be read.
func usage(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	return Usage
}

func fail(errs io.Writer, err error) int {
	fmt.Fprintln(errs, "mingbai-hub:", err)
	return Fail
}
