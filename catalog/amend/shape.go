package amend

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/catalog"
)

// A Shape says what may stand in a part, and how the screen asks for it.
type Shape int

// The shapes. Lengths are characters in each language.
const (
	PlaceText Shape = iota // words, 2 to 80
	HoursText              // words, 2 to 60
	NoteText               // words, 4 to 200
	Telephone              // a number: see the table of telephone shapes
	Window                 // "12–15", 1 to 12
	Floor                  // a whole number, -9 to 99, not 0
	Rectangle              // {"x", "y", "w", "h"} on the map of the floor
	Route                  // at most 40 points {"x", "y"}
)

// limits are the fewest and most characters of words.
var limits = map[Shape][2]int{PlaceText: {2, 80}, HoursText: {2, 60}, NoteText: {4, 200}}

// A valid value is written in its own words; normal returns it in the form in
// which the catalog would write it, or says what is wrong.
func (f Field) normal(v Value) (Value, error) {
	parts, err := v.parts()
	if err != nil {
		return "", err
	}
	kept := map[string]json.RawMessage{}
	for _, p := range f.Parts {
		raw, ok := parts[p.Path]
		delete(parts, p.Path)
		if !ok || string(raw) == "null" {
			if p.Must {
				return "", missing(p.Path)
			}
			continue
		}
		if kept[p.Path], err = p.normal(raw); err != nil {
			return "", err
		}
	}
	for path := range parts {
		return "", refuse("not-amendable", clip(path),
			says{"这一项不属于要更正的内容", "it is no part of the field", "Это не относится к исправляемому полю"},
			says{"请去掉，只填要更正的内容", "leave it out: only the parts of the field " + f.Name + " may be given", "Уберите: заполняется только исправляемое поле"})
	}
	return join(kept)
}

func (p Part) normal(raw json.RawMessage) (json.RawMessage, error) {
	switch p.Shape {
	case Telephone, Window:
		return p.line(raw)
	case Floor:
		return p.floor(raw)
	case Rectangle:
		return p.rectangle(raw)
	case Route:
		return p.route(raw)
	}
	return p.words(raw)
}

// words reads a text by language.
func (p Part) words(raw json.RawMessage) (json.RawMessage, error) {
	var t catalog.Text
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, malformed(p.Path)
	}
	kept := catalog.Text{}
	for lang, s := range t {
		if s == "" {
			continue
		}
		if lang != catalog.ZH && lang != catalog.EN && lang != catalog.RU {
			return nil, malformed(p.Path)
		}
		if err := clean(p.Path, s); err != nil {
			return nil, err
		}
		least, most := limits[p.Shape][0], limits[p.Shape][1]
		if lang != catalog.ZH {
			most *= 3 // the same in Russian takes about three times the letters
		}
		if n := utf8.RuneCountInString(s); n < least || n > most {
			return nil, length(p.Path, least, most)
		}
		kept[lang] = s
	}
	if kept[catalog.ZH] == "" {
		return nil, missing(p.Path)
	}
	return json.Marshal(kept)
}

// line reads a telephone number or the number of a window.
func (p Part) line(raw json.RawMessage) (json.RawMessage, error) {
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, malformed(p.Path)
	}
	if err := clean(p.Path, s); err != nil {
		return nil, err
	}
	if p.Shape == Telephone && !telephone(s) {
		return nil, refuse("telephone", p.Path,
			says{"电话号码不对", "it is no telephone number", "Неверный номер телефона"},
			says{"写成 0454-555-0127、400-123-4567、13800000000 或 12345，分机写“转 801”", "write it as 0454-555-0127, 400-123-4567, 13800000000 or 12345, an extension as 转801", "Пишите так: 0454-555-0127, 400-123-4567, 13800000000 или 12345; добавочный — 转801"})
	}
	if n := utf8.RuneCountInString(s); p.Shape == Window && (n < 1 || n > 12) {
		return nil, length(p.Path, 1, 12)
	}
	return json.Marshal(s)
}

var telephoneForm = regexp.MustCompile(`^(\+86[ -]?)?([0-9]+(?:[ -][0-9]+)*)(?:[ -]?转 ?[0-9]{1,6})?$`)

// telephones are the shapes of numbers in China, without what separates: YD/T
// numbering has area codes of 3 or 4 digits before 7 or 8, mobile numbers of
// 11, 400 and 800 numbers of 10, and short ones of 3 to 8.
var telephones = []*regexp.Regexp{
	regexp.MustCompile(`^0[1-9][0-9]{8,10}$`), // area code and number: 10 to 12 digits
	regexp.MustCompile(`^1[3-9][0-9]{9}$`),    // mobile
	regexp.MustCompile(`^[48]00[0-9]{7}$`),    // paid by the one who is called
	regexp.MustCompile(`^1[0-9]{2,4}$`),       // 110, 12345
	regexp.MustCompile(`^9[56][0-9]{3,6}$`),   // 95598
	regexp.MustCompile(`^[2-9][0-9]{6,7}$`),   // a number in town
}

