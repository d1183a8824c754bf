package press

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/review"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// TestRejectionCannotBeTakenOut has an editor edit the zip file after a
// reviewer rejected it, and write a clearance into it.
func TestRejectionCannotBeTakenOut(t *testing.T) {
	b := newBureau(t)
	p := b.propose(few(t))
	b.check(p.Sign(b.editor, b.at))
	rejected := b.travel(p)
	b.check(rejected.Reject(b.reviewer, "含内部电话", b.at))
	b.check(b.repo.RecordOf(rejected))
	p.decide(Decision{What: ClearedIt, By: b.reviewer2.Public().Short(), At: b.at})
	b.check(p.Approve(p.Base, b.reviewer, b.issue()))
	if err := b.repo.Publish(t.Context(), b.travel(p), b.online, b.issue()); !errors.Is(err, ErrRejected) {
		t.Errorf("it says %v", err)
	}
	for _, d := range must(b.repo.Decisions())(t) {
		if d.By == b.reviewer2.Public().Short() {
			t.Errorf("an invented clearance is in the record: %+v", d)
		}
	}
}

// TestOneFeeChanges goes the whole way twice: everything is new, then one fee
// changes.
func TestOneFeeChanges(t *testing.T) {
	b := newBureau(t)
	records := few(t)
	first := b.publish(records)
	if len(first.Changes()) != len(records) || first.Edition != 1 {
		t.Errorf("edition %d adds %d of %d records", first.Edition, len(first.Changes()), len(records))
	}
	if p := must(b.inspect())(t); p.Edition != 1 || p.Records != len(records) || p.State != first.State {
		t.Errorf("published is %d with %d records", p.Edition, p.Records)
	}

	b.later(time.Hour)
	second := b.publish(edited(t, records, "fee/copy", `"amount":50`, `"amount":9000`))
	changes := second.Changes()
	if len(changes) != 1 || changes[0].ID != "fee/copy" || len(changes[0].Fields) != 1 {
		t.Fatalf("changes are %+v", changes)
	}
	if f := changes[0].Fields[0]; f.Old != "0.50 元" || f.New != "90 元" || f.Path != "body.standard.amount" {
		t.Errorf("it says %+v", f)
	}
	if text := second.List().String(); !strings.Contains(text, "收费标准·金额 (standard · amount): 0.50 元 → 90 元") {
		t.Errorf("the list says\n%s", text)
	}
	if p := must(b.inspect())(t); p.Edition != 2 || p.State != second.State {
		t.Errorf("published is %d", p.Edition)
	}
}

func TestBundleHoldsTheSameBytes(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	b.later(time.Minute)
	p := b.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	path := filepath.Join(t.TempDir(), "usb.zip")
	n := must(b.repo.Bundle(path))(t)
	stick := must(source.OpenZip(path))(t)
	defer stick.Close()
	got := must(Inspect(t.Context(), stick, b.repo.Documents()[trust.Root], b.at))(t)
	if got.State != p.State || got.Edition != 2 {
		t.Errorf("the stick has edition %d with %s", got.Edition, got.State)
	}
	files := must(got.Documents.Files())(t)
	for _, f := range files {
		if disk := must(os.ReadFile(filepath.Join(b.repo.Public(), f.Name)))(t); string(disk) != string(f.Body) {
			t.Errorf("%s differs", f.Name)
		}
	}
	if n < len(files)+1 {
		t.Errorf("%d files in the bundle", n)
	}
}

func TestRaceOfTwoProposalsHasOneWinner(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	one := b.sign(b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`)))
	two := b.sign(b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":70`)))
	b.check(b.repo.Publish(t.Context(), one, b.online, b.issue()))
	err := b.repo.Publish(t.Context(), two, b.online, b.issue())
	if !errors.Is(err, ErrMoved) || !strings.Contains(err.Error(), "hint: propose again") {
		t.Errorf("the other one: %v", err)
	}
	if p := must(b.inspect())(t); p.State != one.State {
		t.Error("the winner is not what is published")
	}
}

