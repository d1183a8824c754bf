package speech

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// ruTongue is Russian. Its words are Cyrillic letters and pauses.
var ruTongue = tongue{
	starts: func(r rune) bool {
		return isDigit(r) || isLatin(r) || isCyrillic(r) || unicode.Is(unicode.Han, r) || strings.ContainsRune("￥¥〔［[-–—~+№.", r)
	},
	rules: sync.OnceValue(func() []rule { return append(ruForms(), ruNumbers()...) }),
	sign:  ruSign,
	tidy:  func(s string) string { return tidyPauses(s, " ") },
}

const (
	ruMonths = `(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)`
	ruMoon   = `([Яя]нварь|[Фф]евраль|[Мм]арт|[Аа]прель|[Мм]ай|[Ии]юнь|[Ии]юль|[Аа]вгуст|[Сс]ентябрь|[Оо]ктябрь|[Нн]оябрь|[Дд]екабрь)`
	ruNumber = `(?:\d{1,3}(?:[ ,]\d{3})+|\d+)(?:[.,]\d+)?`
)

// ruForms says what is more than a number.
func ruForms() []rule {
	return []rule{
		when(webAddress, func(cut) (string, bool) { return "адрес на экране", true }),
		when(mailAddress, func(cut) (string, bool) { return "почтовый адрес на экране", true }),
		when(`(\d{1,2})\.(\d{2})\.(`+year+`)`, func(c cut) (string, bool) {
			return ruDate(c.m[1], c.m[2], c.m[3]), c.ends() && isDay(trimZero(c.m[2]), trimZero(c.m[1]))
		}),
		when(`(`+year+`)[-./](\d{1,2})[-./](\d{1,2})`, func(c cut) (string, bool) {
			return ruDate(c.m[3], c.m[2], c.m[1]), c.ends() && isDay(trimZero(c.m[2]), trimZero(c.m[3]))
		}),
		when(`(\d{1,2})\s+`+ruMonths+`(?:\s+(`+year+`)(?:\s*(?:года|г\.))?)?`, func(c cut) (string, bool) {
			return ruOrdinal(c.m[1], "ого") + " " + c.m[2] + ruOfYear(c.m[3]), c.ends()
		}),
		when(ruMoon+`\s+(`+year+`)(?:\s*(?:года|г\.))?`, func(c cut) (string, bool) { return c.m[1] + ruOfYear(c.m[2]), c.ends() }),
		when(`(`+year+`)\s*(году|года|год|г\.)`, ruYear),
		when(`([01]?\d|2[0-4]):([0-5]\d)(?:`+dash+`([01]?\d|2[0-4]):([0-5]\d))?`, ruTime),
		when(landline, func(c cut) (string, bool) { return ruTelephone(c.m[0]), !afterNumber(c) }),
		when(services, func(c cut) (string, bool) { return ruTelephone(c.m[0]), !afterNumber(c) && !ruCounts(c.after) }),
		when(alarms, func(c cut) (string, bool) { return ruTelephone(c.m[0]), ruCalled(c) }),
		when(`\d{6,}[XxХх]?`, func(c cut) (string, bool) {
			return ruTelephone(c.m[0]) + ruX(c.m[0]), !strings.HasPrefix(c.after, ".")
		}),
		when(`[〔［\[](`+year+`)[〕］\]]`, func(c cut) (string, bool) { return ", " + ruCount(c.m[1], ruNominative, ruMasculine) + ", ", true }),
		when(`№№?\s*`, func(c cut) (string, bool) { return "номер ", true }),
		when(`号`, func(cut) (string, bool) { return " ", true }),
		when(`\p{Han}+`, func(c cut) (string, bool) { return " " + cyrillicOf(c.m[0]) + " ", true }),
		when(`\.([A-Za-z]{3,4})`, func(c cut) (string, bool) {
			return ruFiles[strings.ToLower(c.m[1])], ruFiles[strings.ToLower(c.m[1])] != "" && !isWordAhead(c.after)
		}),
		when(ruAbbreviations(), ruInFull),
		when(`[\x{0400}-\x{04FF}]+`, func(c cut) (string, bool) { return ruWord(c.m[0]), true }),
		when(`[A-Za-z]+`, func(c cut) (string, bool) { return " " + ruLetters(c.m[0]) + " ", true }),
	}
}

// ruX says the letter at the end of an identity number.
func ruX(s string) string {
	if strings.ContainsAny(s, "XxХх") {
		return ", икс"
	}
	return ""
}

func ruDate(day, month, year string) string {
	months := strings.Split(strings.Trim(ruMonths, "()"), "|")
	return ruOrdinal(trimZero(day), "ого") + " " + months[atMost(trimZero(month), 12)-1] + ruOfYear(year)
}

// ruOfYear says of which year: двадцать седьмого года.
func ruOfYear(year string) string {
	if year == "" {
		return ""
	}
	return " " + ruOrdinal(year, "ого") + " года"
}

func ruYear(c cut) (string, bool) {
	switch c.m[2] {
	case "году":
		return ruOrdinal(c.m[1], "ом") + " году", true
	case "год":
		return ruOrdinal(c.m[1], "ый") + " год", c.after == "" || !unicode.IsLetter(firstRune(c.after)) || c.after[0] == ' '
	}
	return ruOrdinal(c.m[1], "ого") + " года", true
}

// ruTime says a time of day, and a span as с … до.
func ruTime(c cut) (string, bool) {
	if c.m[3] != "" {
		return "с " + ruClock(c.m[1], c.m[2], ruGenitive) + " до " + ruClock(c.m[3], c.m[4], ruGenitive), c.ends()
	}
	return ruClock(c.m[1], c.m[2], ruCaseOf(c.before)), c.ends()
}

