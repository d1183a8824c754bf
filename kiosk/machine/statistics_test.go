package machine_test

import (
	"slices"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// counting returns a machine whose clock can be set.
func counting(t *testing.T, missed bool) (*machine.Machine, *time.Time) {
	now := morning
	c := kiosk.Defaults()
	c.MissedSearches = missed
	m, err := machine.Open(t.Context(), machine.Setup{Config: c, Dir: t.TempDir(), Content: content(fee("a", "甲"), fee("b", "乙")), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m, &now
}

func statistics(t *testing.T, m *machine.Machine) kiosk.Statistics {
	t.Helper()
	s, err := m.Statistics()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStatisticsTellNothingSmall(t *testing.T) {
	m, _ := counting(t, false)
	for range 6 {
		m.Opened("fee/a")
		m.Left(catalog.ZH, []string{"elder"})
	}
	for range 4 {
		m.Opened("fee/b")
		m.Missed("太阳能")
	}
	for range 5 {
		if err := m.Hand(kiosk.Slip{Sort: kiosk.SlipRating, Level: kiosk.Satisfied, About: "counter/general"}); err != nil {
			t.Fatal(err)
		}
	}
	s := statistics(t, m)
	if !slices.Equal(s.Opened, []kiosk.Count{{What: kiosk.Opened, Of: "fee/a", N: 6}}) {
		t.Errorf("opened: %v", s.Opened)
	}
	today := s.Days[len(s.Days)-1]
	if today.Sessions != 6 || today.NotFound != kiosk.Few || s.NotFound != 0 || s.Sessions != 6 || len(s.Missed) != 0 {
		t.Errorf("today %+v, %d sessions, %d without a result, missed %v", today, s.Sessions, s.NotFound, s.Missed)
	}
	if len(s.Ratings) != 5 || s.Ratings[1].N != 5 || s.Ratings[0].N != 0 {
		t.Errorf("ratings: %v", s.Ratings)
	}
}

func TestStatisticsForgetAfterNinetyDays(t *testing.T) {
	m, now := counting(t, false)
	for range 9 {
		m.Opened("fee/a")
	}
	if s := statistics(t, m); len(s.Opened) != 1 || len(s.Days) != kiosk.TallyDays {
		t.Fatalf("opened %v on %d days", s.Opened, len(s.Days))
	}
	*now = now.AddDate(0, 0, kiosk.TallyDays-1)
	if s := statistics(t, m); len(s.Opened) != 1 {
		t.Errorf("after 89 days: %v", s.Opened)
	}
	*now = now.AddDate(0, 0, 1)
	if s := statistics(t, m); len(s.Opened) != 0 {
		t.Errorf("after 90 days: %v", s.Opened)
	}
}

func TestStatisticsKeepWordsOnlyWhereTheHallWantsThem(t *testing.T) {
	m, _ := counting(t, true)
	for range 3 {
		m.Missed("太阳能 13800001111")
		m.Left(catalog.ZH, nil)
	}
	if s := statistics(t, m); len(s.Missed) != 1 || s.Missed[0].Words != "太阳能" {
		t.Errorf("missed: %v", s.Missed)
	}
}
