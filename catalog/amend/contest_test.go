package amend

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

func contested(t testing.TB, c Contest, want bool) Amendment {
	t.Helper()
	a, got := c.Effective()
	if got != want {
		t.Errorf("contested = %v of %+v, want %v", got, c, want)
	}
	return a
}

func TestTwoKiosksThatWroteTheSameFieldMakeAConflict(t *testing.T) {
	base := heat(t, "旧")
	mine, err := Contest{}.Correct(base, draft("hours", `{"body.hours":"周一 9:00"}`))
	must(t, err)
	d := draft("hours", `{"body.hours":"周二 9:00"}`)
	d.ID, d.By = id(2), wang
	theirs, err := Contest{}.Correct(base, d)
	must(t, err)
	here, there := mine.Receive(theirs.Amendment), theirs.Receive(mine.Amendment)
	if !reflect.DeepEqual(here, there) || len(here.Rivals) != 1 {
		t.Errorf("the kiosks differ:\n%+v\n%+v", here, there)
	}
	contested(t, here, true)
	d.ID, d.Value = id(3), `{"body.hours":"周三 9:00"}`
	decided, err := here.Correct(base, d)
	must(t, err)
	if got := there.Receive(decided.Amendment); !reflect.DeepEqual(got, decided) {
		t.Errorf("the decision did not arrive: %+v", got)
	}
	contested(t, decided, false)
	if late := decided.Receive(theirs.Amendment); !reflect.DeepEqual(late, decided) {
		t.Errorf("what was decided came back: %+v", late)
	}
	back, err := here.TakeBack(id(4), li, today)
	must(t, err)
	if got := there.Receive(back.Amendment); !reflect.DeepEqual(got, back) || contested(t, got, false).End != TakenBack {
		t.Errorf("decided for the edition: %+v", got)
	}
}

func TestSameWordsOfTwoKiosksAreNoConflict(t *testing.T) {
	a := correct(t, heat(t, "旧"), "hours", `{"body.hours":"周一 9:00"}`)
	b := a
	b.ID, b.By = id(2), wang
	contested(t, Contest{Amendment: a}.Receive(b), false)
}

func TestRivalOfWhatIsOverCounts(t *testing.T) {
	base := heat(t, "旧")
	a, b := correct(t, base, "hours", `{"body.hours":"周一 9:00"}`), correct(t, base, "hours", `{"body.hours":"周二 9:00"}`)
	b.ID, b.Until = id(2), today.Add(2)
	c := Contest{Amendment: a}.Receive(b)
	later := now
	later.Today = today.Add(5)
	c, changed := c.Settle(base, later)
	if got := contested(t, c, false); !changed || got.ID != a.ID {
		t.Errorf("effective %+v, want the one that lasts", got)
	}
	if got := c.Proposals(); len(got) != 1 || got[0].ID() != a.ID {
		t.Errorf("told %+v", got)
	}
}

// TestKiosksEndUpAlike: amendments that were made by any kiosks in any order,
// each knowing what it had heard, leave the same on all of them, and no head
// is lost before somebody replaced it.
func TestKiosksEndUpAlike(t *testing.T) {
	base := heat(t, "旧")
	rapid.Check(t, func(t *rapid.T) {
		kiosks, made := make([]Contest, 3), []Amendment{}
		for n := range rapid.IntRange(1, 9).Draw(t, "steps") {
			k := rapid.IntRange(0, 2).Draw(t, "kiosk")
			for _, a := range made {
				if rapid.Bool().Draw(t, "hears") {
					kiosks[k] = kiosks[k].Receive(a)
				}
			}
			d := draft("hours", fmt.Sprintf(`{"body.hours":"周一 %d:00"}`, n))
			d.ID = id(rapid.IntRange(0, 999).Draw(t, "id")*10 + n)
			c, err := kiosks[k].Correct(base, d)
			if err != nil {
				t.Fatal(err)
			}
			kiosks[k], made = c, append(made, c.Amendment)
		}
		var heads []string
		for _, a := range made {
			if !slices.ContainsFunc(made, func(b Amendment) bool { return b.Replaces(a.Revision) }) {
				heads = append(heads, a.ID)
			}
		}
		for k := range kiosks {
			for _, a := range rapid.Permutation(slices.Clone(made)).Draw(t, "order") {
				kiosks[k] = kiosks[k].Receive(a)
			}
			if !reflect.DeepEqual(kiosks[k], kiosks[0]) {
				t.Fatalf("kiosk %d differs:\n%+v\n%+v", k, kiosks[k], kiosks[0])
			}
		}
		for _, h := range heads[:min(len(heads), 1+MaxRivals)] {
			if len(heads) <= 1+MaxRivals && !slices.ContainsFunc(kiosks[0].heads(), func(a Amendment) bool { return a.ID == h }) {
				t.Fatalf("%s is lost", h)
			}
		}
	})
}

