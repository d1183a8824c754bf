package gallery_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// A staffDesk is a desk at which staff work. It keeps everything in memory,
// and does at once what takes long at a kiosk.
type staffDesk struct {
	desk
	in        *kiosk.Badge
	door      kiosk.Door
	papers    []kiosk.Paper
	drafts    map[string]json.RawMessage
	locals    map[catalog.ID]kiosk.Local
	changes   []kiosk.Change
	syncing   kiosk.Syncing
	touched   int
	saved     int // autosaves
	later     []func()
	hold      bool // what takes long waits in later
	imported  kiosk.Import
	taken     int
	hidden    map[catalog.ID]string
	corrected map[catalog.ID]*catalog.Record
}

var badges = []kiosk.Badge{{ID: "RS-017", Name: "李敏", Role: kiosk.RoleStaff}, {ID: "RS-021", Name: "王晓东", Role: kiosk.RoleReviewer}, {ID: "AD-001", Name: "赵颖", Role: kiosk.RoleAdministrator}}

const rightPIN = "271828"

func newStaffDesk(t testing.TB) *staffDesk { return staffDeskOver(newDesk(t)) }

// staffDeskOver is a new one over content that was read already.
func staffDeskOver(content desk) *staffDesk {
	d := &staffDesk{desk: content, door: kiosk.Door{Tries: 5, Next: time.Minute}, drafts: map[string]json.RawMessage{}, locals: map[catalog.ID]kiosk.Local{},
		hidden: map[catalog.ID]string{}, corrected: map[catalog.ID]*catalog.Record{}}
	d.syncing = kiosk.Syncing{Sources: 1, Hub: true, Pulled: d.Now().Add(-15 * time.Hour), Waiting: 3}
	d.changes = []kiosk.Change{
		{Serial: 3, At: d.Now(), Sure: true, Badge: "RS-017", Name: "李敏", Role: kiosk.RoleStaff, Act: "amend", Record: "counter/social-insurance", Title: catalog.Text{"zh": "社会保险窗口"}, Field: "place", Before: `{"body.window":"9–18"}`, After: `{"body.window":"12–15"}`},
		{Serial: 2, At: d.Now().Add(-time.Hour), Badge: "", Name: "mingbai", Act: "settle", Record: "office/social-insurance", Title: catalog.Text{"zh": "市社会保险局"}, Field: "hours", Before: `{"body.hours":{"zh":"周一至周五"}}`},
		{Serial: 1, At: d.Now().Add(-2 * time.Hour), Sure: true, Badge: "RS-021", Name: "王晓东", Role: kiosk.RoleReviewer, Act: "enter"}}
	d.papers = d.samplePapers()
	return d
}

// enter lets somebody in, as by the PIN.
func (d *staffDesk) enter(id string) *staffDesk {
	for _, b := range badges {
		if b.ID == id {
			d.in = &b
		}
	}
	return d
}

