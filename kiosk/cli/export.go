package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	publish "mingbai/catalog/cli"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/outbox"
)

const exportUsage = `usage: mingbai export -outbox FILE [-data DIR] [-config FILE]
Writes everything that waits for the hub into a file, signed by this kiosk.
What was written stays until the hub has confirmed it; taken twice it does no
harm. A kiosk may run meanwhile. With -xlsx it writes a folder of records as an
Excel workbook instead, with -board it draws a page for the notice board, with
-record-of-changes it writes what staff did at this kiosk, with -csv what it
counted.
example: mingbai export -outbox /media/usb/A01.outbox
at the hub: mingbai receive -store hub.db -halls halls.toml -import A01.outbox
`

// export writes what waits for the hub onto a stick.
func (p Program) export(ctx context.Context, args []string) int {
	switch {
	case asks(args, "xlsx"):
		return publish.ExportWorkbook(args, p.Out, p.Err)
	case asks(args, "record-of-changes"):
		return p.exportChanges(ctx, args)
	case asks(args, "csv"):
		return p.exportCSV(ctx, args)
	}
	if isBoard(args) {
		return p.exportBoard(ctx, args)
	}
	f := flag.NewFlagSet("export", flag.ContinueOnError)
	f.SetOutput(p.Err)
	f.Usage = func() { fmt.Fprint(p.Err, exportUsage); f.PrintDefaults() }
	var c content
	f.StringVar(&c.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&c.data, "data", "", "data directory `DIR` (default $STATE_DIRECTORY, else $XDG_DATA_HOME/mingbai)")
	file := f.String("outbox", "", "write what waits for the hub to this `FILE`")
	rest, err := parse(f, args)
	if errors.Is(err, flag.ErrHelp) {
		return Done
	}
	if err != nil || len(rest) > 0 || *file == "" {
		if err == nil {
			f.Usage()
		}
		return Usage
	}
	e, err := c.exportOutbox(ctx, *file)
	if err != nil {
		return p.fail(err)
	}
	fmt.Fprintf(p.Out, "%d items, %d bytes in %s\n", e.Items, e.Bytes, *file)
	return Done
}

// exportOutbox opens only what waits: the catalog may be in use, or broken.
func (c content) exportOutbox(ctx context.Context, file string) (e outbox.Exported, err error) {
	config, err := c.readConfig()
	if err != nil {
		return e, err
	}
	dir, err := c.dataDir()
	if err != nil {
		return e, err
	}
	path := filepath.Join(dir, "desk.db")
	if _, err := os.Stat(path); err != nil {
		return e, fmt.Errorf("open outbox: %w (hint: name the kiosk's directory with -data)", err)
	}
	who, err := outbox.OpenIdentity(dir)
	if err != nil {
		return e, err
	}
	d, err := desk.Open(ctx, path)
	if err != nil {
		return e, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	o, err := outbox.New(d, who, outbox.Options{Hall: config.HubHall, Now: hallClock()})
	if err != nil {
		return e, err
	}
	return o.Export(ctx, file)
}

// hallClock is the wall clock in the hall.
func hallClock() func() time.Time {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		zone = time.FixedZone("CST", 8*60*60)
	}
	return func() time.Time { return time.Now().In(zone) }
}
