package amend

import (
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
)

// Check returns a [*Refusal] that says what is wrong with l, or nil: whether
// its steps lead to its state, whether a second person cleared what is
// cleared or shown, whether the record is one that a hall may make.
func (l Local) Check() error {
	if err := l.check(); err != nil {
		return err
	}
	if err := checkLocalRecord(l.Record); err != nil {
		return err
	}
	if l.Shown != nil {
		if err := checkLocalRecord(l.Shown); err != nil {
			return err
		}
		if l.Shown.ID != l.Record.ID || l.Shown.Clear.On.IsZero() {
			return broken("shown", "want a cleared record of the same id")
		}
	}
	if err := checkSteps(l.Steps, l.State); err != nil {
		return err
	}
	return l.checkState()
}

// checkState compares the state with the records.
func (l Local) checkState() error {
	cleared := l.State == Cleared || l.State == Published
	switch {
	case cleared && l.Record.Clear.On.IsZero():
		return broken("record.clear", "want a clearance")
	case l.State == Published && !sameLine(l.Record, l.Shown):
		return broken("shown", "want what was cleared")
	case l.State == Withdrawn && l.Shown != nil:
		return broken("shown", "want nothing")
	}
	return nil
}

// after says from which states a step may be done and to which it leads.
var after = map[Does]struct {
	from []State
	to   State
}{
	Wrote:     {[]State{"", Written, Submitted, Cleared}, Written},
	Submits:   {[]State{Written}, Submitted},
	Returns:   {[]State{Submitted, Cleared}, Written},
	Clears:    {[]State{Submitted}, Cleared},
	Publishes: {[]State{Cleared}, Published},
	Withdraws: {[]State{Written, Submitted, Cleared, Published}, Withdrawn},
}

// checkSteps walks the steps as they were done.
func checkSteps(steps []Step, want State) error {
	if len(steps) == 0 || len(steps) > MaxSteps {
		return refuse("steps", "steps", says{"修改和审查次数太多", "it was written and returned too many times", "Слишком много правок и проверок"},
			says{"请撤下这一条，新建一条", "withdraw it and make a new one", "Снимите запись и создайте новую"})
	}
	at := State("")
	for n, s := range steps {
		rule, ok := after[s.Does]
		if !ok || !has(rule.from, at) || !day(s.On) {
			return broken("steps", "want them in order")
		}
		if err := s.check(); err != nil {
			return err
		}
		if s.Does == Clears {
			if err := fourEyes(steps[:n], s.By); err != nil {
				return err
			}
		}
		at = rule.to
	}
	if at != want {
		return broken("state", "want what the steps lead to")
	}
	return nil
}

func has(all []State, s State) bool {
	for _, one := range all {
		if one == s {
			return true
		}
	}
	return false
}

func (s Step) check() error {
	if err := s.By.check("steps.by"); err != nil {
		return err
	}
	n := utf8.RuneCountInString(s.Why)
	reason := s.Does == Returns || s.Does == Withdraws
	if reason && (n < 4 || n > 200) || !reason && n > 0 {
		return refuse("no-reason", "why", says{"退回或撤下要写明原因（4 到 200 个字）", "a return or a withdrawal needs a reason of 4 to 200 characters", "При возврате и снятии нужна причина: от 4 до 200 знаков"},
			says{"请写明哪里要改", "say what has to be changed", "Напишите, что исправить"})
	}
	return clean("why", s.Why)
}

// checkLocalRecord refuses a record that a hall may not make.
func checkLocalRecord(r *catalog.Record) error {
	if r == nil {
		return broken("record", "want a record")
	}
	if k := r.Kind(); k != catalog.KindNotice && k != catalog.KindGuide {
		return refuse("kind", "record.id", says{"本厅只能新建公告和服务指南", "a hall makes notices and guides only, not kind " + string(k), "Зал создаёт только объявления и услуги"},
			says{"其他内容请报告给内容编辑", "report everything else to the editors", "Об остальном сообщите редакторам"})
	}
	if !IsLocal(r.ID) {
		return broken("record.id", "want kind/h- and a ulid")
	}
	if len(r.Plain) > 0 || len(catalog.UnknownFields(r)) > 0 {
		return broken("record", "want only fields of this version, and no plain sections")
	}
	line, err := r.Line()
	if err != nil {
		return broken("record", "want a record that can be written")
	}
	if len(line) > MaxRecord {
		return tooLong("record")
	}
	return cleanAll(line)
}

// cleanTree refuses hidden letters in every word of a JSON value. A longer
// text may have line breaks, and somebody still writing may end on a blank.
func cleanTree(path string, v any) error {
	switch v := v.(type) {
	case string:
		return clean(path, strings.TrimSpace(strings.ReplaceAll(v, "\n", "")))
	case []any:
		for _, e := range v {
			if err := cleanTree(path, e); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, e := range v {
			if err := clean(path, name); err != nil {
				return err
			}
			if err := cleanTree(path+"."+name, e); err != nil {
				return err
			}
		}
	}
	return nil
}