func telephone(s string) bool {
	m := telephoneForm.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	digits := strings.NewReplacer(" ", "", "-", "").Replace(m[2])
	for _, t := range telephones {
		if t.MatchString(digits) {
			return true
		}
	}
	return false
}

func (p Part) floor(raw json.RawMessage) (json.RawMessage, error) {
	var n int
	if err := json.Unmarshal(raw, &n); err != nil || n == 0 || n < -9 || n > 99 {
		return nil, refuse("floor", p.Path, says{"楼层不对", "the floor is no whole number of -9 to 99 but 0", "Неверный этаж"},
			says{"一楼写 1，地下一层写 -1", "write 1 for the 1st floor, -1 for the one below the ground", "Первый этаж — 1, подвал — -1"})
	}
	return json.Marshal(n)
}

func (p Part) rectangle(raw json.RawMessage) (json.RawMessage, error) {
	var r catalog.Place
	err := json.Unmarshal(raw, &r)
	if err != nil || r.X < 0 || r.Y < 0 || r.W < 1 || r.H < 1 || r.X > catalog.MapWidth-r.W || r.Y > catalog.MapHeight-r.H {
		return nil, offMap(p.Path)
	}
	return json.Marshal(r)
}

func (p Part) route(raw json.RawMessage) (json.RawMessage, error) {
	var all []catalog.Point
	if err := json.Unmarshal(raw, &all); err != nil || len(all) == 0 {
		return nil, malformed(p.Path)
	}
	if len(all) > 40 {
		return nil, tooLong(p.Path)
	}
	for _, q := range all {
		if q.X < 0 || q.Y < 0 || q.X > catalog.MapWidth || q.Y > catalog.MapHeight {
			return nil, offMap(p.Path)
		}
	}
	return json.Marshal(all)
}

// clean refuses letters that draw nothing, or turn other letters around: a
// telephone number could read differently from what it is.
func clean(field, s string) error {
	if !utf8.ValidString(s) {
		return malformed(field)
	}
	for _, r := range s {
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || r == utf8.RuneError {
			return refuse("hidden-letters", field,
				says{"含有看不见的控制字符", fmt.Sprintf("it has a letter that cannot be seen (U+%04X)", r), "Есть невидимый знак"},
				says{"请删掉，用键盘重新输入，不要粘贴", "take it out: type the words instead of pasting them", "Удалите его и наберите текст на клавиатуре, не вставляйте"})
		}
	}
	if strings.TrimSpace(s) != s {
		return refuse("blanks", field, says{"开头或结尾有空格", "it begins or ends with a blank", "В начале или в конце стоит пробел"},
			says{"请去掉空格", "take the blank away", "Уберите пробел"})
	}
	return nil
}

func missing(field string) error {
	return refuse("missing", field, says{"没有填写（中文必填）", "it is empty (Chinese is required)", "Не заполнено (китайский обязателен)"},
		says{"请填写；要告诉办事人这一项没有了，就填写“给办事人的提示”", "fill it in; to say that there is none any more write a notice to visitors (field note)", "Заполните; если этого больше нет, напишите объявление для посетителей"})
}

func malformed(field string) error {
	return refuse("malformed", field, says{"内容格式不对", "it has the wrong form", "Неверный формат"},
		says{"请重新填写", "write words by language (zh, en, ru), or a number or list where the field wants one", "Заполните заново"})
}

func offMap(field string) error {
	return refuse("off-map", field, says{"位置超出平面图（宽 984，高 600）", "it lies outside the map (984 wide, 600 high)", "Место вне плана (ширина 984, высота 600)"},
		says{"请在平面图上重新选", "choose it on the map again", "Выберите место на плане заново"})
}

func length(field string, least, most int) error {
	return refuse("length", field, says{fmt.Sprintf("应为 %d 到 %d 个字", least, most), fmt.Sprintf("want %d to %d characters", least, most), fmt.Sprintf("Нужно от %d до %d знаков", least, most)},
		says{"请改短或写全", "shorten it, or write it out", "Сократите или допишите"})
}

// Limits returns the fewest and the most characters of Chinese words, 0 and 0
// for a shape that is no words. Other languages may have three times as many.
func (s Shape) Limits() (least, most int) { return limits[s][0], limits[s][1] }
