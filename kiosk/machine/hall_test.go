package machine_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// writeNotice has li write a notice and wang clear and publish it.
func writeNotice(t testing.TB, m *machine.Machine, id catalog.ID, title string) catalog.ID {
	t.Helper()
	enter(t, m, "RS-017", pinLi)
	if id == "" {
		id = ok(m.NewLocal(catalog.KindNotice))(t).ID
	}
	r := parsed(t, `{"id":"`+string(id)+`","title":{"zh":"`+title+`"},"office":"office/heat","checked":{"on":"2026-11-23"},
		"body":{"group":{"code":"outage"},"body":[{"text":{"zh":"二楼电梯停用，请走东侧楼梯。"}}],"issued":"2026-11-23"}}`)
	must(t, m.Write(r))
	must(t, m.Submit(id))
	enter(t, m, "RS-020", pinWang)
	must(t, m.Clear(id))
	must(t, m.Publish(id))
	return id
}

func notice(t testing.TB, name, title, issued string, priority string) *catalog.Record {
	t.Helper()
	return parsed(t, `{"id":"notice/`+name+`","title":{"zh":"`+title+`"},"office":"office/heat","body":{"issued":"`+issued+`","priority":`+priority+`,"body":[{"text":{"zh":"x"}}]}}`)
}

// TestWhatOneScreenCorrectsAllScreensOfTheHallShow: two kiosks and a real hub.
func TestWhatOneScreenCorrectsAllScreensOfTheHallShow(t *testing.T) {
	records := []*catalog.Record{heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费"),
		notice(t, "pinned", "置顶", "2026-11-01", "9"), notice(t, "old", "旧公告", "2026-11-20", "0")}
	at := newHub(t)
	a, b := at.at(newScreen(t, records...)).open(), at.at(newScreen(t, records...)).open()
	id := writeNotice(t, a, "", "二楼电梯停用")
	must(t, a.Amend("office/heat", "hours", words("body.hours", "周一 <9:00> & 周二"), lastDay()))
	must(t, a.Hide("fee/a", "金额写错了，物价局来电"))
	wantPapers(t, a, kiosk.PaperQuery{Sort: kiosk.PaperAmendment}, "amendment office/heat#hours shown")
	if got := a.Syncing(); got.Waiting != 3 || !got.Hub {
		t.Errorf("before: %+v", got)
	}
	enter(t, b, "RS-017", pinLi)
	was := b.State().Generation
	exchange(t, a)
	exchange(t, b)
	if got := hours(t, b); got != "周一 <9:00> & 周二" {
		t.Errorf("the other screen says %s", got)
	}
	if marks := b.Amendments("office/heat"); len(marks) != 1 || marks[0].By != "王晓东" {
		t.Errorf("marks %+v", marks)
	}
	if _, err := b.Record("fee/a"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("the other screen shows the hidden fee: %v", err)
	}
	for name, m := range map[string]*machine.Machine{"here": a, "there": b} {
		if got := listed(t, m, catalog.Query{Kind: catalog.KindNotice}); got != "notice/pinned "+string(id)+" notice/old" {
			t.Errorf("%s it lists %s", name, got)
		}
		if got := listed(t, m, catalog.Query{Office: "office/heat", Column: "outage"}); got != string(id) {
			t.Errorf("%s it lists %s", name, got)
		}
		must(t, m.PrepareSearch(t.Context()))
		if got := found(t, m, "电梯"); got != string(id) {
			t.Errorf("%s one finds %q", name, got)
		}
		if marks := m.Amendments(id); len(marks) != 1 || marks[0].Field != "" || marks[0].By != "王晓东" {
			t.Errorf("%s the notice is marked %+v", name, marks)
		}
		if got := m.State().Counts[catalog.KindNotice]; got != 3 {
			t.Errorf("%s there are %d notices", name, got)
		}
	}
	if b.State().Generation <= was {
		t.Error("the other screen was not told")
	}
	for _, m := range []*machine.Machine{a, b} {
		for range 2 { // nothing goes round
			exchange(t, m)
		}
		if got := m.Syncing(); got.Waiting != 0 || got.Trouble != "" || got.Delivered.IsZero() {
			t.Errorf("after: %+v", got)
		}
		must(t, m.VerifyChanges(t.Context()))
	}
	if p := ok(a.Papers(kiosk.PaperQuery{Sort: kiosk.PaperAmendment}))(t)[0]; p.Travel != kiosk.TravelSent {
		t.Errorf("here it %s", p.Travel)
	}
	if p := ok(b.Papers(kiosk.PaperQuery{Sort: kiosk.PaperAmendment}))(t)[0]; p.Travel != kiosk.TravelCame {
		t.Errorf("there it %s", p.Travel)
	}
	must(t, b.TakeBack("office/heat", "hours")) // li, at the other screen
	must(t, b.Withdraw(id, "电梯修好了"))
	exchange(t, b)
	exchange(t, a)
	if _, err := a.Record(id); hours(t, a) != "工作日 8:30" || !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("taken back there, here it says %s, %v", hours(t, a), err)
	}
}

