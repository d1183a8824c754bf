package machine_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

func lastDay() catalog.Date { return catalog.DateOf(morning).Add(60) }

// TestCorrectionIsShownEverywhereAtOnce: the window of the heating company has
// another telephone number.
func TestCorrectionIsShownEverywhereAtOnce(t *testing.T) {
	m := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费")).open()
	must(t, m.PrepareSearch(t.Context()))
	var rings atomic.Int32
	m.OnChange(func() { rings.Add(1) })
	was := m.State().Generation
	enter(t, m, "RS-017", pinLi)
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一至周六 9:00–16:00"), lastDay()))
	must(t, m.Amend("office/heat", "telephone", line("body.telephone", "0454-555-0199"), lastDay()))
	must(t, m.Amend("fee/a", "note", words("note", "本月只收现金"), lastDay()))
	if got := hours(t, m); got != "周一至周六 9:00–16:00" {
		t.Errorf("the page says %s", got)
	}
	if got := ok(m.Published("office/heat"))(t).Body.(*catalog.Office).Telephone; got != "0454-555-0127" {
		t.Errorf("the edition was changed: %s", got)
	}
	marks := m.Amendments("office/heat")
	if len(marks) != 2 || marks[0].Field != "hours" || marks[0].By != "李敏" || marks[0].On != catalog.DateOf(morning) || marks[0].Paths[0] != "body.hours" {
		t.Errorf("marks %+v", marks)
	}
	if notes := m.Amendments("fee/a"); len(notes) != 1 || notes[0].Note[catalog.ZH] != "本月只收现金" {
		t.Errorf("notes %+v", notes)
	}
	if got := found(t, m, "5550199"); got != "office/heat" {
		t.Errorf("by the new number one finds %q", got)
	}
	if m.State().Generation <= was || rings.Load() == 0 {
		t.Errorf("the screen was not told: generation %d, %d rings", m.State().Generation, rings.Load())
	}
	must(t, m.TakeBack("office/heat", "hours"))
	if got := hours(t, m); got != "工作日 8:30" || len(m.Amendments("office/heat")) != 1 {
		t.Errorf("taken back the page says %s", got)
	}
	wantPapers(t, m, kiosk.PaperQuery{Record: "office/heat"}, "amendment office/heat#hours taken-back", "amendment office/heat#telephone shown")
}

func TestOnlyWhatAHallKnowsBetterMayBeAmended(t *testing.T) {
	m := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费")).open()
	if err := m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()); !errors.Is(err, kiosk.ErrEnded) {
		t.Errorf("nobody is in: %v", err)
	}
	enter(t, m, "ADM-1", pinZhao)
	if err := m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()); !errors.Is(err, kiosk.ErrRight) {
		t.Errorf("an administrator amends: %v", err)
	}
	enter(t, m, "RS-017", pinLi)
	for code, err := range map[string]error{
		"not-amendable": m.Amend("fee/a", "standard", line("body.standard", "0"), lastDay()),
		"missing":       m.Amend("office/heat", "hours", nil, lastDay()),
		"telephone":     m.Amend("office/heat", "telephone", line("body.telephone", "call me"), lastDay()),
		"no-change":     m.Amend("office/heat", "telephone", line("body.telephone", "0454-555-0127"), lastDay()),
		"until":         m.Amend("office/heat", "hours", words("body.hours", "周一"), catalog.DateOf(morning).Add(-1)),
		"no-reason":     m.Hide("office/heat", "坏"),
	} {
		var o *kiosk.Objection
		if !errors.As(err, &o) || o.Code != code || o.Say[catalog.ZH] == "" || o.Hint[catalog.ZH] == "" {
			t.Errorf("%s: %v", code, err)
		}
	}
	if err := m.Amend("office/none", "hours", words("body.hours", "周一"), lastDay()); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("of no record: %v", err)
	}
	if err := m.TakeBack("office/heat", "hours"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("nothing to take back: %v", err)
	}
	if got := m.Amendments("office/heat"); len(got) != 0 {
		t.Errorf("what was refused is shown: %+v", got)
	}
	must(t, m.Leave())
	if _, in := m.Session(); in {
		t.Error("somebody is in who left")
	}
	if _, err := m.Papers(kiosk.PaperQuery{}); !errors.Is(err, kiosk.ErrEnded) {
		t.Errorf("papers for nobody: %v", err)
	}
}

