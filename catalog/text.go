package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A Lang is a language of the screen: zh, en or ru.
type Lang string

// The languages every kiosk offers, in the order of its language switch.
const (
	ZH Lang = "zh"
	EN Lang = "en"
	RU Lang = "ru"
)

// Langs returns the languages in the order of the language switch.
func Langs() []Lang { return []Lang{ZH, EN, RU} }

// Text is words by language. Chinese is always present in published text.
// A Text is shared between goroutines: never change one after reading it.
type Text map[Lang]string

// In returns the words in lang, else in Chinese, else in any language, and
// the language they are in. The language is "" when the text is empty.
func (t Text) In(lang Lang) (string, Lang) {
	for _, l := range append([]Lang{lang, ZH}, Langs()...) {
		if s := t[l]; s != "" {
			return s, l
		}
	}
	return "", ""
}

// Empty reports whether t has no words in any language.
func (t Text) Empty() bool {
	_, lang := t.In(ZH)
	return lang == ""
}

// UnmarshalJSON reads an object from language to words; a bare string is
// read as Chinese.
func (t *Text) UnmarshalJSON(b []byte) error {
	*t = nil
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte(`"`)) {
		var zh string
		if err := json.Unmarshal(b, &zh); err != nil {
			return err
		}
		if zh != "" {
			*t = Text{ZH: zh}
		}
		return nil
	}
	var words map[Lang]string
	if err := json.Unmarshal(b, &words); err != nil {
		return fmt.Errorf("text: want words or an object from language to words: %w", err)
	}
	*t = words
	return nil
}

// A Code is a coded value: the code of an official list, and its words for
// where the list is not known here.
type Code struct {
	Code string
	Text Text
}

type codeJSON struct {
	Code string `json:"code"`
	Text Text   `json:"text,omitempty"`
}

// Empty reports whether neither code nor words are given.
func (c Code) Empty() bool { return c.Code == "" && c.Text.Empty() }

// IsZero makes encoding leave an empty code out.
func (c Code) IsZero() bool { return c.Empty() }

// MarshalJSON writes {"code": …, "text": …}.
func (c Code) MarshalJSON() ([]byte, error) { return json.Marshal(codeJSON(c)) }

// UnmarshalJSON reads {"code": …, "text": …} or a bare code.
func (c *Code) UnmarshalJSON(b []byte) error {
	*c = Code{}
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte(`"`)) {
		return json.Unmarshal(b, &c.Code)
	}
	var j codeJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return fmt.Errorf("code: want a code or an object with code and text: %w", err)
	}
	*c = Code(j)
	return nil
}