// TestTwoScreensThatCorrectTheSameFieldAsk: nobody's words are lost, and
// visitors see what was published until somebody decides.
func TestTwoScreensThatCorrectTheSameFieldAsk(t *testing.T) {
	at := newHub(t)
	a, b := at.at(newScreen(t, heat(t, "工作日 8:30", "12345"))).open(), at.at(newScreen(t, heat(t, "工作日 8:30", "12345"))).open()
	enter(t, a, "RS-017", pinLi)
	enter(t, b, "RS-020", pinWang)
	must(t, a.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	must(t, b.Amend("office/heat", "hours", words("body.hours", "周二"), lastDay()))
	for _, m := range []*machine.Machine{a, b, a} {
		exchange(t, m)
	}
	var mine []string
	for name, m := range map[string]*machine.Machine{"a": a, "b": b} {
		p := ok(m.Papers(kiosk.PaperQuery{}))(t)
		if len(p) != 1 || p[0].State != kiosk.StateConflict || len(p[0].Rivals) != 1 || p[0].Shown {
			t.Fatalf("%s lists %+v", name, p)
		}
		both := []string{p[0].Mine[0].Text[catalog.ZH], p[0].Rivals[0].Value[0].Text[catalog.ZH]}
		if mine = both; !slices.Contains(both, "周一") || !slices.Contains(both, "周二") {
			t.Errorf("%s has %v", name, both)
		}
		if got := hours(t, m); got != "工作日 8:30" || len(m.Amendments("office/heat")) != 0 {
			t.Errorf("%s shows %s while nobody has decided", name, got)
		}
		if h := m.Heartbeat(); h.Conflicts != 1 || h.Amendments != 0 {
			t.Errorf("%s tells the hub of %d conflicts", name, h.Conflicts)
		}
	}
	p := ok(b.Papers(kiosk.PaperQuery{}))(t)[0]
	must(t, b.Decide("office/heat", "hours", p.Rivals[0].ID))
	exchange(t, b)
	exchange(t, a)
	for name, m := range map[string]*machine.Machine{"a": a, "b": b} {
		if got := hours(t, m); got != mine[1] {
			t.Errorf("%s shows %s, decided was %s", name, got, mine[1])
		}
		wantPapers(t, m, kiosk.PaperQuery{}, "amendment office/heat#hours shown")
		log := ""
		for _, c := range ok(m.Changes("office/heat", 0, 20))(t) {
			log += c.After
		}
		if !strings.Contains(log, "周一") || !strings.Contains(log, "周二") {
			t.Errorf("%s has lost one of them: %s", name, log)
		}
		must(t, m.VerifyChanges(t.Context()))
	}
	if err := a.Decide("office/heat", "hours", "nobody-wrote-this"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("decided for nothing: %v", err)
	}
}

// TestHallAgreesWhateverWasWrittenWhileTheLineWasDown: three screens, and what
// was written here before something came is delivered all the same.
func TestHallAgreesWhateverWasWrittenWhileTheLineWasDown(t *testing.T) {
	at := newHub(t)
	var screens []*machine.Machine
	for _, badge := range [][2]string{{"RS-017", pinLi}, {"RS-020", pinWang}, {"RS-017", pinLi}} {
		m := at.at(newScreen(t, heat(t, "工作日 8:30", "12345"))).open()
		enter(t, m, badge[0], badge[1])
		screens = append(screens, m)
	}
	for i, m := range screens {
		must(t, m.Amend("office/heat", "hours", words("body.hours", []string{"周一", "周二", "周三"}[i]), lastDay()))
	}
	for range 2 {
		for _, m := range screens {
			exchange(t, m)
		}
	}
	for i, m := range screens {
		if p := ok(m.Papers(kiosk.PaperQuery{}))(t)[0]; p.State != kiosk.StateConflict || len(p.Rivals) != 2 {
			t.Errorf("screen %d has %+v", i, p)
		}
	}
	must(t, screens[2].TakeBack("office/heat", "hours"))
	for _, m := range []*machine.Machine{screens[2], screens[0], screens[1]} {
		exchange(t, m)
		wantPapers(t, m, kiosk.PaperQuery{}, "amendment office/heat#hours taken-back")
	}
}

// TestEditionAndHallAreSettledAfterEveryPull goes through all that an edition
// can do to what staff wrote.
func TestEditionAndHallAreSettledAfterEveryPull(t *testing.T) {
	p := newPublisher(t)
	p.publish(heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费"))
	h := newHall(t, p, p.dir).staffed()
	m := h.open()
	pull(t, m)
	enter(t, m, "RS-017", pinLi)
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	must(t, m.Amend("office/heat", "telephone", line("body.telephone", "0454-555-0199"), lastDay()))
	must(t, m.Amend("fee/a", "note", words("note", "本月只收现金"), lastDay()))
	next := func(records ...*catalog.Record) {
		t.Helper()
		p.at = p.at.Add(1)
		p.publish(records...)
		pull(t, m)
		enter(t, m, "RS-017", pinLi)
	}
	next(heat(t, "工作日 8:30", "0454-555-0127"), fee("a", "水费（新）")) // another field: all stay
	wantPapers(t, m, kiosk.PaperQuery{}, "amendment fee/a#note shown", "amendment office/heat#hours shown", "amendment office/heat#telephone shown")
	next(heat(t, "周一", "0454-555-0127"), fee("a", "水费")) // the edition adopts the hours
	wantPapers(t, m, kiosk.PaperQuery{}, "amendment fee/a#note shown", "amendment office/heat#hours adopted", "amendment office/heat#telephone shown")
	if marks := m.Amendments("office/heat"); hours(t, m) != "周一" || len(marks) != 1 || marks[0].Field != "telephone" {
		t.Errorf("adopted: %s, %+v", hours(t, m), marks)
	}
	next(heat(t, "周一", "0454-555-0001"), fee("a", "水费")) // and says something else of the telephone
	wantPapers(t, m, kiosk.PaperQuery{States: []kiosk.PaperState{kiosk.StateConflict}}, "amendment office/heat#telephone conflict")
	paper := ok(m.Papers(kiosk.PaperQuery{Record: "office/heat"}))(t)[0]
	if paper.Mine[0].Line != "0454-555-0199" || paper.Was[0].Line != "0454-555-0127" || paper.Is[0].Line != "0454-555-0001" {
		t.Errorf("mine, was, now: %+v %+v %+v", paper.Mine, paper.Was, paper.Is)
	}
	if got := ok(m.Record("office/heat"))(t).Body.(*catalog.Office).Telephone; got != "0454-555-0001" {
		t.Errorf("in a conflict the page says %s", got)
	}
	must(t, m.Decide("office/heat", "telephone", "")) // for the hall
	if got := ok(m.Record("office/heat"))(t).Body.(*catalog.Office).Telephone; got != "0454-555-0199" {
		t.Errorf("decided for the hall the page says %s", got)
	}
	next(heat(t, "周一", "0454-555-0001")) // the fee is gone
	if h := m.Heartbeat(); h.Orphans != 1 || h.Amendments != 1 {
		t.Errorf("the hub hears of %+v", h)
	}
	wantPapers(t, m, kiosk.PaperQuery{Record: "fee/a"}, "amendment fee/a#note orphan")
	next(heat(t, "周一", "0454-555-0001"), fee("a", "水费")) // and back
	wantPapers(t, m, kiosk.PaperQuery{Record: "fee/a"}, "amendment fee/a#note shown")
	p.at = p.at.Add(1)
	p.withdraw("office/heat")
	pull(t, m)
	if _, err := m.Record("office/heat"); !errors.Is(err, catalog.ErrNoRecord) || len(m.Amendments("office/heat")) > 1 {
		t.Errorf("an amendment brings back what a reviewer took down: %v", err)
	}
	must(t, m.VerifyChanges(t.Context()))
}
