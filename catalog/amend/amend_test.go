package amend

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

var (
	li    = Person{Badge: "RS-017", Name: "李敏"}
	wang  = Person{Badge: "RS-020", Name: "王晓东"}
	today = catalog.Date{Year: 2026, Month: 11, Day: 18}
	now   = Now{Today: today, Sure: true, Edition: 5}
)

func id(n int) string { return fmt.Sprintf("revision-%010d", n) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func record(t testing.TB, line string) *catalog.Record {
	t.Helper()
	r, err := catalog.ReadRecord([]byte(line))
	must(t, err)
	return r
}

// heat is the heating company with hours of words.
func heat(t testing.TB, words string) *catalog.Record {
	t.Helper()
	return record(t, fmt.Sprintf(`{"id":"office/heat","title":{"zh":"供热公司"},"extra":1,"body":{"more":2,"hours":{"zh":%q,"en":"base"},"telephone":"0454-555-0127"}}`, words))
}

func draft(field, value string) Draft {
	return Draft{ID: id(1), Field: field, Value: Value(value), By: li, On: today, Until: today.Add(30), Edition: 5}
}

func correct(t testing.TB, base *catalog.Record, field, value string) Amendment {
	t.Helper()
	a, err := Correct(base, Amendment{}, draft(field, value))
	must(t, err)
	return a
}

// refused checks that err is a Refusal of a code, with a hint in both
// languages.
func refused(t testing.TB, err error, code string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("err = %v, want a refusal %s", err, code)
		return
	}
	if r.Code != code || r.Say[catalog.ZH] == "" || r.Say[catalog.EN] == "" || r.Hint[catalog.ZH] == "" || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("refusal = %+v, want %s with words and hints", r, code)
	}
}

func TestHallsValueIsShownWithDateAndName(t *testing.T) {
	base := heat(t, "工作日 8:30")
	a := correct(t, base, "hours", `{"body.hours":"周一 9:00"}`)
	l := Lay(base, []Amendment{a}, now)
	if got := l.Record.Body.(*catalog.Office).Hours; got[catalog.ZH] != "周一 9:00" || len(got) != 1 {
		t.Errorf("hours = %v: words of two sides are mixed", got)
	}
	if len(l.Marks) != 1 || l.Marks[0].By != "李敏" || l.Marks[0].On != today || !slices.Equal(l.Marks[0].Paths, []string{"body.hours"}) || len(l.Listed) != 0 {
		t.Errorf("laid = %+v", l)
	}
	if got := base.Body.(*catalog.Office).Hours[catalog.ZH]; got != "工作日 8:30" {
		t.Errorf("the edition was changed: %s", got)
	}
	if got := catalog.UnknownFields(l.Record); !slices.Equal(got, []string{"body.more", "extra"}) {
		t.Errorf("fields of a newer version are lost: %v", got)
	}
}

