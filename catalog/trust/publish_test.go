package trust

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"mingbai/catalog"
)

// hinted fails unless err tells what to do.
func hinted(t *testing.T, err error) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("err = %v, want one with a hint", err)
	}
}

func TestRootIsSignedByOneAfterTheOther(t *testing.T) {
	a := newAuthority(t)
	root := ok(NewRoot(a.roster(), a.issue()))(t)
	for _, k := range []*Key{a.editor, a.on} {
		_, err := SignRoot(root, nil, k)
		hinted(t, err)
	}
	root = ok(SignRoot(root, nil, a.archive))(t)
	again := ok(SignRoot(root, nil, a.archive))(t) // once more changes nothing
	if by, need, err := Signers(again, Root, again); err != nil || need != 2 || len(by) != 1 || by[0] != a.archive.Public() {
		t.Errorf("signed by %v, need %d, %v", by, need, err)
	}
	if err := CheckRoot(again, nil); !errors.Is(err, ErrIncomplete) || strings.Contains(err.Error(), "archive") {
		t.Errorf("err = %v, want ErrIncomplete with the other two", err)
	}
	root = ok(SignRoot(again, nil, a.auditor))(t)
	if err := CheckRoot(root, nil); err != nil {
		t.Error(err)
	}
	if r := ok(ReadRoster(root))(t); !reflect.DeepEqual(r, a.roster()) {
		t.Errorf("roster = %+v", r)
	}
}

func TestNextRootNeedsBothQuorums(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	old := a.state[Root]
	leaving := a.bureau
	r := a.roster()
	a.bureau, a.archive = mustKey(t, "bureau-b"), mustKey(t, "archive-b")
	r.Root.Keys[0], r.Root.Keys[1] = a.bureau.Public(), a.archive.Public()
	root := ok(NextRoot(old, r, a.issue()))(t)
	for _, k := range []*Key{a.bureau, a.archive} {
		root = ok(SignRoot(root, old, k))(t)
	}
	if _, err := Adopt(a.state, root); !errors.Is(err, ErrIncomplete) {
		t.Errorf("adopted by the new quorum alone: err = %v", err)
	}
	source := a.elsewhere()
	source["2.root.json"] = root
	refused(t, source, kiosk, a.at, ErrUntrusted)
	root = ok(SignRoot(root, old, a.auditor))(t)
	root = ok(SignRoot(root, old, leaving))(t)
	a.state = ok(Adopt(a.state, root))(t)
	a.upload(a.state)
	accepted(t, a.tree, kiosk, a.at, `{"v":1}`) // nothing else has to be signed again
	a.publish()
	accepted(t, a.tree, kiosk, a.at, `{"v":2}`)
}

func TestRootsComeOneByOne(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	first := a.state[Root]
	for range 3 {
		a.rotate()
	}
	if _, err := Adopt(State{Root: first}, a.state[Root]); !errors.Is(err, ErrUntrusted) {
		t.Errorf("a root was left out: err = %v, want ErrUntrusted", err)
	}
	if _, err := Adopt(a.state, first); !errors.Is(err, ErrUntrusted) {
		t.Errorf("back to the first root: err = %v, want ErrUntrusted", err)
	}
	a.publish()
	if v := accepted(t, a.tree, kiosk, a.at, `{"v":2}`); v.Versions[Root] != 4 {
		t.Errorf("root %d, want 4", v.Versions[Root])
	}
}

func TestEditorWhoLeftCannotSign(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	gone := a.editor
	a.editor = mustKey(t, "editor-3")
	a.rotate()
	next := ok(Propose(a.state, nil, a.issue()))(t)
	_, err := Sign(next, gone)
	hinted(t, err)
	forged := next.with(Targets, ok(sign[metadata.TargetsType](Targets, next[Targets], gone))(t))
	forged = restamp(t, repin(t, forged, 2, a.reviewer), 2, a.on)
	a.tree["2.root.json"] = a.state[Root]
	source := a.elsewhere()
	for _, f := range ok(forged.Files())(t) {
		source[f.Name] = f.Body
	}
	refused(t, source, kiosk, a.at, ErrUntrusted)
	a.publish()
	accepted(t, a.tree, kiosk, a.at, `{"v":2}`)
}

