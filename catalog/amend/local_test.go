package amend

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
)

const localID = "notice/h-01jcxk3v9n5q8r7t6w4y2z0abc"

func notice(t testing.TB, text string) *catalog.Record {
	t.Helper()
	return record(t, fmt.Sprintf(`{"id":%q,"title":{"zh":"停水"},"office":"office/water","body":{"body":[{"text":{"zh":%q}}],"issued":"2026-11-18"}}`, localID, text))
}

func act(n int, p Person) Act { return Act{ID: id(n), By: p, On: today} }

func why(n int, p Person, reason string) Act { a := act(n, p); a.Why = reason; return a }

// published is a notice that li wrote and wang cleared.
func published(t testing.TB) Local {
	t.Helper()
	l, err := Begin(notice(t, "明天停水"), act(1, li))
	must(t, err)
	l, err = l.Submit(act(2, li))
	must(t, err)
	l, err = l.Clear(act(3, wang))
	must(t, err)
	l, err = l.Publish(act(4, wang))
	must(t, err)
	return l
}

func TestNoticeIsShownOnlyAfterASecondPerson(t *testing.T) {
	l, err := Begin(notice(t, "明天停水"), act(1, li))
	must(t, err)
	_, err = l.Publish(act(2, wang))
	refused(t, err, "state")
	_, err = l.Clear(act(2, wang))
	refused(t, err, "state")
	l, err = l.Submit(act(2, li))
	must(t, err)
	for _, p := range []Person{li, {li.Badge, "别名"}, {"RS-999", li.Name}} {
		_, err = l.Clear(act(3, p))
		refused(t, err, "own-text")
	}
	l, err = l.Clear(act(3, wang))
	must(t, err)
	if l.Shown != nil {
		t.Error("it is shown before it is published")
	}
	l, err = l.Publish(act(4, wang))
	must(t, err)
	if l.Shown == nil || l.Shown.Clear.By[catalog.ZH] != "王晓东" || l.Shown.Clear.On != today {
		t.Errorf("shown = %+v", l.Shown)
	}
}

func TestWhoChangedAWordCannotClear(t *testing.T) {
	l, err := Begin(notice(t, "明天停水"), act(1, li))
	must(t, err)
	l, err = l.Write(notice(t, "后天停水"), act(2, wang))
	must(t, err)
	l, err = l.Submit(act(3, li))
	must(t, err)
	_, err = l.Clear(act(4, wang))
	refused(t, err, "own-text")
}

func TestNewTextIsClearedAnewWhileTheOldIsShown(t *testing.T) {
	l := published(t)
	l, err := l.Write(notice(t, "后天停水"), act(5, li))
	must(t, err)
	if l.State != Written || !l.Record.Clear.On.IsZero() || !bytes.Contains(line(t, l.Shown), []byte("明天")) {
		t.Errorf("local = %+v", l)
	}
	l, err = l.Submit(act(6, li))
	must(t, err)
	_, err = l.Return(act(7, wang))
	refused(t, err, "no-reason")
	l, err = l.Return(why(7, wang, "请写明小区"))
	must(t, err)
	if l.Returned() != "请写明小区" || l.State != Written {
		t.Errorf("returned: %+v", l)
	}
	l, err = l.Withdraw(why(8, li, "不停水了"))
	must(t, err)
	if l.Shown != nil || l.State != Withdrawn {
		t.Errorf("withdrawn: %+v", l)
	}
	_, err = l.Withdraw(why(9, li, "不停水了"))
	refused(t, err, "state")
}

func TestHallMakesNoticesAndGuidesOnly(t *testing.T) {
	for name, c := range map[string]struct{ line, code string }{
		"fee":           {`{"id":"fee/h-01jcxk3v9n5q8r7t6w4y2z0abc","title":{"zh":"x"}}`, "kind"},
		"edition's id":  {`{"id":"notice/water","title":{"zh":"x"}}`, "broken"},
		"plain":         {`{"id":"` + localID + `","title":{"zh":"x"},"plain":[{"text":{"zh":"x"}}]}`, "broken"},
		"unknown field": {`{"id":"` + localID + `","title":{"zh":"x"},"body":{"x":1}}`, "broken"},
		"bidi":          {`{"id":"` + localID + `","title":{"zh":"x\u202ey"}}`, "hidden-letters"},
		"long":          {`{"id":"` + localID + `","title":{"zh":"` + strings.Repeat("x", MaxRecord) + `"}}`, "too-long"},
	} {
		_, err := Begin(record(t, c.line), act(1, li))
		t.Log(name)
		refused(t, err, c.code)
	}
	l, err := Begin(record(t, `{"id":"`+localID+`","title":{"zh":"没写完 "}}`), act(1, li))
	must(t, err)
	_, err = l.Submit(act(2, li))
	refused(t, err, "office-missing")
}