func TestFieldsAreOfferedWithTheirValues(t *testing.T) {
	moved := `{"id":"counter/w3","title":{"zh":"3 号窗口"},"office":"office/heat","body":{"floor":1,"zone":{"zh":"A 区"},"place":{"x":10,"y":10,"w":50,"h":50}}}`
	m := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"), parsed(t, moved)).open()
	enter(t, m, "RS-017", pinLi)
	place := ok(m.Amendable("counter/w3"))(t)[0]
	if place.Field != "place" || len(place.Parts) != len(place.Is) || place.Parts[0].Shape != kiosk.ShapeFloor || place.Is[0].Number != 1 || place.Is[1].Rect.W != 50 {
		t.Errorf("place %+v", place)
	}
	value := place.Is
	value[0].Number, value[1].Rect = 2, &catalog.Place{X: 300, Y: 20, W: 50, H: 50}
	must(t, m.Amend("counter/w3", "place", value, place.Until))
	if c := ok(m.Record("counter/w3"))(t).Body.(*catalog.Counter); c.Floor != 2 || c.Place.X != 300 || c.Zone[catalog.ZH] != "A 区" {
		t.Errorf("the window is at %+v", c)
	}
	again := ok(m.Amendable("counter/w3"))(t)
	if p := again[0]; p.Paper == nil || !p.Paper.Shown || p.Shown[0].Number != 2 || p.Is[0].Number != 1 || p.Paper.Was[0].Number != 1 || p.Paper.Mine[0].Number != 2 {
		t.Errorf("offered %+v", p)
	}
	if last := again[len(again)-1]; last.Field != "note" || last.Parts[0].Most != 200 || last.Parts[0].Shape != kiosk.ShapeNote {
		t.Errorf("the last is %+v", last)
	}
}

// TestWindowThatMovedIsListedWhereItIs: counters are listed by floor.
func TestWindowThatMovedIsListedWhereItIs(t *testing.T) {
	var all []*catalog.Record
	for _, c := range []string{"1 a", "2 b", "3 c"} {
		floor, name, _ := strings.Cut(c, " ")
		all = append(all, parsed(t, `{"id":"counter/`+name+`","title":{"zh":"`+name+`"},"office":"office/heat","body":{"floor":`+floor+`,"place":{"x":10,"y":10,"w":50,"h":50}}}`))
	}
	m := newScreen(t, append(all, heat(t, "工作日", "12345"))...).open()
	enter(t, m, "RS-017", pinLi)
	value := ok(m.Amendable("counter/a"))(t)[0].Is
	value[0].Number = 4
	must(t, m.Amend("counter/a", "place", value, lastDay()))
	if got := listed(t, m, catalog.Query{Kind: catalog.KindCounter}); got != "counter/b counter/c counter/a" {
		t.Errorf("listed %s", got)
	}
	if got := listed(t, m, catalog.Query{}); got != "counter/b counter/c counter/a office/heat" {
		t.Errorf("listed %s", got)
	}
}

