package gallery_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/kiosk"
)

// A desk answers from the starter catalog, on its own day.
type desk struct {
	*catalog.Collection
	state kiosk.State
	today catalog.Date
}

func (d desk) Browse(q catalog.Query) ([]catalog.Head, error) { return d.Collection.Browse(q), nil }
func (d desk) State() kiosk.State                             { return d.state }
func (d desk) Today() catalog.Date                            { return d.today }
func (d desk) Now() time.Time                                 { return d.today.Time().Add(9*time.Hour + 41*time.Minute) }

// newDesk reads every record of the starter catalog.
func newDesk(t testing.TB) desk {
	t.Helper()
	var records []*catalog.Record
	seed := assets.Seed()
	err := fs.WalkDir(seed, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".json" {
			return err
		}
		b, err := fs.ReadFile(seed, name)
		if err != nil {
			return err
		}
		r, err := catalog.ReadRecord(b)
		if err != nil {
			return err
		}
		records = append(records, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c := kiosk.Defaults()
	d := desk{Collection: catalog.NewCollection(records)}
	if d.today, err = catalog.ParseDate(strings.TrimSpace(assets.Today())); err != nil {
		t.Fatal(err)
	}
	d.state = kiosk.State{Source: "seed", HallName: c.HallName(), KioskID: c.Kiosk, GeneralWindow: catalog.ID(c.GeneralWindow), Telephone: c.Telephone,
		ContentDate: d.today, Hosts: kiosk.Hosts{HTTPS: []string{".mingbai.example"}}, Counts: map[catalog.Kind]int{}}
	for _, r := range records {
		d.state.Counts[r.Kind()]++
	}
	return d
}