func TestNobodyPublishesAlone(t *testing.T) {
	b := people(t)
	b.editors, b.reviewers = 2, 2
	b.begin()
	p := b.propose(few(t))
	if err := p.Sign(b.reviewer, b.at); !errors.Is(err, ErrRole) {
		t.Errorf("a reviewer signs: %v", err)
	}
	b.check(p.Sign(b.editor, b.at))
	if err := p.Approve(p.Base, b.reviewer, b.issue()); !errors.Is(err, trust.ErrIncomplete) {
		t.Errorf("cleared with one editor of two: %v", err)
	}
	b.check(p.Sign(b.editor2, b.at))
	if err := p.Approve(p.Base, b.editor, b.issue()); !errors.Is(err, ErrRole) {
		t.Errorf("an editor clears: %v", err)
	}
	if err := b.repo.Publish(t.Context(), p, b.online, b.issue()); err == nil {
		t.Error("published without a reviewer")
	}
	b.check(p.Approve(p.Base, b.reviewer, b.issue()))
	if err := b.repo.Publish(t.Context(), b.travel(p), b.online, b.issue()); !errors.Is(err, trust.ErrIncomplete) {
		t.Errorf("published with one reviewer of two: %v", err)
	}
	if err := b.repo.Publish(t.Context(), p, b.editor, b.issue()); !errors.Is(err, ErrRole) {
		t.Errorf("sealed by an editor: %v", err)
	}
	b.check(p.Approve(p.Base, b.reviewer2, b.issue()))
	b.check(b.repo.Publish(t.Context(), b.travel(p), b.online, b.issue()))
}

func TestRejectedProposalStaysInTheRecord(t *testing.T) {
	b := newBureau(t)
	p := b.propose(few(t))
	b.check(p.Sign(b.editor, b.at))
	if err := p.Reject(b.reviewer, " ", b.at); err == nil {
		t.Error("rejected without a reason")
	}
	if err := p.Reject(b.editor, "x", b.at); !errors.Is(err, ErrRole) {
		t.Errorf("an editor rejects: %v", err)
	}
	b.check(p.Reject(b.reviewer, "含内部电话", b.at))
	p = b.travel(p)
	if err := p.Sign(b.editor2, b.at); !errors.Is(err, ErrRejected) {
		t.Errorf("signed after: %v", err)
	}
	if err := p.Approve(p.Base, b.reviewer2, b.issue()); !errors.Is(err, ErrRejected) {
		t.Errorf("cleared after: %v", err)
	}
	for range 2 { // entering it twice makes one entry
		if err := b.repo.Publish(t.Context(), p, b.online, b.issue()); !errors.Is(err, ErrRejected) {
			t.Errorf("published after: %v", err)
		}
	}
	record := must(b.repo.Decisions())(t)
	if len(record) != 2 || record[0].What != SignedIt || record[1].What != RejectedIt {
		t.Fatalf("the record is %+v", record)
	}
	if d := record[1]; d.By != b.reviewer.Public().Short() || d.Reason != "含内部电话" || d.Targets != p.Hash() || !d.At.Equal(b.at) {
		t.Errorf("it says %+v", d)
	}
}

func TestBlockingFindingRefusesTheFolder(t *testing.T) {
	b := newBureau(t)
	_, err := b.repo.Propose(edited(t, few(t), "guide/invoice", `"fee/copy"`, `"fee/gone"`), b.order())
	var findings *FindingsError
	if !errors.As(err, &findings) || !strings.Contains(err.Error(), "fee/gone is not there") {
		t.Errorf("it says %v", err)
	}
}

func TestUnchangedFolderIsNotProposed(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	if _, err := b.repo.Propose(few(t), b.order()); !errors.Is(err, ErrNothing) {
		t.Errorf("it says %v", err)
	}
	o := b.order()
	o.Repeat = true
	p := b.sign(must(b.repo.Propose(few(t), o))(t))
	b.check(b.repo.Publish(t.Context(), p, b.online, b.issue()))
	if got := must(b.inspect())(t); got.Edition != 2 || got.State != p.State || len(p.Changes()) != 0 {
		t.Errorf("edition %d, %d changes", got.Edition, len(p.Changes()))
	}
}