// TestHiddenRecordComesBackAfterSevenDays: so that no complaint channel is
// suppressed for good.
func TestHiddenRecordComesBackAfterSevenDays(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费"), fee("b", "电费"))
	m := h.open()
	must(t, m.PrepareSearch(t.Context()))
	enter(t, m, "RS-017", pinLi)
	must(t, m.Hide("fee/a", "金额写错了，物价局来电"))
	gone := func(day int, want bool) {
		t.Helper()
		_, err := m.Record("fee/a")
		fees, hits := listed(t, m, catalog.Query{Kind: catalog.KindFee}), found(t, m, "水费")
		if got := errors.Is(err, catalog.ErrNoRecord); got != want || strings.Contains(fees, "fee/a") == want || strings.Contains(hits, "fee/a") == want || m.State().Counts[catalog.KindFee] != 2-btoi(want) {
			t.Errorf("day %d: hidden %v, want %v; listed %s, found %s, counts %v", day, got, want, fees, hits, m.State().Counts)
		}
	}
	gone(0, true)
	var o *kiosk.Objection
	if err := m.Hide("fee/a", "再多藏几天"); !errors.As(err, &o) || o.Code != "hidden" {
		t.Errorf("hidden again: %v", err)
	}
	if p := ok(m.Papers(kiosk.PaperQuery{}))(t)[0]; p.Until != catalog.DateOf(morning).Add(6) || p.Why != "金额写错了，物价局来电" || p.By != "李敏" {
		t.Errorf("paper %+v", p)
	}
	for day := 1; day <= 8; day++ {
		h.at = morning.AddDate(0, 0, day)
		must(t, m.JudgeNow(t.Context()))
		gone(day, day < 7)
	}
	enter(t, m, "RS-017", pinLi)
	must(t, m.Hide("fee/a", "又写错了，请编辑更正"))
	gone(9, true)
	must(t, m.ShowAgain("fee/a"))
	gone(10, false)
	if got := len(ok(m.Changes("fee/a", 0, 10))(t)); got != 3 {
		t.Errorf("%d entries in the record of changes, want hide, hide, show", got)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestClockThatNobodyTrustsHidesNothing: a dead battery must not hide a record
// for ever.
func TestClockThatNobodyTrustsHidesNothing(t *testing.T) {
	h := newScreen(t, fee("a", "水费"))
	h.setup.Built = morning.AddDate(0, 0, -30)
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	must(t, m.Hide("fee/a", "金额写错了，物价局来电"))
	h.at = morning.AddDate(-5, 0, 0)
	must(t, m.JudgeNow(t.Context()))
	if _, err := m.Record("fee/a"); err != nil {
		t.Errorf("record is %v", err)
	}
}

// TestAmendmentsOutliveARestart, and end on their day.
func TestAmendmentsOutliveARestart(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	must(t, m.Close())
	m = h.open()
	if got := hours(t, m); got != "周一" {
		t.Errorf("after a restart the page says %s", got)
	}
	h.at = morning.AddDate(0, 0, 61)
	must(t, m.JudgeNow(t.Context()))
	if got := hours(t, m); got != "工作日 8:30" {
		t.Errorf("after its last day the page says %s", got)
	}
	enter(t, m, "RS-017", pinLi)
	wantPapers(t, m, kiosk.PaperQuery{}, "amendment office/heat#hours over")
	if got := ok(m.Changes("office/heat", 0, 9))(t); len(got) != 2 || got[0].Act != "settle" || got[0].Name != "kiosk" || got[1].Name != "李敏" {
		t.Errorf("changes %+v", got)
	}
}

// TestHiddenRecordIsNotFoundBeforeTheIndexIsThere: right after a start search
// answers from the disk, which has it still.
func TestHiddenRecordIsNotFoundBeforeTheIndexIsThere(t *testing.T) {
	h := newScreen(t, fee("a", "水费"), fee("b", "水费代收"))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	must(t, m.Hide("fee/a", "金额写错了，物价局来电"))
	must(t, m.Close())
	m = h.open()
	f := ok(m.Find(catalog.Search{Words: "水费"}))(t)
	if len(f.Hits) != 1 || f.Hits[0].ID != "fee/b" || f.Total() != 1 {
		t.Errorf("found %+v, %d", f.Hits, f.Total())
	}
}
