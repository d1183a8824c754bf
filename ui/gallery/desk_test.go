package gallery_test

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

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
func (d desk) Frequent(n int) []catalog.ID {
	r, err := d.Record(catalog.FrequentTopic)
	if err != nil {
		return nil
	}
	return r.Body.(*catalog.Topic).Members[:n]
}

// Find looks for the words in the titles, and for a short number: enough to
// draw an answer.
func (d desk) Find(s catalog.Search) (catalog.Found, error) {
	f := catalog.Found{Counts: map[catalog.Kind]int{}, Next: strings.TrimPrefix(s.Keys, "q"), Meant: []string{"养老保险", "医疗保险"}}
	for _, r := range d.All() {
		if s.Kind != "" && r.Kind() != s.Kind {
			continue
		}
		if r.Number != 0 && s.Words == strconv.FormatUint(uint64(r.Number), 10) {
			f.Counts[r.Kind()]++
			f.Hits = append(f.Hits, catalog.Hit{Head: r.Heading(), Reason: catalog.ReasonCode})
			continue
		}
		title, _ := r.Title.In(s.Lang)
		i := strings.Index(strings.ToLower(title), s.Words)
		if s.Words == "" || i < 0 {
			continue
		}
		f.Counts[r.Kind()]++
		from := utf8.RuneCountInString(title[:i])
		f.Hits = append(f.Hits, catalog.Hit{Head: r.Heading(), Reason: catalog.ReasonTitle, Title: []catalog.Span{{From: from, To: from + utf8.RuneCountInString(s.Words)}}})
	}
	return f, nil
}

func (d desk) Hand(kiosk.Slip) error { return nil }
func (d desk) CanRead() bool         { return true }
func (d desk) Read(strokes []kiosk.Stroke, n int) []rune {
	return []rune("水永氷木米冰求承")[:min(n, 8*len(strokes))]
}

func (d desk) State() kiosk.State  { return d.state }
func (d desk) Today() catalog.Date { return d.today }
func (d desk) Now() time.Time      { return d.today.Time().Add(9*time.Hour + 41*time.Minute) }

func (desk) CanSay() bool                           { return true }
func (desk) Say(catalog.Lang, catalog.ID, []string) {}
func (desk) Hush()                                  {}
func (desk) Turn(int) int                           { return 60 }
func (desk) Quiet()                                 {}

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
		ContentDate: d.today, Hosts: catalog.Hosts{HTTPS: []string{".mingbai.example", "mb.example"}}, Counts: map[catalog.Kind]int{}}
	d.state.Digest = strings.Repeat("8f583d48", 8)
	for _, r := range records {
		d.state.Counts[r.Kind()]++
	}
	return d
}
