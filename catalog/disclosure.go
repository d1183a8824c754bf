package catalog

import "slices"

// A Disclosure (信息公开) is a document that is published unasked.
type Disclosure struct {
	Column      Code         `json:"column,omitzero"`  // see KeyColumns and GrassrootsColumns
	Number      string       `json:"number,omitempty"` // document number 文号
	Index       string       `json:"index,omitempty"`  // 索引号
	Written     Date         `json:"written,omitzero"` // 成文日期
	Issued      Date         `json:"issued,omitzero"`  // 公开日期
	Sort        Code         `json:"sort,omitzero"`    // document, interpretation, enforcement, credit
	Body        []Block      `json:"body,omitempty"`
	Attachments []Attachment `json:"attachments,omitempty"`
	Full        *Link        `json:"full,omitempty"`     // the whole text to take away
	Explains    []ID         `json:"explains,omitempty"` // the policies that this interpretation 政策解读 explains
}

// An Attachment belongs to a document.
type Attachment struct {
	Name Text  `json:"name,omitempty"`
	Link *Link `json:"link,omitempty"`
}

// KeyColumns returns the codes of the eight key disclosure areas
// 重点领域信息公开, in the order of the screen (国办发〔2012〕26号 and
// 国办发〔2013〕73号 name them).
func KeyColumns() []string {
	return []string{"budget", "housing", "food", "environment", "tender", "accident", "land", "price"}
}

// GrassrootsColumns returns the codes of the twelve grassroots columns
// 基层公开.
func GrassrootsColumns() []string {
	return []string{"education", "employment", "social_insurance", "medical", "relief", "elderly", "culture", "transport", "rural", "public_security", "legal_aid", "poverty"}
}

// Columns returns every code of Disclosure.Column.
func Columns() []string { return slices.Concat(KeyColumns(), GrassrootsColumns()) }

func (d *Disclosure) Kind() Kind { return KindDisclosure }

func (d *Disclosure) Links() []Link {
	all := []*Link{d.Full}
	for _, a := range d.Attachments {
		all = append(all, a.Link)
	}
	return links(all...)
}

func (d *Disclosure) Check(note func(Finding)) {
	if d.Column.Empty() {
		note(block("no-column", "body.column", "没有归入栏目", "it belongs to no column: name one", "Не отнесено ни к одному разделу"))
	}
	if d.Issued.IsZero() {
		note(advise("no-date", "body.issued", "没有公开日期", "the day of publication is missing", "Нет даты публикации"))
	}
	if len(d.Body) == 0 && d.Full == nil && len(d.Attachments) == 0 {
		note(block("empty", "body.body", "没有正文、附件或链接，是空的", "it has no text, attachment or link: it is empty", "Нет ни текста, ни приложения, ни ссылки"))
	}
	checkLinks(d, note)
}

func (d *Disclosure) Words(yield func(Text) bool) { blockWords(yield, d.Body) }
func (d *Disclosure) refs() []ID                  { return d.Explains }
