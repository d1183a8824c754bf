package amend

import (
	"mingbai/catalog"
)

// An Amendment (本厅更正) is the hall's value of one field of one record. Of
// each record and field there is one at a time; [Amendment.Key] names it. It
// is a value: the functions return changed copies.
type Amendment struct {
	Revision
	Record  catalog.ID   `json:"record"`
	Field   string       `json:"field"`
	Value   Value        `json:"value"`
	Base    Value        `json:"base"`           // what the edition said when it was written
	Edition int64        `json:"edition"`        // the edition that said so
	Until   catalog.Date `json:"until"`          // the last day it is shown
	End     End          `json:"end,omitempty"`  // why it is over; "" while it is not
	Ended   catalog.Date `json:"ended,omitzero"` // and since when
	Gone    catalog.Date `json:"gone,omitzero"`  // since when the record is missing
}

// An End says why an amendment is over.
type End string

// The ends.
const (
	Adopted   End = "adopted"    // the edition says what the hall said
	TakenBack End = "taken-back" // staff took it back, or decided for the edition
	Expired   End = "expired"    // its last day is over
	Lapsed    End = "lapsed"     // its record was gone for OrphanDays
)

// MaxDays is the longest time from the day an amendment is written to its
// last day: once a year somebody looks at it again.
const MaxDays = 366

// OrphanDays is how long an amendment waits for its record to come back
// (SYNC.md 3.7).
const OrphanDays = 90

// A Draft is what staff want to amend.
type Draft struct {
	ID      string // of the new revision: 16 to 64 random letters, digits and "-"
	Field   string // see Fields
	Value   Value
	By      Person
	On      catalog.Date // today
	Until   catalog.Date // the last day it is shown, at most MaxDays after On
	Edition int64        // the number of the edition that base is of
}

// Key is what there is one amendment of: "office/heat#hours".
func (a Amendment) Key() string { return string(a.Record) + "#" + a.Field }

// Correct makes an amendment of base, the record as the edition has it. old
// is the amendment of the same field that it replaces, or the zero Amendment.
// The error is a [*Refusal]: the field cannot be amended, the value is not
// valid, says what the edition says, or makes the record worse than it was.
func Correct(base *catalog.Record, old Amendment, d Draft) (Amendment, error) {
	f, err := find(base.Kind(), d.Field)
	if err != nil {
		return Amendment{}, err
	}
	was, err := Read(base, d.Field)
	if err != nil {
		return Amendment{}, err
	}
	value, err := f.normal(d.Value)
	if err != nil {
		return Amendment{}, err
	}
	if value == was {
		return Amendment{}, refuse("no-change", f.Name, says{"和发布版的内容一样", "it says what the edition says", "Так и написано в выпуске"},
			says{"改动内容后再保存；要撤销原来的更正，就选“撤回”", "change it, or take the earlier amendment back", "Измените текст или отзовите прежнюю правку"})
	}
	a := Amendment{Revision: old.next(d.ID, d.By, d.On),
		Record: base.ID, Field: f.Name, Value: value, Base: was, Edition: d.Edition, Until: d.Until}
	if old.Turn > 0 && old.Key() != a.Key() {
		return Amendment{}, broken("record", "it replaces an amendment of another field")
	}
	if err := a.Check(); err != nil {
		return Amendment{}, err
	}
	return a, a.harmless(base)
}

// TakeBack ends an amendment: the edition is shown again. It is also how
// staff decide a conflict for the edition; for the hall they correct again.
func (a Amendment) TakeBack(id string, by Person, on catalog.Date) (Amendment, error) {
	if a.End != "" {
		return a, refuse("over", a.Field, says{"这条更正已经结束", "the amendment is over already", "Эта правка уже завершена"},
			says{"请刷新列表", "look at the list again", "Обновите список"})
	}
	a.Revision = a.next(id, by, on)
	a.End, a.Ended, a.Gone = TakenBack, on, catalog.Date{}
	return a, a.Check()
}

// Check returns a [*Refusal] that says what is wrong with a, or nil. It does
// not look at the record; [Amendment.Judge] does.
func (a Amendment) Check() error {
	if err := a.check(); err != nil {
		return err
	}
	if err := a.Record.Check(); err != nil {
		return broken("record", "want kind/name")
	}
	f, err := find(a.Record.Kind(), a.Field)
	if err != nil {
		return err
	}
	if f.Name != a.Field {
		return broken("field", "want its name")
	}
	if v, err := f.normal(a.Value); err != nil {
		return err
	} else if v != a.Value {
		return broken("value", "want its normal form")
	}
	return a.checkRest()
}

func (a Amendment) checkRest() error {
	if _, err := a.Base.parts(); err != nil {
		return err
	}
	if a.Edition < 0 {
		return broken("edition", "want 0 or more")
	}
	over := a.End != ""
	known := a.End == Adopted || a.End == TakenBack || a.End == Expired || a.End == Lapsed
	if over && (!known || !day(a.Ended)) || !over && !a.Ended.IsZero() || !a.Gone.IsZero() && !day(a.Gone) {
		return broken("end", "want a known end with its day")
	}
	if !day(a.Until) || a.End != TakenBack && (a.Until.Before(a.On) || a.On.Days(a.Until) > MaxDays) {
		return refuse("until", a.Field, says{"截止日期不对，应在今天之后一年以内", "its last day is before today or more than a year away", "Последний день уже прошёл или дальше чем через год"},
			says{"请选一年以内的日期，到期前可以再更正一次", "choose a day within a year; it can be amended again before it ends", "Выберите день в пределах года; до срока правку можно повторить"})
	}
	return nil
}

// harmless refuses a value that makes the record blocking where it was not.
func (a Amendment) harmless(base *catalog.Record) error {
	after, err := a.over(base)
	if err != nil || after == base {
		return err
	}
	before := map[string]bool{}
	base.Check(func(f catalog.Finding) { before[f.Code+" "+f.Field] = true })
	var worse error
	after.Check(func(f catalog.Finding) {
		if worse == nil && f.Severity == catalog.Blocking && !before[f.Code+" "+f.Field] {
			worse = &Refusal{Code: f.Code, Field: f.Field, Say: f.Say, Hint: says{"请改好再保存", "correct the value", "Исправьте и сохраните снова"}.text()}
		}
	})
	return worse
}

// over returns base with the hall's value in it; a notice leaves it as it is.
func (a Amendment) over(base *catalog.Record) (*catalog.Record, error) {
	if a.Field == Note {
		return base, nil
	}
	tree, err := open(base)
	if err != nil {
		return nil, err
	}
	if err := a.write(tree); err != nil {
		return nil, err
	}
	return read(tree)
}
