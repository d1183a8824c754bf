package amend

import (
	"encoding/json"

	"mingbai/catalog"
)

// A Value is the whole value of a field: a canonical JSON object from the
// path of each part to what stands there, "{}" when nothing does. Values
// compare with ==. In JSON it is that object, not a string.
type Value string

// MaxValue is the most bytes a value may have.
const MaxValue = 8 << 10

// TextValue returns the value of a field of one part whose shape is words,
// such as the hours of an office.
func TextValue(f Field, t catalog.Text) (Value, error) {
	b, err := json.Marshal(t)
	if err != nil {
		return "", err
	}
	return join(map[string]json.RawMessage{f.Parts[0].Path: b})
}

// StringValue returns the value of a field of one part whose shape is a
// telephone number.
func StringValue(f Field, s string) (Value, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	return join(map[string]json.RawMessage{f.Parts[0].Path: b})
}

// Text returns the words of the part at path, or none.
func (v Value) Text(path string) catalog.Text {
	parts, _ := v.parts()
	var t catalog.Text
	if json.Unmarshal(parts[path], &t) != nil {
		return nil
	}
	return t
}

// MarshalJSON writes the object.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == "" {
		return []byte("{}"), nil
	}
	return []byte(v), nil
}

// UnmarshalJSON reads an object of any form and keeps its canonical one.
func (v *Value) UnmarshalJSON(b []byte) error {
	if len(b) > MaxValue {
		return tooLong("")
	}
	line, err := catalog.Canonical(b)
	if err != nil {
		return noValue()
	}
	*v = Value(line)
	return nil
}

// parts takes the value apart.
func (v Value) parts() (map[string]json.RawMessage, error) {
	var parts map[string]json.RawMessage
	if len(v) > MaxValue {
		return nil, tooLong("")
	}
	if err := json.Unmarshal([]byte(v), &parts); err != nil || parts == nil {
		return nil, noValue()
	}
	return parts, nil
}

// join puts a value together.
func join(parts map[string]json.RawMessage) (Value, error) {
	b, err := json.Marshal(parts)
	if err != nil {
		return "", noValue()
	}
	line, err := catalog.Canonical(b)
	if err != nil {
		return "", noValue()
	}
	return Value(line), nil
}

// agrees reports whether the edition says now what the hall said: the same
// words in every language the hall wrote, nothing else anywhere. The edition
// may have added languages.
func agrees(edition, hall Value) bool {
	now, err := edition.parts()
	if err != nil {
		return false
	}
	want, err := hall.parts()
	if err != nil || len(now) != len(want) {
		return false
	}
	for path, w := range want {
		if !agree(now[path], w) {
			return false
		}
	}
	return true
}

func agree(now, want json.RawMessage) bool {
	if string(now) == string(want) {
		return true
	}
	var a, b catalog.Text
	if json.Unmarshal(now, &a) != nil || json.Unmarshal(want, &b) != nil || b.Empty() {
		return false
	}
	for lang, words := range b {
		if a[lang] != words {
			return false
		}
	}
	return true
}

func noValue() error {
	return refuse("no-value", "", says{"内容格式不对", "the value is no JSON object from paths to values", "Неверный формат"},
		says{"请重新填写", `write it as {"body.hours": {"zh": "…"}}`, "Заполните заново"})
}

func tooLong(field string) error {
	return refuse("too-long", field, says{"内容太长", "the value is too long", "Слишком длинно"},
		says{"请写短一些，细节放进公告", "write less, and put details into a notice of the hall", "Напишите короче, подробности — в объявлении"})
}
