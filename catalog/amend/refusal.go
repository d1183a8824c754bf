package amend

import (
	"fmt"

	"mingbai/catalog"
)

// A Refusal says what was wrong with what staff wanted, and what to do
// instead. Every error of this package is one or wraps one.
type Refusal struct {
	Code  string       // stable, lower case, such as "not-amendable"
	Field string       // the field or JSON path; "" when it is about the whole
	Say   catalog.Text // what is wrong, in every language
	Hint  catalog.Text // what to do, in every language
}

// Error returns the English words and the hint.
func (r *Refusal) Error() string {
	at := ""
	if r.Field != "" {
		at = r.Field + ": "
	}
	return fmt.Sprintf("%s%s; hint: %s", at, r.Say[catalog.EN], r.Hint[catalog.EN])
}

// says is one sentence in every language.
type says struct{ zh, en, ru string }

func (s says) text() catalog.Text {
	return catalog.Text{catalog.ZH: s.zh, catalog.EN: s.en, catalog.RU: s.ru}
}

func refuse(code, field string, say, hint says) *Refusal {
	return &Refusal{Code: code, Field: field, Say: say.text(), Hint: hint.text()}
}
