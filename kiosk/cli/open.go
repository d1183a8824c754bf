package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// content is where the records and the configuration come from.
type content struct {
	config, data, records, today string
	alone                        bool // nobody else may have the data directory
	spare                        bool // leave out what is not needed
}

func (c *content) flags(f *flag.FlagSet) {
	f.StringVar(&c.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&c.data, "data", "", "data directory `DIR` (default $STATE_DIRECTORY, else $XDG_DATA_HOME/mingbai)")
	f.StringVar(&c.records, "records", "", "show the records of a `DIR`, marked as unsigned, and leave the data directory alone")
	f.StringVar(&c.today, "today", "", "take this `DATE` for today, as 2026-11-23")
}

const etc = "/etc/mingbai/mingbai.toml"

// open returns the machine of the kiosk in its data directory, and what ends
// it.
func (c content) open(ctx context.Context) (*machine.Machine, func(), error) {
	if c.records != "" {
		return c.openApart(ctx, time.Now)
	}
	dir, err := c.dataDir()
	if err != nil {
		return nil, nil, err
	}
	return c.openAt(ctx, dir, time.Now, func() {})
}

// openPicture returns a machine for pictures: of the data directory where
// one is named, else of the starter catalog or a folder in the morning of
// their own day, so that they are the same tomorrow.
func (c content) openPicture(ctx context.Context) (*machine.Machine, func(), error) {
	if c.data != "" && c.records == "" {
		return c.openAt(ctx, c.data, time.Now, func() {})
	}
	day, err := c.day()
	if err != nil {
		return nil, nil, err
	}
	if day.IsZero() {
		day = catalog.DateOf(time.Now())
	}
	return c.openApart(ctx, func() time.Time { return time.Date(day.Year, day.Month, day.Day, 1, 41, 0, 0, time.UTC) })
}

// openApart opens a machine in a directory that is removed when it ends.
func (c content) openApart(ctx context.Context, now func() time.Time) (*machine.Machine, func(), error) {
	dir, err := os.MkdirTemp("", "mingbai-*")
	if err != nil {
		return nil, nil, fmt.Errorf("make temporary directory: %w (hint: set TMPDIR)", err)
	}
	remove := func() { os.RemoveAll(dir) }
	m, end, err := c.openAt(ctx, dir, now, remove)
	if err != nil {
		remove()
	}
	return m, end, err
}

// openAt opens the machine of a data directory. What is returned closes it
// and then does more.
func (c content) openAt(ctx context.Context, dir string, now func() time.Time, more func()) (*machine.Machine, func(), error) {
	s := machine.Setup{Dir: dir, Now: now, Font: assets.FontRegular(), App: Version, Alone: c.alone}
	var err error
	if s.Config, err = c.readConfig(); err != nil {
		return nil, nil, err
	}
	if s.Today, err = c.day(); err != nil {
		return nil, nil, err
	}
	if s.Content, err = c.unsigned(); err != nil {
		return nil, nil, err
	}
	if c.records != "" { // they are what is to be seen
		s.Config.Sources, s.Config.Hints, s.Config.Hub = nil, "", ""
	}
	if c.spare { // news still come: the remedy may be among them
		s.Font, s.Config.Hints, s.Config.Printer, s.Config.Voice = nil, "", "", ""
	}
	if c.alone {
		s.Sticks = stickFolders(dir)
		s.Built = released() // what only looks may look at any day
	}
	m, err := machine.Open(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	return m, func() { m.Close(); more() }, nil
}

// unsigned is what is shown without signatures: the records of a folder, else
// the starter catalog.
func (c content) unsigned() (machine.Content, error) {
	if c.records == "" {
		digest, err := assets.SeedDigest()
		return machine.Content{Source: "seed", Digest: digest, Media: assets.Seed(), Read: func() ([]*catalog.Record, error) { return source.Folder(assets.Seed()) }}, err
	}
	return machine.Content{Source: "folder", Media: os.DirFS(c.records), Read: c.readFolder}, nil
}

func (c content) readFolder() ([]*catalog.Record, error) {
	records, err := source.Folder(os.DirFS(c.records))
	if err != nil {
		return nil, fmt.Errorf("open records: %w", err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("open records of %s: there are none (hint: a folder holds KIND/NAME.json files)", c.records)
	}
	return records, nil
}

// day is the day on which unsigned records are judged: the one asked for,
// else the starter catalog's own, which so never grows old; a folder is
// judged by the clock.
func (c content) day() (catalog.Date, error) {
	if c.today == "" && c.records == "" {
		return catalog.ParseDate(assets.Today())
	}
	return catalog.ParseDate(c.today)
}

// dataDir is where the kiosk keeps what it has.
func (c content) dataDir() (string, error) {
	if c.data != "" {
		return c.data, nil
	}
	if dir := os.Getenv("STATE_DIRECTORY"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "mingbai"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find data directory: %w (hint: name one with -data)", err)
	}
	return filepath.Join(home, ".local", "share", "mingbai"), nil
}

func (c content) readConfig() (kiosk.Config, error) {
	path := c.config
	if path == "" {
		path = etc
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && c.config == "" {
		return kiosk.Defaults(), nil
	}
	if err != nil {
		return kiosk.Config{}, fmt.Errorf("open configuration: %w", err)
	}
	return kiosk.ParseConfig(b, path)
}