func TestNewReviewersNeedANewProposal(t *testing.T) {
	a := newAuthority(t)
	a.reviewer = mustKey(t, "reviewer-3")
	a.rotate()
	_, err := Clear(a.state, a.state, a.reviewer, a.issue())
	hinted(t, err)
	if !errors.Is(err, ErrUntrusted) { // the old reviewer could still take records down
		t.Errorf("err = %v, want ErrUntrusted", err)
	}
	a.publish()
	v := accepted(t, a.tree, State{Root: a.tree["1.root.json"]}, a.at, `{"v":2}`)
	if v.Versions[Withdraw] != 2 {
		t.Errorf("the list has version %d, want 2: its signer has left", v.Versions[Withdraw])
	}
}

func TestOneReviewerTakesARecordDown(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	want := []Withdrawal{{ID: "guide/leak", On: catalog.Date{Year: 2026, Month: 11, Day: 18}},
		{ID: "fee/old", Reason: catalog.Text{catalog.ZH: "正在核对<收费>标准"}}}
	list := ok(WriteWithdrawn(want))(t)
	_, _, err := TakeDown(a.state, list, a.editor, a.issue())
	hinted(t, err)
	next, target, err := TakeDown(a.state, list, a.reviewer2, a.issue())
	if err != nil {
		t.Fatal(err)
	}
	a.seal(next)
	v := accepted(t, a.tree, kiosk, a.at, `{"v":1}`)
	if v.Withdrawn.Path != target.Path || v.Withdrawn.SHA256 != target.SHA256 || v.Withdrawn.Check(list) != nil {
		t.Errorf("withdrawn = %+v, want %+v", v.Withdrawn, target)
	}
	if got := ok(ReadWithdrawn(list))(t); len(got) != 2 || !reflect.DeepEqual(got[1], want[0]) || got[0].ID != "fee/old" {
		t.Errorf("list = %+v", got)
	}
	if !strings.HasPrefix(target.File(), "targets/withdraw/") || !strings.HasSuffix(target.File(), ".list.json") {
		t.Errorf("the list is called %s", target.File())
	}
	a.publish() // the next edition leaves the list as it is
	if v = accepted(t, a.tree, v.State, a.at, `{"v":2}`); v.Withdrawn.SHA256 != target.SHA256 {
		t.Error("the next edition has lost the list")
	}
	next, _, err = TakeDown(a.state, ok(WriteWithdrawn(nil))(t), a.reviewer, a.issue())
	if err != nil {
		t.Fatal(err)
	}
	a.seal(next)
	if v = accepted(t, a.tree, v.State, a.at, `{"v":2}`); v.Versions[Withdraw] != 3 {
		t.Errorf("the list has version %d, want 3", v.Versions[Withdraw])
	}
}

func TestOldListOfWithdrawnRecordsIsRefused(t *testing.T) {
	a := newAuthority(t)
	old := a.state
	next, _, err := TakeDown(a.state, ok(WriteWithdrawn([]Withdrawal{{ID: "fee/a"}}))(t), a.reviewer, a.issue())
	if err != nil {
		t.Fatal(err)
	}
	a.seal(next)
	kiosk := a.kiosk()
	forged := restamp(t, repin(t, a.state.with(Withdraw, old[Withdraw]), 3, a.reviewer), 3, a.on)
	refused(t, forged, kiosk, a.at, ErrOlder)
}