func (d *staffDesk) samplePapers() []kiosk.Paper {
	window := func(s string) []kiosk.Value {
		return []kiosk.Value{{Path: "body.hours", Shape: kiosk.ShapeHours, Text: catalog.Text{"zh": s}}}
	}
	on := d.today.Add(-3)
	title := func(id catalog.ID) catalog.Text {
		if r, err := d.Collection.Record(id); err == nil {
			return r.Title
		}
		return nil
	}
	return []kiosk.Paper{
		{Sort: kiosk.PaperAmendment, Record: "office/social-insurance", Title: title("office/social-insurance"), Field: "hours", Say: catalog.Text{"zh": "办公时间", "en": "hours"}, State: kiosk.StateConflict, By: "李敏", Badge: "RS-017", On: on, Until: d.today.Add(60),
			Travel: kiosk.TravelSent, Mine: window("周一至周五 9:00–16:00"), Was: window("周一至周五 8:30–17:00"), Is: window("周一至周五 8:00–17:30"),
			Rivals: []kiosk.Rival{{ID: "r1", By: "孙波", On: on, Until: d.today.Add(30), Value: window("周一至周五 9:30–16:30")}}},
		{Sort: kiosk.PaperAmendment, Record: "guide/gone", Field: "hours", Say: catalog.Text{"zh": "办公时间", "en": "hours"}, State: kiosk.StateOrphan, By: "李敏", Badge: "RS-017", On: on, Until: d.today.Add(60), Travel: kiosk.TravelSent, Mine: window("周六 9:00–12:00")},
		{Sort: kiosk.PaperHiding, Record: "guide/medical-remote", Title: title("guide/medical-remote"), State: kiosk.StateShown, By: "王晓东", Badge: "RS-021", On: on, Until: on.Add(6), Why: "办理条件写错，会让人白跑", Travel: kiosk.TravelWaits},
		{Sort: kiosk.PaperLocal, Record: "guide/h-01", Title: catalog.Text{"zh": "灵活就业人员社保补贴"}, State: kiosk.StateReturned, By: "李敏", Badge: "RS-017", On: on, Why: "请写明时限", Travel: kiosk.TravelNone},
		{Sort: kiosk.PaperLocal, Record: "notice/h-02", Title: catalog.Text{"zh": "周六上午加开社保窗口"}, State: kiosk.StateSubmitted, By: "李敏", Badge: "RS-017", On: on, Travel: kiosk.TravelNone},
		{Sort: kiosk.PaperBegun, Record: "counter/social-insurance", Title: title("counter/social-insurance"), Field: "place", Say: catalog.Text{"zh": "地点", "en": "place"}, By: "李敏", Badge: "RS-017", On: d.today, At: d.Now().Add(-time.Hour), Travel: kiosk.TravelNone},
	}
}

// do does what takes long: at once, or when the test lets it.
func (d *staffDesk) do(f func()) {
	if d.hold {
		d.later = append(d.later, f)
		return
	}
	f()
}

func (d *staffDesk) Badges() ([]kiosk.Badge, error) { return badges, nil }

func (d *staffDesk) Door() kiosk.Door { return d.door }

func (d *staffDesk) Touch() error {
	d.touched++
	if d.in == nil {
		return kiosk.ErrEnded
	}
	return nil
}

func (d *staffDesk) Leave() error { d.in = nil; return nil }

func (d *staffDesk) Enter(badge, pin string, done func(error)) {
	d.door.Trying = true
	d.do(func() {
		d.door.Trying = false
		switch {
		case pin == rightPIN:
			d.door.Tries = 5
			d.enter(badge)
			done(nil)
		case d.door.Tries > 1:
			d.door.Tries--
			done(kiosk.ErrPIN)
		default:
			d.door.Tries, d.door.Locked = 0, time.Minute
			done(&kiosk.Locked{Left: time.Minute})
		}
	})
}

func (d *staffDesk) Session() (kiosk.Session, bool) {
	if d.in == nil {
		return kiosk.Session{}, false
	}
	rights := map[kiosk.Role][]kiosk.Right{
		kiosk.RoleStaff:         {kiosk.MayAmend, kiosk.MayHide, kiosk.MayWrite, kiosk.MayWithdraw, kiosk.MayExport},
		kiosk.RoleReviewer:      {kiosk.MayAmend, kiosk.MayHide, kiosk.MayWrite, kiosk.MayWithdraw, kiosk.MayExport, kiosk.MayClear},
		kiosk.RoleAdministrator: {kiosk.MayExport},
	}
	return kiosk.Session{Badge: *d.in, Rights: rights[d.in.Role], Left: 180 * time.Second}, true
}

func (d *staffDesk) Checkup() (kiosk.Checkup, bool) {
	c := kiosk.Checkup{Guides: d.state.Counts[catalog.KindGuide], Waiting: 3, Empty: []string{"accident"}}
	if r, err := d.Collection.Record("guide/pension-enrolment"); err == nil {
		c.Stale = []kiosk.Concern{{Record: r.ID, Title: r.Title, Office: r.Office, Day: d.today.Add(-120)}}
		c.Dead = []kiosk.Concern{{Record: r.ID, Title: r.Title, Office: r.Office, Link: "https://www.mingbai.example/apply/0141"}}
	}
	return c, true
}

func (d *staffDesk) Papers(q kiosk.PaperQuery) ([]kiosk.Paper, error) {
	var some []kiosk.Paper
	for _, p := range d.papers {
		if q.Takes(p) {
			some = append(some, p)
		}
	}
	return some, nil
}

func (d *staffDesk) Syncing() kiosk.Syncing { return d.syncing }