func TestForgedStepsAreRefused(t *testing.T) {
	forge := func(change func(*Local)) error {
		l := published(t)
		l.Steps = append([]Step{}, l.Steps...)
		change(&l)
		_, err := Proposal{Local: &l}.Body()
		return err
	}
	for name, err := range map[string]error{
		"own clearance":   forge(func(l *Local) { l.Steps[2].By = li }),
		"no clearance":    forge(func(l *Local) { l.Steps = append(l.Steps[:2], l.Steps[3]) }),
		"no steps":        forge(func(l *Local) { l.Steps = nil }),
		"other text":      forge(func(l *Local) { r := *l.Record; r.Clear = catalog.Clearance{}; l.Record = &r }),
		"only submitted":  forge(func(l *Local) { l.Steps = l.Steps[:2]; l.State = Submitted }),
		"unknown state":   forge(func(l *Local) { l.State = "x" }),
		"turn past all":   forge(func(l *Local) { l.Turn = MaxTurn + 1 }),
		"id with a path":  forge(func(l *Local) { l.ID = "../../etc/passwd" }),
		"name that turns": forge(func(l *Local) { l.By.Name = "\u202e" }),
	} {
		var r *Refusal
		if !errors.As(err, &r) {
			t.Errorf("%s: err = %v", name, err)
		}
	}
}

func TestProposalsCrossTheHubWhole(t *testing.T) {
	a := correct(t, heat(t, "旧时间"), "hours", `{"body.hours":{"zh":"周一 <9:00>"}}`)
	h, err := Hide("channel/box", Hiding{}, id(1), "意见箱已经拆除", li, now)
	must(t, err)
	l := published(t)
	for _, p := range []Proposal{{Amendment: &a}, {Hiding: &h}, {Local: &l}} {
		body, err := p.Body()
		must(t, err)
		got, err := ReadProposal(body)
		must(t, err)
		again, err := got.Body()
		must(t, err)
		if !bytes.Equal(body, again) || got.ID() != p.ID() || len(body) > MaxProposal {
			t.Errorf("%s\n%s", body, again)
		}
		if canonical, _ := catalog.Canonical(body); !bytes.Equal(canonical, body) {
			t.Errorf("not canonical: %s", body)
		}
	}
	got, err := ReadProposal([]byte(`{"v":1}`))
	refused(t, err, "broken")
	if _, err = ReadProposal([]byte(`{"v":2,"amendment":{}}`)); !errors.Is(err, ErrOtherVersion) || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("%v, %v", got, err)
	}
	_, err = ReadProposal(bytes.Repeat([]byte(" "), MaxProposal+1))
	refused(t, err, "too-long")
	fee, _ := json.Marshal(map[string]any{"v": 1, "amendment": Amendment{Revision: a.Revision, Record: "fee/x", Field: "body.standard", Value: `{"body.standard":1}`, Base: "{}", Until: today}})
	_, err = ReadProposal(fee)
	refused(t, err, "not-amendable")
}

func TestLongestLocalRecordFitsTheOutbox(t *testing.T) {
	l := published(t)
	_, err := l.Write(notice(t, strings.Repeat("水", MaxRecord/3)), act(9, li))
	refused(t, err, "too-long")
	l, err = Begin(notice(t, strings.Repeat("水", (MaxRecord-300)/3)), act(1, li))
	must(t, err)
	for n := 2; err == nil && len(l.Steps) < MaxSteps-4; n += 2 {
		l, err = l.Submit(act(n, li))
		must(t, err)
		l, err = l.Return(why(n+1, wang, strings.Repeat("改", 200)))
		must(t, err)
	}
	l, err = l.Submit(act(50, li))
	must(t, err)
	l, err = l.Clear(act(51, wang))
	must(t, err)
	l, err = l.Publish(act(52, wang))
	must(t, err)
	body, err := Proposal{Local: &l}.Body()
	must(t, err)
	t.Logf("%d bytes of %d", len(body), MaxProposal)
}

func TestLocalIDIsAnID(t *testing.T) {
	at := time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC)
	a, b := NewLocalID(catalog.KindNotice, at, [10]byte{}), NewLocalID(catalog.KindNotice, at.Add(time.Millisecond), [10]byte{255})
	for _, id := range []catalog.ID{a, b, NewLocalID(catalog.KindGuide, at, [10]byte{1, 2, 3})} {
		if err := id.Check(); err != nil || !IsLocal(id) {
			t.Errorf("%s: %v", id, err)
		}
	}
	if a >= b || IsLocal("notice/h-water") || IsLocal("notice/water") {
		t.Errorf("%s, %s", a, b)
	}
	if want := catalog.ID("notice/h-01m7py4sm00000000000000000"); a != want { // 1794992400000 ms and ten zero bytes
		t.Errorf("id = %s, want %s", a, want)
	}
}

func FuzzProposalIsReadSafely(f *testing.F) {
	a := correct(f, heat(f, "旧时间"), "hours", `{"body.hours":{"zh":"周一"}}`)
	l := published(f)
	for _, p := range []Proposal{{Amendment: &a}, {Local: &l}} {
		b, err := p.Body()
		must(f, err)
		f.Add([]byte(b))
	}
	f.Add([]byte(`{"v":1,"local":{"record":null}}`))
	f.Add([]byte(`{"v":1,"local":{"state":"withdrawn"}}`))
	base := heat(f, "旧时间")
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ReadProposal(b)
		if err != nil {
			return
		}
		if _, err := p.Body(); err != nil && len(b) < MaxProposal/2 {
			t.Errorf("it was read and cannot be written: %v", err)
		}
		if p.Amendment != nil {
			Lay(base, []Amendment{*p.Amendment}, now)
		}
	})
}