// TestTakingDownDoesNotWaitForAProposal has a record taken down while a
// proposal is on its way.
func TestTakingDownDoesNotWaitForAProposal(t *testing.T) {
	a := newAuthority(t)
	signed, _ := a.proposal()
	cleared := ok(Clear(a.state, signed, a.reviewer, a.issue()))(t)
	list := ok(WriteWithdrawn([]Withdrawal{{ID: "fee/a"}}))(t)
	next, _, err := TakeDown(a.state, list, a.reviewer, a.issue())
	if err != nil {
		t.Fatal(err)
	}
	a.seal(next)
	kiosk := a.kiosk()
	_, err = Seal(a.state, cleared, a.on, a.issue())
	if hinted(t, err); !errors.Is(err, ErrOlder) {
		t.Errorf("sealed what was cleared before: err = %v, want ErrOlder", err)
	}
	for _, proposal := range []State{signed, cleared} { // it is cleared again, and the editor need not sign again
		next := ok(Clear(a.state, proposal, a.reviewer, a.issue()))(t)
		next = ok(Seal(a.state, next, a.on, a.issue()))(t)
		v := accepted(t, next, kiosk, a.at, `{"v":2}`)
		if v.Withdrawn.Check(list) != nil {
			t.Error("fee/a is shown again")
		}
	}
}

func TestTwoReviewersClearTheSame(t *testing.T) {
	a := newAuthority(t)
	r := a.roster()
	r.Reviewers.Threshold = 2
	root := ok(NewRoot(r, a.issue()))(t)
	root = ok(SignRoot(root, nil, a.bureau))(t)
	a.state, a.tree, a.edition = State{Root: ok(SignRoot(root, nil, a.archive))(t)}, tree{}, 0
	next, _ := a.proposal()
	next = ok(Clear(a.state, next, a.reviewer, a.issue()))(t)
	_, err := Seal(a.state, next, a.on, a.issue())
	if hinted(t, err); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), "reviewer-2") {
		t.Errorf("err = %v, want ErrIncomplete with a name", err)
	}
	a.seal(ok(Clear(a.state, next, a.reviewer2, a.issue()))(t))
	accepted(t, a.tree, State{Root: a.state[Root]}, a.at, `{"v":1}`)
}

func TestAnotherDocumentUnderAPublishedVersionIsRefused(t *testing.T) {
	a := newAuthority(t)
	before := a.state
	one, _ := a.proposal()
	two, _ := a.proposal()
	a.seal(ok(Clear(before, one, a.reviewer, a.issue()))(t))
	_, err := Clear(a.state, two, a.reviewer, a.issue())
	if hinted(t, err); !errors.Is(err, ErrOlder) {
		t.Errorf("cleared: err = %v, want ErrOlder", err)
	}
	_, err = Seal(a.state, ok(Clear(before, two, a.reviewer, a.issue()))(t), a.on, a.issue())
	if hinted(t, err); !errors.Is(err, ErrOlder) {
		t.Errorf("sealed: err = %v, want ErrOlder", err)
	}
}

func TestProposalUnderAnotherRootIsRefused(t *testing.T) {
	a := newAuthority(t)
	next, _ := a.proposal()
	a.rotate()
	_, err := Clear(a.state, next, a.reviewer, a.issue())
	hinted(t, err)
}

func TestReviewIsDueEachQuarter(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	for range 3 {
		a.later(89 * day)
		next := a.state
		if a.at.After(noon.Add(170 * day)) {
			next = ok(Propose(a.state, ok(Verify(a.state, noon))(t).Targets, a.issue()))(t) // the editors sign again too
			next = ok(Sign(next, a.editor))(t)
		}
		a.seal(ok(Clear(a.state, next, a.reviewer, a.issue()))(t))
	}
	accepted(t, a.tree, kiosk, a.at, `{"v":1}`)
}

func TestLifetimesAreThoseAskedFor(t *testing.T) {
	life := Lifetimes{Root: 400 * day, Targets: 30 * day, Snapshot: 20 * day, Withdraw: 25 * day, Timestamp: time.Hour}
	for _, l := range []Lifetimes{life, {}} {
		a := newAuthority(t)
		i := Issue{At: a.at, Lifetimes: l}
		root := ok(NewRoot(a.roster(), i))(t)
		root = ok(SignRoot(root, nil, a.bureau))(t)
		s := State{Root: ok(SignRoot(root, nil, a.archive))(t)}
		next := ok(Sign(ok(Propose(s, nil, i))(t), a.editor))(t)
		next = ok(Seal(s, ok(Clear(s, next, a.reviewer, i))(t), a.on, i))(t)
		want := l
		if l == (Lifetimes{}) {
			want = DefaultLifetimes()
		}
		got := ok(Verify(next, a.at))(t).Expires
		if !reflect.DeepEqual(got, map[Role]time.Time{Root: a.at.Add(want.Root), Targets: a.at.Add(want.Targets),
			Snapshot: a.at.Add(want.Snapshot), Withdraw: a.at.Add(want.Withdraw), Timestamp: a.at.Add(want.Timestamp)}) {
			t.Errorf("expires %v, want %+v after %v", got, want, a.at)
		}
	}
}

