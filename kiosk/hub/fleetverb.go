package hub

import (
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"mingbai/catalog"
)

const fleetUsage = `usage: mingbai-hub fleet VIEW -store STORE [OPTIONS]
Says how the kiosks stand, one a line.
  list            every kiosk
  stale           those that were not heard for too long, or never
  skew            how many show which edition, and those that do not show the newest
  withdrawn       those that may still show a record that was withdrawn
  keys            those for which somebody delivered with another key
  slips           what visitors handed in, as JSON
  tallies         counts by day, as JSON
  forget KIOSK    forgets a kiosk that is gone, so that its id may come with a new key
example: mingbai-hub fleet stale -store hub.db -silent 1h
example: mingbai-hub fleet skew -store hub.db -edition 124 -json
`

// A viewer is how the verb fleet is told to run.
type viewer struct {
	Look
	store, from, digest string
	out                 io.Writer
}

// Fleet runs the verb fleet and returns its exit code.
func Fleet(ctx context.Context, args []string, out, errs io.Writer) int {
	v := viewer{out: out}
	f := flags("fleet", fleetUsage, errs)
	v.flags(f)
	words, err := interspersed(f, args)
	if err != nil {
		return usage(err)
	}
	run, ok := v.view(words)
	if !ok || v.store == "" {
		f.Usage()
		return Usage
	}
	if err := v.open(ctx, run); err != nil {
		return fail(errs, err)
	}
	return Done
}

func (v *viewer) flags(f *flag.FlagSet) {
	f.StringVar(&v.store, "store", "", "what receive keeps: a `FILE` or a postgres:// address")
	f.BoolVar(&v.JSON, "json", false, "one JSON object a line")
	f.StringVar(&v.Hall, "hall", "", "only this `HALL`")
	f.StringVar(&v.Publisher, "publisher", "", "only the kiosks of this `PUBLISHER`")
	f.DurationVar(&v.Silent, "silent", silentAfter, "not heard for this `TIME` is silent")
	f.Int64Var(&v.Published.Edition, "edition", 0, "`NUMBER` of the newest edition (default: the newest that a kiosk has)")
	f.StringVar(&v.digest, "digest", "", "its state digest in `HEX` (default: the one that most have)")
	f.Int64Var(&v.Published.Withdrawn, "withdrawn", 0, "`VERSION` of the list of withdrawn records (default: the newest that a kiosk has)")
	f.StringVar(&v.from, "from", "", "slips and tallies from this `DAY` on, as 2026-11-18")
}

// view returns what a word asks for.
func (v *viewer) view(words []string) (func(context.Context, Store) error, bool) {
	looks := map[string]func(context.Context, Store, Look, io.Writer) error{
		"list": List, "stale": Stale, "skew": Skew, "withdrawn": Withdrawn, "keys": Keys,
	}
	reads := map[string]func(context.Context, Store, catalog.Date, io.Writer) error{"slips": Slips, "tallies": Tallies}
	switch {
	case len(words) == 2 && words[0] == "forget":
		return func(ctx context.Context, s Store) error {
			if err := s.Forget(ctx, words[1]); err != nil {
				return err
			}
			_, err := fmt.Fprintf(v.out, "%s is forgotten\n", words[1])
			return err
		}, true
	case len(words) != 1:
		return nil, false
	case looks[words[0]] != nil:
		return func(ctx context.Context, s Store) error { return looks[words[0]](ctx, s, v.Look, v.out) }, true
	case reads[words[0]] != nil:
		return func(ctx context.Context, s Store) error {
			day, err := catalog.ParseDate(v.from)
			if err != nil {
				return err
			}
			return reads[words[0]](ctx, s, day, v.out)
		}, true
	}
	return nil, false
}

// open opens the store, which must be there, and runs a view of it.
func (v *viewer) open(ctx context.Context, run func(context.Context, Store) error) error {
	var err error
	if v.Published.Digest, err = hex.DecodeString(v.digest); err != nil {
		return fmt.Errorf("digest %q: want hex digits", v.digest)
	}
	if !strings.Contains(v.store, "://") {
		if _, err := os.Stat(v.store); err != nil {
			return fmt.Errorf("open hub: %w; hint: give the -store of receive", err)
		}
	}
	s, err := OpenStore(ctx, v.store)
	if err != nil {
		return err
	}
	return errors.Join(run(ctx, s), s.Close())
}

// interspersed reads flags before, between and after the other words.
func interspersed(f *flag.FlagSet, args []string) (words []string, err error) {
	for {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return words, nil
		}
		words, args = append(words, f.Arg(0)), f.Args()[1:]
	}
}