func TestNumbersAreStableAndNeverReused(t *testing.T) {
	b := newBureau(t)
	all := few(t)
	b.publish(all)
	number := func(id catalog.ID) uint32 {
		t.Helper()
		return must(numbersOf(must(b.repo.Set(0))(t)))(t)[id]
	}
	office, fee, guide := number("office/tax"), number("fee/copy"), number("guide/invoice")
	if office != 101 || fee == office || fee == 0 || guide == fee {
		t.Errorf("numbers are %d %d %d", office, fee, guide)
	}
	b.publish(all[:2]) // the guide goes
	notice := record(t, `{"id":"notice/new","title":"通知","office":"office/tax","body":{"body":[{"text":"新"}],"issued":"2026-11-20"}}`)
	b.publish(append(all[:2:2], notice))
	if n := number("notice/new"); n <= guide {
		t.Errorf("the notice has number %d, the guide that went had %d", n, guide)
	}
	b.publish(append(all[:3:3], notice)) // it comes back
	if n := number("guide/invoice"); n != guide {
		t.Errorf("the guide came back as %d, it was %d", n, guide)
	}
	stolen := edited(t, append(all[:3:3], notice), "notice/new", `"id":"notice/new"`, `"id":"notice/new","number":102`)
	if _, err := b.repo.Propose(stolen, b.order()); err == nil || !strings.Contains(err.Error(), "number") {
		t.Errorf("a number of another record: %v", err)
	}
}

func TestTwoRenewalsWithinASecondDiffer(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	path := filepath.Join(b.repo.Public(), "timestamp.json")
	last := must(os.Stat(path))(t).ModTime()
	for range 5 {
		b.check(b.repo.Renew(b.online, b.issue()))
		at := must(os.Stat(path))(t).ModTime()
		if at.Unix() <= last.Unix() {
			t.Fatalf("the file is of %v, the one before of %v", at, last)
		}
		last = at
	}
	if p := must(b.inspect())(t); p.Papers[4].Version != 6 {
		t.Errorf("timestamp version %d", p.Papers[4].Version)
	}
}

func TestOneReviewerTakesARecordDown(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	if _, err := b.repo.TakeDown(trust.Withdrawal{ID: "fee/cpoy"}); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("a slip in the id: %v", err)
	}
	list := must(b.repo.TakeDown(trust.Withdrawal{ID: "fee/copy", Reason: catalog.Text{catalog.ZH: "有误"}, On: today}))(t)
	if err := b.repo.Withdraw(list, []*trust.Key{b.editor}, b.online, b.issue()); !errors.Is(err, ErrRole) {
		t.Errorf("an editor takes down: %v", err)
	}
	stale := b.propose(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	b.check(b.repo.Withdraw(list, []*trust.Key{b.reviewer}, b.online, b.issue()))
	p := must(b.inspect())(t)
	if len(p.Withdrawn) != 1 || p.Withdrawn[0].ID != "fee/copy" || p.Edition != 1 {
		t.Errorf("taken down: %+v", p.Withdrawn)
	}
	b.check(stale.Sign(b.editor, b.at))
	if err := stale.Approve(b.repo.Documents(), b.reviewer, b.issue()); !errors.Is(err, ErrMoved) {
		t.Errorf("a proposal from before: %v", err)
	}
	// The next edition keeps it down until it is restored.
	next := b.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	if !slices.ContainsFunc(next.Findings, func(f review.Finding) bool { return f.Code == "still-down" && f.ID == "fee/copy" }) {
		t.Error("nobody is told that it is still down")
	}
	if p := must(b.inspect())(t); len(p.Withdrawn) != 1 {
		t.Error("the next edition brought it back")
	}
	list = must(b.repo.Restore("fee/copy"))(t)
	b.check(b.repo.Withdraw(list, []*trust.Key{b.reviewer}, b.online, b.issue()))
	if p := must(b.inspect())(t); len(p.Withdrawn) != 0 {
		t.Error("it was not restored")
	}
}

// TestTwoReviewersTakeARecordDown asks both where both have to clear.
func TestTwoReviewersTakeARecordDown(t *testing.T) {
	b := people(t)
	b.reviewers = 2
	b.begin()
	p := b.sign(b.propose(few(t)))
	b.check(p.Approve(p.Base, b.reviewer2, b.issue()))
	b.check(b.repo.Publish(t.Context(), b.travel(p), b.online, b.issue()))
	list := must(b.repo.TakeDown(trust.Withdrawal{ID: "fee/copy", On: today}))(t)
	if err := b.repo.Withdraw(list, []*trust.Key{b.reviewer}, b.online, b.issue()); !errors.Is(err, trust.ErrIncomplete) {
		t.Errorf("one of two took it down: %v", err)
	}
	b.check(b.repo.Withdraw(list, []*trust.Key{b.reviewer, b.reviewer2}, b.online, b.issue()))
	if p := must(b.inspect())(t); len(p.Withdrawn) != 1 {
		t.Errorf("taken down: %+v", p.Withdrawn)
	}
}