func (d *staffDesk) SyncNow(done func(error)) {
	d.syncing.Running = true
	d.do(func() { d.syncing.Running = false; done(nil) })
}

func (d *staffDesk) Changes(record catalog.ID, _ int64, n int) ([]kiosk.Change, error) {
	var some []kiosk.Change
	for _, c := range d.changes {
		if record == "" || c.Record == record {
			some = append(some, c)
		}
	}
	return some[:min(n, len(some))], nil
}

func (d *staffDesk) Published(id catalog.ID) (*catalog.Record, error) { return d.Collection.Record(id) }

// Record is the record with what the hall corrected.
func (d *staffDesk) Record(id catalog.ID) (*catalog.Record, error) {
	if r := d.corrected[id]; r != nil {
		return r, nil
	}
	return d.Collection.Record(id)
}

func (d *staffDesk) Amendments(id catalog.ID) []kiosk.Correction {
	var all []kiosk.Correction
	for _, p := range d.papers {
		if p.Record == id && p.Sort == kiosk.PaperAmendment && p.State == kiosk.StateShown {
			c := kiosk.Correction{Field: p.Field, Say: p.Say, On: p.On, By: p.By, Until: p.Until}
			if p.Field == "note" {
				c.Note = p.Mine[0].Text
			}
			all = append(all, c)
		}
	}
	return all
}

func (d *staffDesk) Amendable(id catalog.ID) ([]kiosk.Amendable, error) {
	r, err := d.Record(id)
	if err != nil {
		return nil, err
	}
	text := func(path string, shape kiosk.Shape, t catalog.Text) (kiosk.AmendablePart, kiosk.Value) {
		return kiosk.AmendablePart{Path: path, Shape: shape, Must: shape != kiosk.ShapePlace, Least: 2, Most: 60}, kiosk.Value{Path: path, Shape: shape, Text: t}
	}
	var all []kiosk.Amendable
	add := func(field string, say catalog.Text, parts []kiosk.AmendablePart, is []kiosk.Value) {
		a := kiosk.Amendable{Field: field, Say: say, Parts: parts, Is: is, Shown: is, Until: d.today.Add(365)}
		for i, p := range d.papers {
			if p.Record == id && p.Field == field && p.Sort == kiosk.PaperAmendment {
				a.Paper = &d.papers[i]
			}
		}
		all = append(all, a)
	}
	switch b := r.Body.(type) {
	case *catalog.Counter:
		zone, zoneIs := text("body.zone", kiosk.ShapePlace, b.Zone)
		add("place", catalog.Text{"zh": "地点", "en": "place"}, []kiosk.AmendablePart{{Path: "body.floor", Shape: kiosk.ShapeFloor, Must: true}, {Path: "body.place", Shape: kiosk.ShapeRectangle, Must: true},
			zone, {Path: "body.window", Shape: kiosk.ShapeWindow, Least: 1, Most: 12}, {Path: "body.route", Shape: kiosk.ShapeRoute}},
			[]kiosk.Value{{Path: "body.floor", Shape: kiosk.ShapeFloor, Number: b.Floor}, {Path: "body.place", Shape: kiosk.ShapeRectangle, Rect: &b.Place}, zoneIs,
				{Path: "body.window", Shape: kiosk.ShapeWindow, Line: b.Window}, {Path: "body.route", Shape: kiosk.ShapeRoute, Points: b.Route}})
	case *catalog.Office:
		part, is := text("body.hours", kiosk.ShapeHours, b.Hours)
		add("hours", catalog.Text{"zh": "办公时间", "en": "hours"}, []kiosk.AmendablePart{part}, []kiosk.Value{is})
		add("telephone", catalog.Text{"zh": "电话", "en": "telephone"}, []kiosk.AmendablePart{{Path: "body.telephone", Shape: kiosk.ShapeTelephone, Must: true}}, []kiosk.Value{{Path: "body.telephone", Shape: kiosk.ShapeTelephone, Line: b.Telephone}})
	}
	add("note", catalog.Text{"zh": "给办事人的提示", "en": "notice to visitors"}, []kiosk.AmendablePart{{Path: "note", Shape: kiosk.ShapeNote, Must: true, Least: 4, Most: 200}}, []kiosk.Value{{Path: "note", Shape: kiosk.ShapeNote}})
	return all, nil
}

