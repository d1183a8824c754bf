package cli

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// content is where the records and the configuration come from.
type content struct {
	config, records, today string
}

func (c *content) flags(f *flag.FlagSet) {
	f.StringVar(&c.config, "config", "", "configuration `FILE` (default /etc/mingbai/mingbai.toml, else built in)")
	f.StringVar(&c.records, "records", "", "show the records of a `DIR`, marked as unsigned")
	f.StringVar(&c.today, "today", "", "take this `DATE` for today, as 2026-11-23")
}

const etc = "/etc/mingbai/mingbai.toml"

// open returns the machine. The starter catalog is judged on its own day, and
// pictures are drawn in its morning, so that they are the same tomorrow.
func (c content) open(picture bool) (*machine.Machine, error) {
	config, err := c.readConfig()
	if err != nil {
		return nil, err
	}
	e := machine.Edition{Source: "seed"}
	folder := assets.Seed()
	if c.records != "" {
		e.Source, folder = "folder", os.DirFS(c.records)
	} else if c.today == "" {
		c.today = assets.Today() // the starter catalog never grows old
	}
	if e.Today, err = catalog.ParseDate(c.today); err != nil {
		return nil, err
	}
	if e.Records, err = source.Folder(folder); err != nil {
		return nil, fmt.Errorf("open records: %w", err)
	}
	if len(e.Records) == 0 {
		return nil, fmt.Errorf("open records of %s: there are none (hint: a folder holds KIND/NAME.json files)", c.records)
	}
	now := time.Now
	if picture {
		now = func() time.Time {
			day := e.Today
			if day.IsZero() {
				day = catalog.DateOf(time.Now())
			}
			return time.Date(day.Year, day.Month, day.Day, 1, 41, 0, 0, time.UTC)
		}
	}
	return machine.New(config, e, now), nil
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
