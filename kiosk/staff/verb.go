package staff

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mingbai/kiosk/desk"
)

// Exit codes of the verbs.
const (
	Done  = 0
	Fail  = 1
	Usage = 2
)

// A Console is what the verbs are run with.
type Console struct {
	In       io.Reader // a terminal is asked without echo; from anything else the first line is the PIN
	Out, Err io.Writer
	Data     string // the data folder when -data is not given
	Options  Options
}

const verbUsage = `usage: mingbai staff add -badge BADGE -name NAME -role ROLE [-data DIR]
       mingbai staff list [-json] [-data DIR]
       mingbai staff remove BADGE [-data DIR]
Says who may correct at this kiosk. ROLE is staff (amends and writes), reviewer
(also clears what others wrote) or administrator (people and settings). The PIN
is asked without echo, or read as the first line of standard input.
example: mingbai staff add -badge RS-017 -name 李敏 -role staff
`

// Verb runs the verb staff with the words after it and returns its exit code.
// The kiosk may be running.
func Verb(ctx context.Context, args []string, c Console) int {
	verbs := map[string]func(context.Context, []string, Console) error{"add": addVerb, "list": listVerb, "remove": removeVerb}
	if len(args) == 0 || verbs[args[0]] == nil {
		fmt.Fprint(c.Err, verbUsage)
		if len(args) == 1 && (args[0] == "-h" || args[0] == "--help") {
			return Done
		}
		return Usage
	}
	return c.end(verbs[args[0]](ctx, args[1:], c))
}

// errUsage means that the words were wrong; the usage was printed.
var errUsage = errors.New("wrong words")

// end prints an error and returns the exit code.
func (c Console) end(err error) int {
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return Done
	case errors.Is(err, errUsage):
		return Usage
	}
	fmt.Fprintf(c.Err, "mingbai: %v\n", err)
	return Fail
}

// flags returns the flags that every verb has.
func (c Console) flags(usage string) (*flag.FlagSet, *string) {
	f := flag.NewFlagSet("staff", flag.ContinueOnError)
	f.SetOutput(c.Err)
	f.Usage = func() { fmt.Fprint(c.Err, usage); f.PrintDefaults() }
	return f, f.String("data", c.Data, "the data `DIR` of the kiosk")
}

// parse reads flags before and after n other words.
func parse(f *flag.FlagSet, args []string, n int) ([]string, error) {
	var words []string
	for {
		if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		if f.NArg() == 0 {
			break
		}
		words, args = append(words, f.Arg(0)), f.Args()[1:]
	}
	if len(words) != n {
		f.Usage()
		return nil, errUsage
	}
	return words, nil
}

// with opens the book of a data folder, which must have one already unless
// the kiosk was never started.
func (c Console) with(ctx context.Context, data string, do func(*Book) error) error {
	if _, err := os.Stat(data); err != nil || data == "" {
		return fmt.Errorf("open data folder %q: not there; hint: give the one of the kiosk: -data /var/lib/mingbai", data)
	}
	d, err := desk.Open(ctx, filepath.Join(data, "desk.db"))
	if err != nil {
		return err
	}
	b, err := New(d, c.Options)
	if err == nil {
		err = do(b)
	}
	return errors.Join(err, d.Close())
}

func addVerb(ctx context.Context, args []string, c Console) error {
	f, data := c.flags(verbUsage)
	var p Person
	f.StringVar(&p.Badge, "badge", "", "the `BADGE`, such as RS-017")
	f.StringVar(&p.Name, "name", "", "the `NAME` that visitors see beside a correction")
	f.Func("role", "the `ROLE`: staff, reviewer or administrator", func(s string) error { p.Role = Role(s); return nil })
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	return c.with(ctx, *data, func(b *Book) error {
		pin, err := c.askPIN()
		if err != nil {
			return err
		}
		if err := b.Add(ctx, nil, p, pin); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "%s %s may enter as %s\n", p.Badge, p.Name, p.Role)
		return err
	})
}

func listVerb(ctx context.Context, args []string, c Console) error {
	f, data := c.flags(verbUsage)
	asJSON := f.Bool("json", false, "one JSON object a line")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	return c.with(ctx, *data, func(b *Book) error {
		all, err := b.People(ctx)
		if err != nil {
			return err
		}
		for _, p := range all {
			if !*asJSON {
				fmt.Fprintf(c.Out, "%-12s %-14s %s\n", p.Badge, p.Role, p.Name)
				continue
			}
			line, err := json.Marshal(p)
			if err != nil {
				return err
			}
			fmt.Fprintf(c.Out, "%s\n", line)
		}
		return nil
	})
}

func removeVerb(ctx context.Context, args []string, c Console) error {
	f, data := c.flags(verbUsage)
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	return c.with(ctx, *data, func(b *Book) error {
		if err := b.Remove(ctx, nil, words[0]); err != nil {
			return err
		}
		_, err := fmt.Fprintf(c.Out, "%s may enter no more\n", words[0])
		return err
	})
}

// ExportVerb runs `export -record-of-changes FILE`: it writes the record of
// changes of a data folder and prints its head. The exit code is Fail when
// the record was tampered with; the file is written all the same.
func ExportVerb(ctx context.Context, data, path string, c Console) int {
	return c.end(c.with(ctx, data, func(b *Book) error {
		h, err := b.ExportChanges(ctx, path)
		if h != (Head{}) || err == nil {
			fmt.Fprintf(c.Out, "%d entries in %s\nhead %s\n", h.Entries, path, h.Hash)
		}
		return err
	}))
}