func TestContestSurvivesThePaper(t *testing.T) {
	a := correct(t, heat(t, "旧"), "hours", `{"body.hours":"周一 9:00"}`)
	b := a
	b.ID = id(2)
	want := Contest{Amendment: a}.Receive(b)
	line, err := json.Marshal(want)
	must(t, err)
	var got Contest
	must(t, json.Unmarshal(line, &got))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, want %+v", got, want)
	}
}

func TestLongLivedFieldForgetsOnlyWhatIsOldest(t *testing.T) {
	base, c := heat(t, "旧"), Contest{}
	var all []Amendment
	for n := range 40 {
		d := draft("hours", fmt.Sprintf(`{"body.hours":"周一 9:%02d"}`, n))
		d.ID = id(n)
		var err error
		c, err = c.Correct(base, d)
		must(t, err)
		all = append(all, c.Amendment)
	}
	for _, a := range all {
		if got := c.Receive(a); !reflect.DeepEqual(got, c) {
			t.Errorf("turn %d came back", a.Turn)
		}
	}
	forged := c.Amendment
	forged.Over = "short"
	refused(t, forged.Check(), "broken")
}

// reissued is the next text of a notice, which li wrote and wang cleared.
func reissued(t testing.TB, local Local, words string, n int) Local {
	t.Helper()
	r := record(t, fmt.Sprintf(`{"id":"notice/h-01jd0000000000000000000000","title":{"zh":%q},"office":"office/heat","body":{"body":[{"text":{"zh":"停水"}}],"issued":"2026-11-18"}}`, words))
	l, err := local.Write(r, Act{ID: id(n), By: li, On: today})
	must(t, err)
	l, err = l.Submit(Act{ID: id(n + 1), By: li, On: today})
	must(t, err)
	l, err = l.Clear(Act{ID: id(n + 2), By: wang, On: today})
	must(t, err)
	l, err = l.Publish(Act{ID: id(n + 3), By: wang, On: today})
	must(t, err)
	return l
}

func TestTextThatIsBeingWrittenOutlivesWhatComes(t *testing.T) {
	first := LocalContest{}.Receive(reissued(t, Local{}, "第一稿", 10))
	writing := first
	var err error
	writing.Local, err = first.Write(record(t, `{"id":"notice/h-01jd0000000000000000000000","title":{"zh":"改到一半"},"body":{}}`), Act{ID: id(20), By: li, On: today})
	must(t, err)
	came := reissued(t, first.Local, "别处改的", 30)
	c := writing.Receive(came)
	if c.Record.Title[catalog.ZH] != "改到一半" || c.Shown.Title[catalog.ZH] != "别处改的" || len(c.Rivals) != 1 {
		t.Errorf("contest %+v", c)
	}
	if again := c.Receive(came); len(again.Rivals) != 1 {
		t.Errorf("it came twice: %+v", again.Rivals)
	}
	next := reissued(t, c.Known(), "合在一起", 40)
	if got := (LocalContest{Local: came}).Receive(next); got.Record.Title[catalog.ZH] != "合在一起" || len(got.Rivals) != 0 {
		t.Errorf("the other kiosk has %+v", got)
	}
	a, b := reissued(t, first.Local, "甲", 50), reissued(t, first.Local, "乙", 60)
	x, y := LocalContest{Local: a}.Receive(b), LocalContest{Local: b}.Receive(a)
	if x.Record.Title[catalog.ZH] != "乙" || y.Record.Title[catalog.ZH] != "乙" || len(x.Rivals) != 1 || len(y.Rivals) != 1 {
		t.Errorf("two that were published: %+v and %+v", x, y)
	}
	for _, p := range append(x.Proposals(), y.Proposals()...) {
		if _, err := p.Body(); err != nil {
			t.Error(err)
		}
	}
	if got := writing.Proposals(); len(got) != 0 {
		t.Errorf("a draft travels: %+v", got)
	}
}
