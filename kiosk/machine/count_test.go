package machine_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/machine"
	"mingbai/kiosk/outbox"
)

// day opens a machine in dir for what do does, and closes it.
func day(t *testing.T, dir string, c kiosk.Config, do func(m *machine.Machine)) {
	t.Helper()
	often := &catalog.Record{ID: catalog.FrequentTopic, Title: catalog.Text{catalog.ZH: "大家常查"}, Body: &catalog.Topic{Members: []catalog.ID{"fee/a", "fee/gone"}}}
	m, err := machine.Open(t.Context(), machine.Setup{Config: c, Dir: dir, Content: content(fee("a", "甲"), fee("b", "乙"), often), Now: func() time.Time { return morning }})
	if err != nil {
		t.Fatal(err)
	}
	do(m)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
}

// kept opens what a machine left behind.
func kept(t *testing.T, dir string) *outbox.Outbox {
	t.Helper()
	d, err := desk.Open(t.Context(), filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	who, err := outbox.OpenIdentity(dir)
	if err != nil {
		t.Fatal(err)
	}
	o, err := outbox.New(d, who, outbox.Options{Hall: "hall"})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestFrequentIsWhatVisitorsOpened(t *testing.T) {
	dir := t.TempDir()
	day(t, dir, kiosk.Defaults(), func(m *machine.Machine) {
		if got := m.Frequent(5); !slices.Equal(got, []catalog.ID{"fee/a"}) {
			t.Errorf("before anything was opened: %v, want the editors' list", got)
		}
		for range kiosk.TallyLeast {
			m.Opened("fee/b")
			m.Opened("office/hall") // is no answer to a question
		}
		m.Opened("fee/gone")
	})
	day(t, dir, kiosk.Defaults(), func(m *machine.Machine) {
		if got := m.Frequent(5); !slices.Equal(got, []catalog.ID{"fee/b", "fee/a"}) {
			t.Errorf("frequent = %v", got)
		}
		if got := m.Frequent(1); len(got) != 1 {
			t.Errorf("one of them = %v", got)
		}
	})
}

func TestSessionsAreCountedInNumbers(t *testing.T) {
	dir := t.TempDir()
	day(t, dir, kiosk.Defaults(), func(m *machine.Machine) {
		m.Left(catalog.RU, []string{"contrast"})
		m.Left(catalog.ZH, nil)
		m.Missed("身份证 230881199001011234")
	})
	got, err := kept(t, dir).Counts(t.Context(), catalog.DateOf(morning))
	if err != nil {
		t.Fatal(err)
	}
	want := []kiosk.Count{{What: kiosk.Language, Of: "ru", N: 1}, {What: kiosk.Language, Of: "zh", N: 1}, {What: kiosk.Mode, Of: "contrast", N: 1},
		{What: kiosk.NotFound, N: 1}, {What: kiosk.Visited, N: 2}}
	if !slices.Equal(got, want) {
		t.Errorf("counts = %v, want %v", got, want)
	}
}

// TestMissedWordsNeedThreeSessions keeps words only where staff switched that
// on, three sessions looked for the same, and without numbers.
func TestMissedWordsNeedThreeSessions(t *testing.T) {
	look := func(m *machine.Machine) {
		for range 5 {
			m.Missed("再来") // one session, again and again
		}
		for _, id := range []string{"230881199001011234", "23088119900101123X", "２３０８８１１９"} {
			m.Missed("太阳能 " + id)
			m.Left(catalog.ZH, nil)
		}
	}
	on := kiosk.Defaults()
	on.MissedSearches = true
	for _, c := range []struct {
		config kiosk.Config
		want   []string
	}{{kiosk.Defaults(), nil}, {on, []string{"太阳能"}}} {
		dir := t.TempDir()
		day(t, dir, c.config, look)
		all, err := kept(t, dir).Missed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range all {
			got = append(got, m.Words)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("switched on %v: kept %q, want %q", c.config.MissedSearches, got, c.want)
		}
	}
}
