package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/kiosk/machine"
	"mingbai/kiosk/staff"
	"mingbai/ui/page"
)

// The machine is what the screens of staff ask.
var _ interface {
	page.StaffDesk
	page.Amended
	page.Witness
} = (*machine.Machine)(nil)

// staff says who may correct at this kiosk.
func (p Program) staff(ctx context.Context, args []string) int {
	console, err := p.console()
	if err != nil {
		return p.fail(err)
	}
	return staff.Verb(ctx, args, console)
}

// console is what the verbs about staff are run with.
func (p Program) console() (staff.Console, error) {
	var c content
	dir, err := c.dataDir()
	return staff.Console{In: os.Stdin, Out: p.Out, Err: p.Err, Data: dir, Options: staff.Options{Now: hallClock()}}, err
}

// asks reports whether one of the words is a flag.
func asks(args []string, name string) bool {
	return slices.ContainsFunc(args, func(a string) bool {
		given, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		return strings.HasPrefix(a, "-") && given == name
	})
}

const exportChangesUsage = `usage: mingbai export -record-of-changes FILE [-data DIR]
Writes who entered, corrected, cleared and published at this kiosk: one entry a
line, each with the hash of the one before, and at the end the head. Keep the
head elsewhere: with it a later export proves that nothing before was changed.
A kiosk may run meanwhile. Exit code 1 when the record was tampered with; the
file is written all the same.
example: mingbai export -record-of-changes /media/usb/A01-changes.jsonl
`

// exportChanges writes the record of changes.
func (p Program) exportChanges(ctx context.Context, args []string) int {
	console, err := p.console()
	if err != nil {
		return p.fail(err)
	}
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, exportChangesUsage) }
	data := f.String("data", console.Data, "")
	file := f.String("record-of-changes", "", "")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 || *file == "" || strings.HasPrefix(*file, "-") {
		if err == nil {
			f.Usage()
		}
		return Usage
	}
	return staff.ExportVerb(ctx, *data, *file, console)
}

// stickFolders are where sticks appear: the folder that a root helper copies into,
// and those that the system mounts.
func stickFolders(dir string) []string {
	return []string{filepath.Join(dir, "stick"), "/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*"}
}
