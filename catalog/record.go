package catalog

import (
	"encoding/json"
	"maps"
	"slices"
)

// A Record (条目) is one published item. Kiosks show kinds they do not know
// from Plain.
type Record struct {
	ID      ID
	Title   Text      // words by language; zh always present
	Number  uint32    // short number shown on the page; 0 = none
	Office  ID        // who answers for it
	Valid   Period    // when it is in force
	Checked Stamp     // who last checked it against reality, and when
	Basis   []Basis   // law, article, document number
	Clear   Clearance // who cleared it for release, and when
	Plain   []Section // the whole content as plain sections
	Example bool      // made up for demonstration; shown as 示例
	Body    Body

	unknown map[string]json.RawMessage // fields of the record not known here
	rest    map[string]json.RawMessage // fields of the body not known here
}

// Kind returns the kind of the record.
func (r *Record) Kind() Kind { return r.ID.Kind() }

// A Stamp says who checked something and on which day.
type Stamp struct {
	By Text `json:"by,omitempty"`
	On Date `json:"on,omitzero"`
}

// A Basis (依据) is a law or document that a record rests on.
type Basis struct {
	Title   Text   `json:"title,omitempty"`
	Number  string `json:"number,omitempty"` // 发改价格规〔2016〕2559号
	Article Text   `json:"article,omitempty"`
	Words   Text   `json:"words,omitempty"` // the wording of the article
}

// A Clearance (保密审查) says who cleared a record for release.
type Clearance struct {
	By Text `json:"by,omitempty"`
	On Date `json:"on,omitzero"`
}

// A Section is a heading with plain text.
type Section struct {
	Heading Text `json:"heading,omitempty"`
	Text    Text `json:"text,omitempty"`
}

// A Block is one part of a longer text: a heading, a paragraph or a table,
// whose first row is its head.
type Block struct {
	Heading Text     `json:"heading,omitempty"`
	Text    Text     `json:"text,omitempty"`
	Table   [][]Text `json:"table,omitempty"`
}

// Check notes what is wrong with the record and its body.
func (r *Record) Check(note func(Finding)) {
	if err := r.ID.Check(); err != nil {
		note(block("id-malformed", "id", "编号格式不对，应为 类目/名称，名称只用小写字母、数字和连字符", err.Error(), "Номер записан неверно: вид/имя, в имени строчные латинские буквы, цифры и дефис"))
	}
	if r.Title[ZH] == "" {
		note(block("title-missing", "title", "没有中文标题，请填写", "the Chinese title is missing: write one", "Нет названия на китайском: напишите его"))
	}
	if r.Office == "" && r.Kind() != KindOffice && r.Kind() != KindTopic {
		note(block("office-missing", "office", "没有写明负责单位，请填写", "the office is missing: name the one that answers for it", "Не указано, кто отвечает: напишите"))
	}
	if r.Checked.On.IsZero() {
		note(advise("unchecked", "checked", "没有核验日期，请核对后填写", "it was never checked: check it and write the date", "Нет даты проверки: проверьте и напишите"))
	}
	if !r.Valid.To.IsZero() && r.Valid.To.Before(r.Valid.From) {
		note(block("period-reversed", "valid", "失效日期早于生效日期", "it ends before it begins: correct the dates", "Конец действия раньше начала: исправьте даты"))
	}
	if r.Body != nil {
		r.Body.Check(note)
	}
}

// Words yields every text by which search can find the record, the title
// first.
func (r *Record) Words(yield func(Text) bool) {
	if !yield(r.Title) {
		return
	}
	for _, s := range r.Plain {
		if !yield(s.Heading) || !yield(s.Text) {
			return
		}
	}
	if r.Body != nil {
		r.Body.Words(yield)
	}
}

// Links returns every address in the record.
func (r *Record) Links() []Link {
	if r.Body == nil {
		return nil
	}
	return r.Body.Links()
}

// Refs returns the records that r names, its office included.
func (r *Record) Refs() []ID {
	var refs []ID
	if r.Office != "" {
		refs = append(refs, r.Office)
	}
	if b, ok := r.Body.(interface{ refs() []ID }); ok {
		refs = append(refs, b.refs()...)
	}
	return refs
}

func yieldAll(yield func(Text) bool, texts ...Text) bool {
	for _, t := range texts {
		if !t.Empty() && !yield(t) {
			return false
		}
	}
	return true
}

func blockWords(yield func(Text) bool, blocks []Block) bool {
	for _, b := range blocks {
		if !yieldAll(yield, b.Heading, b.Text) {
			return false
		}
		for _, row := range b.Table {
			if !yieldAll(yield, row...) {
				return false
			}
		}
	}
	return true
}

// UnknownFields returns the names of the fields of r and of its body, these
// as "body.x", that this version does not know.
func UnknownFields(r *Record) []string {
	names := slices.Collect(maps.Keys(r.unknown))
	for name := range r.rest {
		names = append(names, "body."+name)
	}
	slices.Sort(names)
	return names
}
