package amend

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mingbai/catalog"
)

// A Field is something of a record that hall staff may amend. Its value is
// amended as a whole.
type Field struct {
	Name  string       // "place", "telephone", "hours", … : unique within a kind
	Say   catalog.Text // its name on the screen
	Parts []Part
	Only  []string // codes of body.sort for which it may be amended; none is all
}

// A Part is one JSON path of a field and what may stand there.
type Part struct {
	Path  string // "body.hours"; "body.ways[fax].value" is of the one way of sort fax
	Shape Shape
	Must  bool // a value has to have it
}

// Note is the name of the field that every kind has: a notice to visitors,
// shown beside the record. No edition has a value for it.
const Note = "note"

// notePath is the key of its only part. It is not in the record.
const notePath = "note"

var (
	sayPlace     = says{"地点", "place", "место"}.text()
	sayHours     = says{"办公时间", "hours", "часы работы"}.text()
	sayTelephone = says{"电话", "telephone", "телефон"}.text()
	sayHotline   = says{"抢修热线", "hotline", "горячая линия"}.text()
	sayFax       = says{"传真", "fax", "факс"}.text()
	sayNote      = says{"给办事人的提示", "notice to visitors", "объявление для посетителей"}.text()
)

// fields is the table of what may be amended, by kind. What is not in it
// cannot be amended.
var fields = map[catalog.Kind][]Field{
	catalog.KindOffice: {
		one("place", sayPlace, "body.address", PlaceText),
		one("hours", sayHours, "body.hours", HoursText),
		one("telephone", sayTelephone, "body.telephone", Telephone),
		one("hotline", sayHotline, "body.hotline", Telephone),
	},
	// A window that moves takes its floor, its map and the way there along:
	// half of it would send people to the wrong floor.
	catalog.KindCounter: {
		{Name: "place", Say: sayPlace, Parts: []Part{
			{"body.floor", Floor, true}, {"body.place", Rectangle, true}, {"body.zone", PlaceText, false},
			{"body.label", PlaceText, false}, {"body.window", Window, false}, {"body.route", Route, false},
			{"body.directions", PlaceText, false}, {"body.step_free", PlaceText, false}}},
		one("hours", sayHours, "body.hours", HoursText),
	},
	// The number of a hotline or of a court is not the hall's to change.
	catalog.KindChannel: {
		{Name: "place", Say: sayPlace, Parts: []Part{{"body.place", PlaceText, true}}, Only: []string{"box", "in_person", "letter"}},
		one("hours", sayHours, "body.hours", HoursText),
		{Name: "telephone", Say: sayTelephone, Parts: []Part{{"body.value", Telephone, true}}, Only: []string{"telephone"}},
	},
	catalog.KindGuide: ways("body.channels"),
	catalog.KindRequest: append(ways("body.ways"),
		one("fax", sayFax, "body.ways[fax].value", Telephone)),
	catalog.KindDecision: ways("body.ways"),
}

func one(name string, say catalog.Text, path string, shape Shape) Field {
	return Field{Name: name, Say: say, Parts: []Part{{path, shape, true}}}
}

// ways are the fields of a list of ways to apply.
func ways(list string) []Field {
	return []Field{
		one("place", sayPlace, list+"[counter].place", PlaceText),
		one("hours", sayHours, list+"[counter].hours", HoursText),
		one("telephone", sayTelephone, list+"[telephone].value", Telephone),
	}
}

// noteField is the field that every kind has.
func noteField() Field {
	return Field{Name: Note, Say: sayNote, Parts: []Part{{notePath, NoteText, true}}}
}

// Fields returns what may be amended of r as it is: fields whose place in the
// record does not exist (a way that a guide does not offer) are left out. The
// notice to visitors comes last.
func Fields(r *catalog.Record) []Field {
	var some []Field
	for _, f := range fields[r.Kind()] {
		if _, err := Read(r, f.Name); err == nil {
			some = append(some, f)
		}
	}
	return append(some, noteField())
}

// Read returns the value that r has for a field: the edition's when r is of
// an edition. The error is a [*Refusal]: the field cannot be amended.
func Read(r *catalog.Record, field string) (Value, error) {
	f, err := find(r.Kind(), field)
	if err != nil {
		return "", err
	}
	if f.Name == Note {
		return "{}", nil
	}
	tree, err := open(r)
	if err != nil {
		return "", err
	}
	if err := f.allows(tree); err != nil {
		return "", err
	}
	return f.read(tree)
}

