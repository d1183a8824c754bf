package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"golang.org/x/term"
)

const simulateUsage = `usage: mingbai simulate -n 100 [-records 1000] [-changes 3] [-rest 25s] [-json]
Measures how fast a change gets from the publisher to the screens, on this
machine alone: a publisher with keys that nobody knows, a web server on
loopback (plain http, which carries hints too), and n kiosks in one process
with a disk folder and a connection each. A time is from the moment that
timestamp.json is on the server to the moment that a kiosk returns the record
with its new title; drawing it is not in it, nor is any real network. The
kiosks share the processors and the disk, which real ones do not.
Requests and bytes are of one kiosk and one change, headers included.
Everything is in a folder of $TMPDIR, which is removed at the end.
Exit codes: 0 done, 1 failed or stopped.
example: mingbai simulate -n 100
example: mingbai simulate -n 1 -records 10000 -json
`

// simulate measures from publishing to reading with many kiosks.
func (p Program) simulate(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("simulate", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, simulateUsage); f.PrintDefaults() }
	var t trial
	f.IntVar(&t.n, "n", 0, "so many `KIOSKS`")
	f.IntVar(&t.records, "records", 1000, "so many `RECORDS`")
	f.IntVar(&t.changes, "changes", 3, "publish so many `TIMES` a change of one record")
	f.DurationVar(&t.rest, "rest", 25*time.Second, "wait this `TIME` before the first change, for what kiosks do once after their start")
	asJSON := f.Bool("json", false, "one JSON object")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 {
		return Usage
	}
	if err := t.allowed(); err != nil {
		p.fail(err)
		return Usage
	}
	defer slog.SetLogLoggerLevel(slog.SetLogLoggerLevel(slog.LevelWarn)) // a line of each kiosk is too much
	found, err := p.try(ctx, t)
	if err != nil && ctx.Err() != nil {
		return p.fail(fmt.Errorf("simulate: stopped: %w", err))
	}
	if err != nil {
		return p.fail(fmt.Errorf("simulate: %w", err))
	}
	if err := found.print(p.Out, *asJSON); err != nil {
		return p.fail(err)
	}
	return Done
}

// progress says at a terminal what takes a while, over what it said before;
// elsewhere nothing.
func (p Program) progress(format string, args ...any) {
	if f, ok := p.Err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprintf(f, "\r\x1b[K"+format, args...)
	}
}

// print prints what was found for people or as one JSON object.
func (o outcome) print(out io.Writer, asJSON bool) error {
	if !asJSON {
		_, err := io.WriteString(out, o.String())
		return err
	}
	b, err := json.Marshal(o)
	if err == nil {
		_, err = fmt.Fprintf(out, "%s\n", b)
	}
	return err
}