func ruClock(hour, minute string, kase ruCase) string {
	said := ruThings(trimZero(hour), kase, ruUnits["ч"])
	if minute != "00" {
		said += " " + ruThings(trimZero(minute), kase, ruUnits["мин"])
	}
	return said
}

func ruCounts(after string) bool {
	return hasAny(strings.TrimLeft(after, " "), strings.Fields("юан чел дом семей семь тонн метр кв. куб % ."))
}

func ruCalled(c cut) bool {
	before := strings.ToLower(strings.TrimRight(c.before, " "))
	return !afterNumber(c) && !ruCounts(c.after) && (len(c.m[0]) == 5 && c.m[0][:2] == "12" || endsAny(before, strings.Fields("звоните: телефон телефону тел. линия или номер")))
}

// ruAbbreviations matches those of ruShort, the longer first.
func ruAbbreviations() string {
	all := slices.SortedFunc(maps.Keys(ruShort), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for i, s := range all {
		all[i] = strings.ReplaceAll(regexp.QuoteMeta(s), " ", `\s?`)
	}
	return strings.Join(all, "|")
}

// ruInFull says an abbreviation. A point behind a measure may end a sentence
// too.
func ruInFull(c cut) (string, bool) {
	before, _ := utf8.DecodeLastRuneInString(c.before)
	after, _ := utf8.DecodeRuneInString(c.after)
	point := strings.HasSuffix(c.m[0], ".")
	if unicode.IsLetter(before) || !point && unicode.IsLetter(after) {
		return "", false
	}
	said := ruShort[c.m[0]]
	if said == "" {
		said = ruShort[strings.ReplaceAll(c.m[0], ". ", ".")]
	}
	if said == "" {
		said = ruShort[strings.ReplaceAll(c.m[0], ".", ". ")]
	}
	if next := firstRune(c.after); point && said != "" && said[len(said)-1] != ' ' && (next == utf8.RuneError || unicode.IsUpper(next)) {
		said += ". "
	}
	return said, said != ""
}

// ruWord leaves a word as it is and says capitals without a vowel by their
// names.
func ruWord(w string) string {
	if n := utf8.RuneCountInString(w); n >= 2 && n <= 5 && w == strings.ToUpper(w) && !strings.ContainsAny(w, "АЕЁИОУЫЭЮЯ") {
		return ruLetters(w)
	}
	return w
}

func ruLetters(s string) string {
	var all []string
	for _, r := range strings.ToUpper(s) {
		if name := ruLetterNames[r]; name != "" {
			all = append(all, name)
		}
	}
	return strings.Join(all, " ")
}

var ruLetterNames = map[rune]string{
	'A': "эй", 'B': "би", 'C': "си", 'D': "ди", 'E': "и", 'F': "эф", 'G': "джи", 'H': "эйч", 'I': "ай", 'J': "джей", 'K': "кей", 'L': "эл", 'M': "эм", 'N': "эн", 'O': "оу", 'P': "пи", 'Q': "кью", 'R': "ар", 'S': "эс", 'T': "ти", 'U': "ю", 'V': "ви", 'W': "дабл ю", 'X': "икс", 'Y': "уай", 'Z': "зэт",
	'Б': "бэ", 'В': "вэ", 'Г': "гэ", 'Д': "дэ", 'Ж': "жэ", 'З': "зэ", 'К': "ка", 'Л': "эл", 'М': "эм", 'Н': "эн", 'П': "пэ", 'Р': "эр", 'С': "эс", 'Т': "тэ", 'Ф': "эф", 'Х': "ха", 'Ц': "цэ", 'Ч': "че", 'Ш': "ша", 'Щ': "ща",
}

// ruShort are abbreviations with their points.
var ruShort = map[string]string{
	"ГДж": "гигаджоулей", "кВт·ч": "киловатт часов", "кВт": "киловатт", "КНР": "ка эн эр",
	"г.": "город ", "ул.": "улица ", "тыс.": "тысяч ", "тел.": "телефон ", "кв. м": "квадратных метров", "кв. м.": "квадратных метров", "куб. м": "кубических метров", "т. д.": "так далее", "т. е.": "то есть", "руб.": "рублей ", "стр.": "страница ", "ст.": "статья ", "п.": "пункт ", "д.": "дом ", "кв.": "квартира ", "пр.": "прочее ", "мин.": "минут ", "млн": "миллионов", "млрд": "миллиардов", "см.": "смотрите ",
}

var ruFiles = map[string]string{"xlsx": ", таблица", "xls": ", таблица", "pdf": ", файл пэ дэ эф", "docx": ", документ", "doc": ", документ", "zip": ", архив", "jpg": ", картинка", "png": ", картинка"}

func ruSign(r rune) string {
	if said, ok := ruSigns[r]; ok {
		return said
	}
	return otherSign(r)
}

var ruSigns = map[rune]string{
	'/': " или ", '&': " и ", '+': " плюс ", '=': " равно ", '%': " процентов ", '×': " на ", '·': " ", '_': " ", '*': " ", '`': "", '\'': "", '’': "", '€': " евро ", '$': " долларов ", '¥': " юаней ", '￥': " юаней ", '\u0301': "",
	'℃': " градусов ", '°': " градусов ", '㎡': " квадратных метров ", '㎥': " кубических метров ", '<': " меньше ", '>': " больше ", '≤': " не больше ", '≥': " не меньше ", '²': " квадратных ", '³': " кубических ", '#': " номер ", '@': " ", '½': " одна вторая ",
}