func TestClockThatWasSetBackSignsNothing(t *testing.T) {
	a := newAuthority(t)
	a.later(-time.Second)
	_, err := Seal(a.state, a.state, a.on, a.issue())
	hinted(t, err)
	a.later(time.Second)
	a.seal(a.state)
}

func TestTimestampComesLast(t *testing.T) {
	a := newAuthority(t)
	a.publish()
	var names []string
	for _, f := range ok(a.state.Files())(t) {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "1.root.json 1.withdraw.json 2.targets.json 2.snapshot.json timestamp.json" {
		t.Errorf("files = %s", got)
	}
}

func TestRosterThatCannotWorkIsRefused(t *testing.T) {
	a := newAuthority(t)
	for name, change := range map[string]func(*Roster){
		"no editor":              func(r *Roster) { r.Editors = Quorum{} },
		"no signature needed":    func(r *Roster) { r.Reviewers.Threshold = 0 },
		"three of two":           func(r *Roster) { r.Editors.Threshold = 3 },
		"an editor reviews":      func(r *Roster) { r.Reviewers.Keys[0] = r.Editors.Keys[0] },
		"one editor twice":       func(r *Roster) { r.Editors.Keys[0] = r.Editors.Keys[1] },
		"online key in the root": func(r *Roster) { r.Root.Keys[0] = r.Online.Keys[0] },
		"same key, another name": func(r *Roster) { r.Reviewers.Keys[0].Key = r.Editors.Keys[0].Key },
		"two online signatures": func(r *Roster) {
			r.Online = r.Editors
			r.Editors = a.roster().Root
			r.Root = a.roster().Online
			r.Online.Threshold = 2
		},
		"a name that is no name":   func(r *Roster) { r.Editors.Keys[0].Name = "Editor 1" },
		"a name that is not there": func(r *Roster) { r.Online.Keys[0].Name = "" },
	} {
		r := a.roster()
		change(&r)
		if _, err := NewRoot(r, a.issue()); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%s: err = %v, want one with a hint", name, err)
		}
	}
}

func TestTargetsThatLeaveTheTreeAreRefused(t *testing.T) {
	a := newAuthority(t)
	for _, path := range []string{"", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", `a\b`, "c:x", "withdraw/list.json",
		"withdraw/x", strings.Repeat("x", 201)} {
		if _, err := Propose(a.state, []Target{NewTarget(path, nil, nil)}, a.issue()); err == nil {
			t.Errorf("%q was proposed", path)
		}
	}
	twice := NewTarget("base-1.zst", nil, nil)
	if _, err := Propose(a.state, []Target{twice, twice}, a.issue()); err == nil {
		t.Error("the same target was proposed twice")
	}
}

func TestListThatMakesNoSenseIsRefused(t *testing.T) {
	for _, body := range []string{"", "null", "[]", `{"withdrawn":[{"id":"fee/../a"}]}`, `{"withdrawn":[{"id":"fee/b"},{"id":"fee/a"}]}`,
		`{"withdrawn":[{"id":"fee/a"},{"id":"fee/a"}]}`, `{"withdrawn":5}`, strings.Repeat(" ", MaxWithdrawList+1)} {
		if list, err := ReadWithdrawn([]byte(body)); err == nil && body != "null" {
			t.Errorf("%.80q was read as %v", body, list)
		}
	}
	if _, err := WriteWithdrawn([]Withdrawal{{ID: "fee/a"}, {ID: "fee/a"}}); err == nil {
		t.Error("a record was taken down twice")
	}
}
