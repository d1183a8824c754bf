package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	publish "mingbai/catalog/cli"
	"mingbai/kiosk/hub"
)

// Exit codes of every verb.
const (
	Done        = 0
	Fail        = 1
	Usage       = 2
	Findings    = 3 // something stands in the way of publishing
	Untrusted   = 4 // not what the right people signed, too old, or broken
	Unreachable = 5 // no source answered
)

// A Program is what the verbs are run with.
type Program struct {
	NewApp   func() fyne.App // makes the toolkit's app; only main may import it
	Out, Err io.Writer
	Exit     func(code int) // ends the process when the screen hangs; nil is os.Exit
}

type verb struct {
	name, does string
	run        func(Program, context.Context, []string) int
}

func verbs() []verb {
	return []verb{
		{"run", "run the kiosk, full screen (the default)", Program.run},
		{"shot", "draw a page with no display: shot ROUTE OUT.png", Program.shot},
		{"gallery", "draw every page: gallery -out DIR", Program.gallery},
		{"search", "print what the screen would list: search WORDS", Program.search},
		{"pull", "fetch, verify and apply the newest edition now: pull -from usb.zip", Program.pull},
		{"staff", "say who may correct at this kiosk: staff add -badge RS-017 -name 李敏 -role staff", Program.staff},
		{"export", "write what waits for the hub, the record of changes, statistics, a workbook, or a notice board: export -outbox FILE", Program.export},
		{"receive", "be the hub that takes what kiosks deliver", Program.receive},
		{"simulate", "measure from publishing to reading with many kiosks: simulate -n 100", Program.simulate},
		{"fleet", "say how the kiosks of a hub stand", Program.fleet},
		{"doctor", "say how this kiosk is, and what to do where something is wrong", Program.doctor},
		{"version", "print the version", Program.version},
	}
}

// publisher returns the verbs of the publisher's side; export is the kiosk's
// own where it is asked for something else than a workbook.
func publisher() []verb {
	var all []verb
	for _, v := range publish.Verbs() {
		all = append(all, verb{v.Name, v.Does, func(p Program, ctx context.Context, args []string) int {
			return v.Run(ctx, args, os.Stdin, p.Out, p.Err)
		}})
	}
	return all
}

// Main runs the verb that args name and returns its exit code.
func (p Program) Main(ctx context.Context, args []string) int {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") && args[0] != "-h" && args[0] != "--help" {
		return p.run(ctx, args)
	}
	all := append(verbs(), publisher()...)
	for _, v := range all {
		if v.name == args[0] {
			return v.run(p, ctx, args[1:])
		}
	}
	if args[0] != "-h" && args[0] != "--help" && args[0] != "help" {
		fmt.Fprintf(p.Err, "mingbai: no verb %q\n", args[0])
	}
	fmt.Fprintln(p.Err, "usage: mingbai [VERB] [OPTIONS]")
	shown := map[string]bool{}
	for _, v := range all {
		if !shown[v.name] {
			fmt.Fprintf(p.Err, "  %-8s %s\n", v.name, v.does)
		}
		shown[v.name] = true
	}
	fmt.Fprintln(p.Err, "example: mingbai shot guide/pension-enrolment guide.png -lang ru")
	return Usage
}

func (p Program) receive(ctx context.Context, args []string) int {
	return hub.Receive(ctx, args, p.Out, p.Err)
}

func (p Program) fleet(ctx context.Context, args []string) int {
	return hub.Fleet(ctx, args, p.Out, p.Err)
}

func (p Program) version(context.Context, []string) int {
	fmt.Fprintln(p.Out, "mingbai", Version)
	return Done
}

// Version is the version of the program.
const Version = "0.1.0"

// released is the day on which it came out: no clock is believed that is
// earlier.
func released() time.Time { return time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC) }

func (p Program) fail(err error) int {
	fmt.Fprintln(p.Err, "mingbai:", err)
	return Fail
}