func (d *staffDesk) Amend(id catalog.ID, field string, value []kiosk.Value, until catalog.Date) error {
	for _, v := range value {
		if v.Shape == kiosk.ShapeTelephone && !strings.Contains(v.Line, "-") {
			return &kiosk.Objection{Code: "telephone", Field: v.Path, Say: catalog.Text{"zh": "电话号码不对", "en": "it is no telephone number"}, Hint: catalog.Text{"zh": "写成 0454-555-0127", "en": "write it as 0454-555-0127"}}
		}
	}
	r, err := d.Record(id)
	if err != nil {
		return err
	}
	say := map[string]catalog.Text{"place": {"zh": "地点", "en": "place"}, "hours": {"zh": "办公时间", "en": "hours"}, "telephone": {"zh": "电话", "en": "telephone"}, "note": {"zh": "给办事人的提示", "en": "notice"}}[field]
	d.papers = slices.DeleteFunc(d.papers, func(p kiosk.Paper) bool { return p.Record == id && p.Field == field })
	d.papers = append(d.papers, kiosk.Paper{Sort: kiosk.PaperAmendment, Record: id, Title: r.Title, Field: field, Say: say, State: kiosk.StateShown, By: d.in.Name, Badge: d.in.ID, On: d.today, Until: until, Mine: value, Shown: true, Travel: kiosk.TravelWaits})
	delete(d.drafts, string(id)+"#"+field)
	changed := *r
	if c, ok := r.Body.(*catalog.Counter); ok {
		body := *c
		for _, v := range value {
			if v.Path == "body.window" {
				body.Window = v.Line
			}
		}
		changed.Body = &body
	}
	d.corrected[id] = &changed
	return nil
}

func (d *staffDesk) TakeBack(id catalog.ID, field string) error {
	for i, p := range d.papers {
		if p.Record == id && p.Field == field {
			d.papers[i].State = kiosk.StateBack
		}
	}
	delete(d.corrected, id)
	return nil
}

func (d *staffDesk) Decide(id catalog.ID, field, rival string) error {
	for i, p := range d.papers {
		if p.Record == id && p.Field == field {
			d.papers[i].State, d.papers[i].Why = kiosk.StateShown, "decided "+rival
		}
	}
	return nil
}

func (d *staffDesk) Hide(id catalog.ID, reason string) error {
	d.hidden[id] = reason
	d.papers = append(d.papers, kiosk.Paper{Sort: kiosk.PaperHiding, Record: id, State: kiosk.StateShown, By: d.in.Name, On: d.today, Until: d.today.Add(6), Why: reason})
	return nil
}

func (d *staffDesk) ShowAgain(id catalog.ID) error {
	delete(d.hidden, id)
	d.papers = slices.DeleteFunc(d.papers, func(p kiosk.Paper) bool { return p.Sort == kiosk.PaperHiding && p.Record == id })
	return nil
}

// Statistics have every sort of number: large, none, and too few to be told.
func (d *staffDesk) Statistics() (kiosk.Statistics, error) {
	s := kiosk.Statistics{From: d.today.Add(-89), To: d.today, Sessions: 1234, NotFound: kiosk.Few,
		Opened:    []kiosk.Count{{What: kiosk.Opened, Of: "guide/pension-enrolment", N: 321}, {What: kiosk.Opened, Of: "fee/gone", N: 5}},
		Languages: []kiosk.Count{{What: kiosk.Language, Of: "zh", N: 1200}, {What: kiosk.Language, Of: "ru", N: 34}},
		Modes:     []kiosk.Count{{What: kiosk.Mode, Of: "elder", N: 88}, {What: kiosk.Mode, Of: "low", N: 7}},
		Missed:    []kiosk.Miss{{Day: d.today, Words: "太阳能", Sessions: 6}}}
	for i := range 90 {
		s.Days = append(s.Days, kiosk.DayCount{Day: d.today.Add(i - 89), Sessions: kiosk.Shown(int64(i % 30))})
	}
	for i, code := range kiosk.LevelCodes() {
		s.Ratings = append(s.Ratings, kiosk.Count{What: kiosk.Rated, Of: code, N: int64(50 - 10*i)})
	}
	return s, nil
}
