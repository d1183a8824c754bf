package amend

import (
	"bytes"
	"encoding/json"
	"fmt"

	"mingbai/catalog"
)

// A Local is a record made in the hall, on its way to the screen: a notice or
// a guide. It is a value: the functions return changed copies, which share
// the records with it; never change those.
type Local struct {
	Revision
	Record *catalog.Record `json:"record"`          // what is being written
	Shown  *catalog.Record `json:"shown,omitempty"` // what visitors see meanwhile; nil is nothing
	State  State           `json:"state"`
	Steps  []Step          `json:"steps"` // since the text was last begun anew, in order
}

// A State says how far a local record is.
type State string

// The states, in their order.
const (
	Written   State = "draft"     // 草稿
	Submitted State = "submitted" // 待审
	Cleared   State = "cleared"   // 审查通过
	Published State = "published" // 已发布
	Withdrawn State = "withdrawn" // 已撤下
)

// A Step is what somebody did with a local record.
type Step struct {
	Does Does         `json:"does"`
	By   Person       `json:"by"`
	On   catalog.Date `json:"on"`
	Why  string       `json:"why,omitempty"` // of a return or a withdrawal
}

// Does is what a step did.
type Does string

// The steps. A return (退回) makes a draft of a submitted record.
const (
	Wrote     Does = "write"
	Submits   Does = "submit"
	Returns   Does = "return"
	Clears    Does = "clear"
	Publishes Does = "publish"
	Withdraws Does = "withdraw"
)

// MaxSteps and MaxRecord bound a local record: the most steps of one text,
// and the most bytes of its canonical line.
const (
	MaxSteps  = 16
	MaxRecord = 16 << 10
)

// An Act is who does something, when, and the id of the revision it makes.
type Act struct {
	ID  string
	By  Person
	On  catalog.Date
	Why string // of Return and Withdraw: 4 to 200 characters
}

// Key is what there is one local record of: its id.
func (l Local) Key() string { return string(l.Record.ID) }

// Returned returns why the reviewer sent it back (退回), or "".
func (l Local) Returned() string {
	for i := len(l.Steps) - 1; i >= 0 && l.State == Written; i-- {
		if l.Steps[i].Does == Returns {
			return l.Steps[i].Why
		}
	}
	return ""
}

// Begin makes the first draft of a local record. Its id is from [NewLocalID].
func Begin(r *catalog.Record, act Act) (Local, error) { return Local{}.Write(r, act) }

// Write keeps a new text: it is a draft again, whatever it was. What visitors
// see stays until the new text is published. The text may be incomplete, but
// no address in it may hide where it leads.
func (l Local) Write(r *catalog.Record, act Act) (Local, error) {
	if l.Record != nil && l.Record.ID != r.ID {
		return l, broken("record.id", "want the id it had")
	}
	if err := checkAddresses(r); err != nil {
		return l, err
	}
	copied := *r
	copied.Clear = catalog.Clearance{} // only Clear sets it
	steps := l.Steps
	if l.State == Published || l.State == Withdrawn {
		steps = nil
	}
	for len(steps) > 0 && steps[len(steps)-1].Does == Wrote && steps[len(steps)-1].By == act.By {
		steps = steps[:len(steps)-1] // who saves ten times wrote once
	}
	l.Record, l.Steps = &copied, steps
	return l.step(Wrote, Written, act)
}

// Submit hands a draft to the reviewer. A text with a blocking finding is
// refused with that finding.
func (l Local) Submit(act Act) (Local, error) {
	if err := l.is("submit", Written); err != nil {
		return l, err
	}
	var first error
	l.Record.Check(func(f catalog.Finding) {
		if f.Severity == catalog.Blocking && first == nil {
			first = &Refusal{Code: f.Code, Field: f.Field, Say: f.Say, Hint: says{"请改好再提交", "correct it and submit again", "Исправьте и отправьте снова"}.text()}
		}
	})
	if first != nil {
		return l, first
	}
	return l.step(Submits, Submitted, act)
}

// Return sends a submitted record back to its author, with the reason.
func (l Local) Return(act Act) (Local, error) {
	if err := l.is("return", Submitted, Cleared); err != nil {
		return l, err
	}
	return l.step(Returns, Written, act)
}

// Clear is the second person's secrecy review (保密审查): it sets the
// clearance of the record. Who wrote or submitted any of the text is refused.
func (l Local) Clear(act Act) (Local, error) {
	if err := l.is("clear", Submitted); err != nil {
		return l, err
	}
	if err := fourEyes(l.Steps, act.By); err != nil {
		return l, err
	}
	copied := *l.Record
	copied.Clear = catalog.Clearance{By: catalog.Text{catalog.ZH: act.By.Name}, On: act.On}
	l.Record = &copied
	return l.step(Clears, Cleared, act)
}

// Publish shows a cleared record to visitors, on this kiosk and, by a
// proposal, on the hall's others.
func (l Local) Publish(act Act) (Local, error) {
	if err := l.is("publish", Cleared); err != nil {
		return l, err
	}
	l.Shown = l.Record
	return l.step(Publishes, Published, act)
}

// Withdraw takes the record off the screens at once, and needs a reason.
func (l Local) Withdraw(act Act) (Local, error) {
	if l.State == Withdrawn || l.Record == nil {
		return l, l.is("withdraw", Written, Submitted, Cleared, Published)
	}
	l.Shown = nil
	return l.step(Withdraws, Withdrawn, act)
}

// step appends what was done and checks the whole.
func (l Local) step(does Does, to State, act Act) (Local, error) {
	steps := append([]Step{}, l.Steps...)
	l.Steps = append(steps, Step{Does: does, By: act.By, On: act.On, Why: act.Why})
	l.State = to
	l.Revision = l.next(act.ID, act.By, act.On)
	return l, l.Check()
}

// is refuses what the state does not allow.
func (l Local) is(verb string, states ...State) error {
	for _, s := range states {
		if l.State == s {
			return nil
		}
	}
	return refuse("state", "", says{fmt.Sprintf("现在的状态（%s）不能这样做", l.State), fmt.Sprintf("cannot %s what is %s", verb, l.State), fmt.Sprintf("В состоянии «%s» так нельзя", l.State)},
		says{"顺序是：草稿、提交、另一人审查、发布；请刷新列表", "the order is draft, submit, clear by another person, publish; look at the list again", "Порядок такой: черновик, отправка, проверка другим сотрудником, публикация; обновите список"})
}

// fourEyes refuses a reviewer who had a hand in the text.
func fourEyes(steps []Step, reviewer Person) error {
	for _, s := range steps {
		if (s.Does == Wrote || s.Does == Submits) && s.By.same(reviewer) {
			return refuse("own-text", "", says{"自己写的内容不能由自己审查", "who wrote a text cannot clear it", "Автор не может проверять свой текст"},
				says{"请另一位审查人员登录后审查", "have another reviewer enter and clear it", "Пусть войдёт и проверит другой сотрудник"})
		}
	}
	return nil
}

// lineOf returns the canonical line of a record, or nil for none.
func lineOf(r *catalog.Record) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return r.Line()
}

// sameLine reports whether two records say the same.
func sameLine(a, b *catalog.Record) bool {
	x, err := lineOf(a)
	if err != nil {
		return false
	}
	y, err := lineOf(b)
	return err == nil && bytes.Equal(x, y)
}

// cleanAll refuses hidden letters anywhere in a record but line breaks.
func cleanAll(line []byte) error {
	var v any
	if err := json.Unmarshal(line, &v); err != nil {
		return broken("record", "want a JSON object")
	}
	return cleanTree("record", v)
}