func TestThreeWayRule(t *testing.T) {
	a := correct(t, heat(t, "旧时间"), "hours", `{"body.hours":{"zh":"本厅时间"}}`)
	late, waits, broken := a, a, a
	late.Until = today.Add(-1)
	late.On = today.Add(-9)
	waits.Edition = 6
	broken.Value = `{"body.hours":{"zh":"\u202e"}}`
	for name, c := range map[string]struct {
		a    Amendment
		r    *catalog.Record
		want Ruling
	}{
		"base unchanged":        {a, heat(t, "旧时间"), Shown},
		"edition says it too":   {a, heat(t, "本厅时间"), Taken},
		"edition says other":    {a, heat(t, "新时间"), Conflict},
		"other field changed":   {a, record(t, strings.Replace(string(line(t, heat(t, "旧时间"))), "0127", "0199", 1)), Shown},
		"field is gone":         {a, record(t, `{"id":"office/heat","title":{"zh":"供热公司"},"body":{}}`), Conflict},
		"record is gone":        {a, nil, Orphan},
		"its day is over":       {late, heat(t, "旧时间"), Late},
		"of an edition to come": {waits, heat(t, "旧时间"), Waiting},
		"value is not valid":    {broken, heat(t, "旧时间"), Refused},
		"of another record":     {a, record(t, `{"id":"office/gas","title":{"zh":"燃气"}}`), Refused},
	} {
		if got := c.a.Judge(c.r, now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	unsure := now
	unsure.Sure = false
	if got := late.Judge(heat(t, "旧时间"), unsure); got != Shown {
		t.Errorf("a clock that nobody trusts ended it: %s", got)
	}
}

func line(t testing.TB, r *catalog.Record) []byte {
	t.Helper()
	b, err := r.Line()
	must(t, err)
	return b
}

func TestConflictListsMineWasAndNow(t *testing.T) {
	a := correct(t, heat(t, "旧时间"), "hours", `{"body.hours":{"zh":"本厅时间"}}`)
	base := heat(t, "新时间")
	l := Lay(base, []Amendment{a}, now)
	if l.Record != base || len(l.Marks) != 0 || len(l.Listed) != 1 || l.Listed[0].Is.Text("body.hours")[catalog.ZH] != "新时间" || l.Listed[0].Base.Text("body.hours")[catalog.ZH] != "旧时间" {
		t.Errorf("laid = %+v", l)
	}
	kept, err := Correct(base, a, Draft{ID: id(2), Field: "hours", Value: a.Value, By: li, On: today, Until: today.Add(9), Edition: 5})
	must(t, err)
	if got := kept.Judge(base, now); got != Shown || kept.Turn != 2 {
		t.Errorf("staff decided for the hall: %s", got)
	}
	back, err := a.TakeBack(id(3), wang, today)
	must(t, err)
	if l := Lay(base, []Amendment{a, back}, now); l.Record != base || len(l.Marks) != 0 {
		t.Errorf("staff decided for the edition: %+v", l)
	}
	_, err = back.TakeBack(id(4), wang, today)
	refused(t, err, "over")
}

func TestFeesBasisLimitsAndPromisesCannotBeAmended(t *testing.T) {
	for id, names := range map[catalog.ID][]string{
		"fee/x": {"body.standard", "body.standard.amount", "amount", "fee", "place"}, "commitment/x": {"body.promise", "promise"},
		"guide/x": {"basis", "body.legal", "body.promised", "body.fees", "title", "body.channels", "limit"}, "office/x": {"title", "basis", "body.duties"},
		"power/x": {"body.discretion"}, "request/x": {"body.limit"}, "unheard/x": {"hours"},
	} {
		base := record(t, fmt.Sprintf(`{"id":%q,"title":{"zh":"示例"}}`, id))
		for _, name := range names {
			_, err := Correct(base, Amendment{}, draft(name, `{"x":1}`))
			refused(t, err, "not-amendable")
		}
		correct(t, base, Note, `{"note":"今天请到三号窗口"}`)
	}
	_, err := Correct(heat(t, "旧"), Amendment{}, draft("hours", `{"body.hours":"周一","body.telephone":"110"}`))
	refused(t, err, "not-amendable")
	for sort, code := range map[string]string{"hotline": "sort-not-amendable", "reconsideration": "sort-not-amendable", "telephone": ""} {
		base := record(t, fmt.Sprintf(`{"id":"channel/x","title":{"zh":"渠道"},"body":{"sort":{"code":%q},"value":"0454-555-0111"}}`, sort))
		_, err := Correct(base, Amendment{}, draft("telephone", `{"body.value":"0454-555-0112"}`))
		if code == "" {
			must(t, err)
		} else {
			refused(t, err, code)
		}
	}
}

func TestValuesAreChecked(t *testing.T) {
	base := heat(t, "旧时间")
	counter := record(t, `{"id":"counter/three","title":{"zh":"三号窗口"},"body":{"floor":1,"window":"3","place":{"x":0,"y":0,"w":9,"h":9},"directions":{"zh":"左转"}}}`)
	for _, c := range []struct{ field, value, code string }{
		{"hours", `{}`, "missing"}, {"hours", `{"body.hours":{"en":"Monday"}}`, "missing"}, {"hours", `[]`, "no-value"}, {"hours", `{"body.hours":5}`, "malformed"},
		{"hours", `{"body.hours":"` + strings.Repeat("周", 61) + `"}`, "length"}, {"hours", `{"body.hours":"周"}`, "length"}, {"hours", `{"body.hours":" 周一"}`, "blanks"},
		{"hours", `{"body.hours":"周一\n周二"}`, "hidden-letters"}, {"hours", `{"body.hours":"周一\u202e0:9"}`, "hidden-letters"}, {"hours", `{"body.hours":"周一\u2067"}`, "hidden-letters"},
		{"hours", `{"body.hours":"周\u200b一"}`, "hidden-letters"}, {"hours", `{"body.hours":{"zh":"周一","de":"Montag"}}`, "malformed"}, {"hours", strings.Repeat(" ", MaxValue) + "{}", "too-long"},
		{"hours", `{"body.hours":{"zh":"旧时间","en":"base"}}`, "no-change"},
		{"telephone", `{"body.telephone":""}`, "telephone"}, {"telephone", `{"body.telephone":"tel:110"}`, "telephone"}, {"telephone", `{"body.telephone":"００１"}`, "telephone"},
		{"telephone", `{"body.telephone":"0454--5550127"}`, "telephone"}, {"telephone", `{"body.telephone":"139000"}`, "telephone"}, {"telephone", `{"body.telephone":"138000000001"}`, "telephone"},
	} {
		_, err := Correct(base, Amendment{}, draft(c.field, c.value))
		refused(t, err, c.code)
	}
	for _, c := range []struct{ value, code string }{
		{`{"body.floor":0,"body.place":{"x":0,"y":0,"w":9,"h":9}}`, "floor"}, {`{"body.floor":1.5,"body.place":{"x":0,"y":0,"w":9,"h":9}}`, "floor"},
		{`{"body.floor":2}`, "missing"}, {`{"body.floor":2,"body.place":{"x":980,"y":0,"w":9,"h":9}}`, "off-map"},
		{`{"body.floor":2,"body.place":{"x":9223372036854775807,"y":0,"w":9,"h":9}}`, "off-map"}, {`{"body.floor":2,"body.place":{"x":0,"y":0,"w":9,"h":9},"body.route":[{"x":-1,"y":0}]}`, "off-map"},
	} {
		_, err := Correct(counter, Amendment{}, draft("place", c.value))
		refused(t, err, c.code)
	}
	for _, s := range []string{"0454-555-0127", "0454-5550127", "04545550127", "010-12345678", "+86 454 555", "400-123-4567", "13800000000", "12345", "110", "95598", "5550127", "0454-5550127转801", "0454-5550127 转 801"} {
		if got := telephone(s); got != (s != "+86 454 555") {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// TestWindowMovesWhole: no visitor is sent to the old floor by the new number.
func TestWindowMovesWhole(t *testing.T) {
	base := record(t, `{"id":"counter/three","title":{"zh":"三号窗口"},"body":{"floor":1,"window":"3","place":{"x":0,"y":0,"w":9,"h":9},"directions":{"zh":"左转"},"step_free":{"zh":"电梯"}}}`)
	a := correct(t, base, "place", `{"body.floor":2,"body.place":{"x":10,"y":10,"w":9,"h":9},"body.window":"8"}`)
	c := Lay(base, []Amendment{a}, now).Record.Body.(*catalog.Counter)
	if c.Floor != 2 || c.Window != "8" || !c.Directions.Empty() || !c.StepFree.Empty() {
		t.Errorf("counter = %+v: the way to the old place is left", c)
	}
	moved := record(t, strings.Replace(string(line(t, base)), "左转", "右转", 1))
	if l := Lay(moved, []Amendment{a}, now); l.Record != moved || l.Listed[0].Ruling != Conflict {
		t.Errorf("laid = %+v: half a conflict", l)
	}
}

func TestWayIsFoundByItsSort(t *testing.T) {
	guide := `{"id":"guide/x","title":{"zh":"示例"},"body":{"channels":[%s{"sort":{"code":"counter"},"hours":{"zh":"旧时间"}}]}}`
	base := record(t, fmt.Sprintf(guide, ""))
	a := correct(t, base, "hours", `{"body.channels[counter].hours":"本厅时间"}`)
	l := Lay(record(t, fmt.Sprintf(guide, `{"sort":{"code":"online"},"hours":{"zh":"旧时间"}},`)), []Amendment{a}, now)
	ways := l.Record.Body.(*catalog.Guide).Channels
	if ways[0].Hours[catalog.ZH] != "旧时间" || ways[1].Hours[catalog.ZH] != "本厅时间" {
		t.Errorf("ways = %+v", ways)
	}
	two := record(t, fmt.Sprintf(guide, `{"sort":{"code":"counter"},"hours":{"zh":"旧时间"}},`))
	if l := Lay(two, []Amendment{a}, now); l.Record != two || l.Listed[0].Ruling != Conflict {
		t.Errorf("two counters: %+v", l)
	}
	_, err := Correct(two, Amendment{}, draft("hours", `{"body.channels[counter].hours":"本厅时间"}`))
	refused(t, err, "several")
	_, err = Correct(record(t, `{"id":"guide/x","title":{"zh":"示例"}}`), Amendment{}, draft("hours", `{"body.channels[counter].hours":"本厅时间"}`))
	refused(t, err, "no-place")
}

func TestSettleRetiresAndWaits(t *testing.T) {
	a := correct(t, heat(t, "旧时间"), "hours", `{"body.hours":{"zh":"本厅时间"}}`)
	a.Until = today.Add(200)
	got, changed := a.Settle(heat(t, "本厅时间"), now)
	if !changed || got.End != Adopted || got.Ended != today || got.Judge(heat(t, "别的"), now) != Over {
		t.Errorf("adopted: %+v", got)
	}
	got, changed = a.Settle(nil, now)
	if !changed || got.Gone != today {
		t.Errorf("orphan: %+v", got)
	}
	back, _ := got.Settle(heat(t, "旧时间"), now)
	if back != a {
		t.Errorf("back again: %+v", back)
	}
	at := now
	at.Today = today.Add(OrphanDays)
	if _, changed := got.Settle(nil, at); changed {
		t.Error("it lapsed on the 90th day")
	}
	at.Today, at.Sure = today.Add(OrphanDays+1), false
	if _, changed := got.Settle(nil, at); changed {
		t.Error("it lapsed by a clock that nobody trusts")
	}
	at.Sure = true
	if got, _ := got.Settle(nil, at); got.End != Lapsed {
		t.Errorf("after 91 days: %+v", got)
	}
}

func TestHidingNeedsAReasonAndEndsInSevenDays(t *testing.T) {
	_, err := Hide("channel/box", Hiding{}, id(1), "错", li, now)
	refused(t, err, "no-reason")
	h, err := Hide("channel/box", Hiding{}, id(1), "意见箱已经拆除", li, now)
	must(t, err)
	for n := -1; n < 9; n++ {
		at := now
		at.Today = today.Add(n)
		if got := h.Hides(at); got != (n >= 0 && n < HideDays) {
			t.Errorf("day %d: %v", n, got)
		}
		if at.Sure = false; h.Hides(at) {
			t.Errorf("day %d: hidden by a clock that nobody trusts", n)
		}
	}
	_, err = Hide("channel/box", h, id(2), "再藏七天吧", li, now)
	refused(t, err, "hidden")
	later := now
	later.Today = today.Add(HideDays)
	again, err := Hide("channel/box", h, id(2), "还没有修好", li, later)
	must(t, err)
	if again.Times != 2 || again.Turn != 2 {
		t.Errorf("again = %+v", again)
	}
	shown, err := h.Show(id(3), wang, today.Add(2))
	must(t, err)
	if shown.Hides(now) {
		t.Error("it is hidden after it was shown")
	}
	_, err = shown.Show(id(4), wang, today)
	refused(t, err, "shown")
}

func TestEverySeedRecordCanHaveANotice(t *testing.T) {
	files, err := filepath.Glob("../../assets/seed/*/*.json")
	must(t, err)
	if len(files) == 0 {
		t.Skip("no seed catalog in assets/seed")
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		must(t, err)
		r := record(t, string(b))
		for _, f := range Fields(r) {
			v, err := Read(r, f.Name)
			must(t, err)
			if f.Name == Note || v == "{}" {
				continue
			}
			if _, err := f.normal(v); err != nil {
				t.Errorf("%s: what the edition says could not be amended to: %v", r.ID, err)
			}
		}
	}
}