// Find returns a field of a kind by its name.
func Find(kind catalog.Kind, name string) (Field, bool) {
	f, err := find(kind, name)
	return f, err == nil
}

// find returns a field of a kind by its name or by the JSON path of a part.
func find(kind catalog.Kind, name string) (Field, error) {
	for _, f := range append(slices.Clone(fields[kind]), noteField()) {
		if f.Name == name {
			return f, nil
		}
	}
	return Field{}, notAmendable(kind, name)
}

// allows refuses a field that only other sorts of the kind may have amended.
func (f Field) allows(tree map[string]any) error {
	if len(f.Only) == 0 {
		return nil
	}
	sort, _, _ := get(tree, "body.sort.code")
	if code, _ := sort.(string); slices.Contains(f.Only, code) {
		return nil
	}
	return refuse("sort-not-amendable", f.Name,
		says{"这一类渠道的此项不能在本厅更正", fmt.Sprintf("it can be amended only where the sort is %s", strings.Join(f.Only, " or ")), "У этого вида связи зал этого не исправляет"},
		says{"请报告给内容编辑，或填写“给办事人的提示”", "report it to the editors, or write a notice to visitors (field note)", "Сообщите редакторам или напишите объявление для посетителей"})
}

// read takes the value of the field out of a record.
func (f Field) read(tree map[string]any) (Value, error) {
	parts := map[string]json.RawMessage{}
	for _, p := range f.Parts {
		v, ok, err := get(tree, p.Path)
		if err != nil {
			return "", err
		}
		if !ok {
			continue
		}
		if parts[p.Path], err = json.Marshal(v); err != nil {
			return "", err
		}
	}
	return join(parts)
}

// notAmendable says why, in the words of what was asked for.
func notAmendable(kind catalog.Kind, name string) error {
	say := says{fmt.Sprintf("“%s”的这一项不能在本厅更正", kind), fmt.Sprintf("field %q of kind %s cannot be amended in a hall", clip(name), kind), fmt.Sprintf("Зал не исправляет это у «%s»", kind)}
	for _, w := range reserved {
		if strings.Contains(name, w.part) || kind == w.kind && name != Note {
			say = w.say
			break
		}
	}
	return refuse("not-amendable", clip(name), say,
		says{"请报告给内容编辑，由下一个发布版更正；要马上告诉办事人，就填写“给办事人的提示”；内容有害就先隐藏该条目（七天）",
			"report it to the editors, who correct it in the next edition; to tell visitors now write a notice (field note); if it does harm hide the record for seven days", "Сообщите редакторам: они исправят в следующем выпуске. Чтобы посетители узнали сейчас, напишите объявление; вредную запись можно скрыть на семь дней"})
}

// reserved is what only an edition may say, and why.
var reserved = []struct {
	part string // of a name or path
	kind catalog.Kind
	say  says
}{
	{"basis", "-", says{"依据要经两人签名的发布版才能改", "a basis is law: only an edition that two people signed may change it", "Основание меняет только выпуск с двумя подписями"}},
	{"legal", "-", says{"法定时限要经两人签名的发布版才能改", "a legal limit is law: only an edition that two people signed may change it", "Срок по закону меняет только выпуск с двумя подписями"}},
	{"promised", "-", says{"承诺时限要经两人签名的发布版才能改", "a promised limit binds the office: only an edition that two people signed may change it", "Обещанный срок меняет только выпуск с двумя подписями"}},
	{"limit", "-", says{"时限要经两人签名的发布版才能改", "a limit binds the office: only an edition that two people signed may change it", "Срок меняет только выпуск с двумя подписями"}},
	{"fee", catalog.KindFee, says{"收费要经两人签名的发布版才能改", "a fee is set by its approver: only an edition that two people signed may change it", "Плату меняет только выпуск с двумя подписями"}},
	{"promise", catalog.KindCommitment, says{"承诺要经两人签名的发布版才能改", "a promise binds the office: only an edition that two people signed may change it", "Обещания меняет только выпуск с двумя подписями"}},
}

// clip shortens what came from outside before it is put into a sentence.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
