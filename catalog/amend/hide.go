package amend

import (
	"unicode/utf8"

	"mingbai/catalog"
)

// HideDays is how many days a record stays hidden, the first one included
// (SYNC.md 3.7: so that nothing is suppressed in silence).
const HideDays = 7

// A Hiding takes one record off the hall's screens for HideDays days.
type Hiding struct {
	Revision
	Record catalog.ID   `json:"record"`
	Reason string       `json:"reason"`        // 4 to 200 characters; staff and the hub read it
	Times  int          `json:"times"`         // how often it was hidden, this time included
	Back   catalog.Date `json:"back,omitzero"` // when staff showed it again before the end
}

// Key is what there is one hiding of: the record.
func (h Hiding) Key() string { return string(h.Record) }

// Hide hides a record from today on. old is its last hiding, or the zero
// Hiding. While it is hidden it cannot be hidden again: that would make seven
// days longer. id is of the new revision.
func Hide(record catalog.ID, old Hiding, id, reason string, by Person, now Now) (Hiding, error) {
	if old.Hides(now) {
		return Hiding{}, refuse("hidden", "record", says{"这个条目已经隐藏，不能延长", "it is hidden already, and seven days cannot be made longer", "Запись уже скрыта, продлить нельзя"},
			says{"请在到期前报告给内容编辑更正或撤下", "have the editors correct or withdraw it before the end", "До срока попросите редакторов исправить или снять её"})
	}
	if old.Turn > 0 && old.Record != record {
		return Hiding{}, broken("record", "it replaces the hiding of another record")
	}
	h := Hiding{Revision: old.next(id, by, now.Today), Record: record, Reason: reason, Times: old.Times + 1}
	return h, h.Check()
}

// Show ends a hiding before its time.
func (h Hiding) Show(id string, by Person, on catalog.Date) (Hiding, error) {
	if !h.Back.IsZero() {
		return h, refuse("shown", "record", says{"这个条目已经恢复显示", "it is shown again already", "Запись уже снова показывается"}, says{"请刷新列表", "look at the list again", "Обновите список"})
	}
	first := h.On
	h.Revision = h.next(id, by, first)
	if h.Back = on; on.Before(first) { // the clock went back
		h.Back = first
	}
	return h, h.Check()
}

// Until is the last day on which the record is hidden.
func (h Hiding) Until() catalog.Date { return h.On.Add(HideDays - 1) }

// Hides reports whether the record is hidden now. When the clock cannot be
// trusted it is shown: a dead battery must not hide it for ever.
func (h Hiding) Hides(now Now) bool {
	return h.Turn > 0 && h.Back.IsZero() && now.Sure && catalog.Period{From: h.On, To: h.Until()}.Contains(now.Today)
}

// Check returns a [*Refusal] that says what is wrong with h, or nil.
func (h Hiding) Check() error {
	if err := h.check(); err != nil {
		return err
	}
	if err := h.Record.Check(); err != nil {
		return broken("record", "want kind/name")
	}
	if h.Times < 1 || int64(h.Times) > h.Turn {
		return broken("times", "want 1 or more")
	}
	if !h.Back.IsZero() && (!day(h.Back) || h.Back.Before(h.On)) {
		return broken("back", "want a day after it was hidden")
	}
	if n := utf8.RuneCountInString(h.Reason); n < 4 || n > 200 {
		return refuse("no-reason", "reason", says{"隐藏条目要写明原因（4 到 200 个字）", "hiding a record needs a reason of 4 to 200 characters", "Чтобы скрыть запись, напишите причину: от 4 до 200 знаков"},
			says{"请写明哪里不对、谁说的", "say what is wrong with it, and who said so", "Напишите, что неверно и кто сообщил"})
	}
	return clean("reason", h.Reason)
}
