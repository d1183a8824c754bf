package speech

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// enTongue is English. Its words are Latin letters, apostrophes and pauses.
var enTongue = tongue{
	starts: func(r rune) bool {
		return isDigit(r) || isLatin(r) || isCyrillic(r) || unicode.Is(unicode.Han, r) || strings.ContainsRune("￥¥〔［[-–—~+№.", r)
	},
	rules: sync.OnceValue(func() []rule { return append(enForms(), enNumbers()...) }),
	sign:  enSign,
	tidy:  func(s string) string { return tidyPauses(s, " ") },
}

const months = `(January|February|March|April|May|June|July|August|September|October|November|December)`

// enForms says what is more than a number.
func enForms() []rule {
	return []rule{
		when(webAddress, func(cut) (string, bool) { return "the address on the screen", true }),
		when(mailAddress, func(cut) (string, bool) { return "the mail address on the screen", true }),
		when(`(`+year+`)[-./](\d{1,2})[-./](\d{1,2})`, func(c cut) (string, bool) {
			return enDay(c.m[3]) + " of " + enMonth(c.m[2]) + " " + enYear(c.m[1]), c.ends() && isDay(trimZero(c.m[2]), trimZero(c.m[3]))
		}),
		when(`(\d{1,2})\s+`+months+`(?:\s+(`+year+`))?`, func(c cut) (string, bool) {
			return strings.TrimRight(enDay(c.m[1])+" of "+c.m[2]+" "+enYear(c.m[3]), " "), c.ends() && isDay("1", c.m[1])
		}),
		when(months+`\s+(`+year+`)`, func(c cut) (string, bool) { return c.m[1] + " " + enYear(c.m[2]), c.ends() }),
		when(`([01]?\d|2[0-4]):([0-5]\d)`, func(c cut) (string, bool) { return enTime(c.m[1], c.m[2]), c.ends() }),
		when(landline, func(c cut) (string, bool) { return enTelephone(c.m[0]), !afterNumber(c) }),
		when(services, func(c cut) (string, bool) { return enTelephone(c.m[0]), !afterNumber(c) && !enCounts(c.after) }),
		when(alarms, func(c cut) (string, bool) { return enTelephone(c.m[0]), enCalled(c) }),
		when(`\d{6,}[Xx]?`, func(c cut) (string, bool) { return enTelephone(c.m[0]) + enX(c.m[0]), !strings.HasPrefix(c.after, ".") }),
		when(`[〔［\[](`+year+`)[〕］\]]`, func(c cut) (string, bool) { return ", " + enYear(c.m[1]) + ", ", true }),
		when(`(?:№|No\.|Nos\.)\s*`, func(c cut) (string, bool) { return "number ", isDigit(firstRune(c.after)) }),
		when(`号`, func(cut) (string, bool) { return " ", true }),
		when(`\p{Han}+`, func(c cut) (string, bool) { return " " + latinOf(c.m[0]) + " ", true }),
		when(`[\x{0400}-\x{04FF}]+`, func(cut) (string, bool) { return " ", true }),
		when(`\.([A-Za-z]{3,4})`, func(c cut) (string, bool) {
			return fileSort(c.m[1], enFiles), lastRune(c.before) != '.' && isWord(lastRune(c.before)) && c.before[len(c.before)-1] != ' ' && !isWordAhead(c.after) && enFiles[strings.ToLower(c.m[1])] != ""
		}),
		when(`[A-Za-z][A-Za-z]*`, enWord),
	}
}

// enNumbers says money, shares, measures, ranges and other numbers.
func enNumbers() []rule {
	return []rule{
		when(`[￥¥]\s*(`+number+`)`, func(c cut) (string, bool) { return enNumber(c.m[1]) + " yuan", true }),
		when(`-?(`+number+`)\s*%`, func(c cut) (string, bool) { return minus(c, "minus ") + enNumber(c.m[1]) + " percent", true }),
		when(`(`+number+`)\s*([A-Za-z]{1,4}[²³23]?|[㎡㎥℃°])`, enMeasure),
		when(`(\d+)(st|nd|rd|th)\b`, func(c cut) (string, bool) { return enOrdinal(c.m[1]), true }),
		when(`(\d{1,2})/(\d{1,3})`, func(c cut) (string, bool) { return enNumber(c.m[1]) + " over " + enNumber(c.m[2]), c.ends() }),
		when(`(`+year+`)`, func(c cut) (string, bool) { return enYear(c.m[1]), c.ends() && !enCounts(c.after) && !afterNumber(c) }),
		when(`(`+number+`)`, func(c cut) (string, bool) { return enNumber(c.m[1]), true }),
		when(dash, enDash),
		when(`\.`, func(c cut) (string, bool) { return " point ", afterNumber(c) && isDigit(firstRune(c.after)) }),
	}
}

func minus(c cut, word string) string {
	if strings.HasPrefix(c.m[0], "-") {
		return word
	}
	return ""
}

func enX(s string) string {
	if strings.ContainsAny(s, "Xx") {
		return ", X"
	}
	return ""
}

// enCounts reports whether text goes on with a word for an amount.
func enCounts(after string) bool {
	return hasAny(strings.TrimLeft(after, " "), strings.Fields("yuan people homes families households tonnes metres square cubic % .")) && !strings.HasPrefix(after, ". ")
}

func enCalled(c cut) bool {
	before := strings.ToLower(strings.TrimRight(c.before, " "))
	return !afterNumber(c) && !enCounts(c.after) && (len(c.m[0]) == 5 && c.m[0][:2] == "12" || endsAny(before, strings.Fields("call dial phone telephone hotline or line")))
}

// enDash says a dash: to between numbers, minus before one, else a pause.
func enDash(c cut) (string, bool) {
	return sayDash(c, " to ", " minus ")
}

// sayDash tells what a dash is; between letters it is a space.
func sayDash(c cut, to, minus string) (string, bool) {
	last, next := lastRune(c.before), firstRune(c.after)
	tight := !strings.Contains(c.m[0], " ")
	switch {
	case isDigit(next) && (isDigit(last) || strings.ContainsRune("℃㎡㎥%°", last)):
		return to, true
	case isDigit(next) && c.m[0][0] == '-' && !isWord(last):
		return minus, true
	case tight && isWord(last) && isWord(next):
		return " ", true
	case isDigit(next) && unicode.IsLetter(last):
		return to, true
	}
	return ", ", true
}

// enMeasure says a number with a unit in letters or a sign.
func enMeasure(c cut) (string, bool) {
	said, ok := enUnits[c.m[2]]
	if !ok || c.after != "" && (isLatin(rune(c.after[0])) || c.after[0] == '\'') {
		return "", false
	}
	if one, many, _ := strings.Cut(said, "|"); c.m[1] == "1" {
		said = one
	} else if many != "" {
		said = many
	}
	return enNumber(c.m[1]) + " " + said, true
}

var enUnits = map[string]string{
	"m": "metre|metres", "km": "kilometre|kilometres", "cm": "centimetre|centimetres", "mm": "millimetre|millimetres", "kg": "kilogram|kilograms", "g": "gram|grams", "t": "tonne|tonnes", "l": "litre|litres", "L": "litre|litres",
	"m²": "square metre|square metres", "m2": "square metre|square metres", "㎡": "square metre|square metres", "m³": "cubic metre|cubic metres", "m3": "cubic metre|cubic metres", "㎥": "cubic metre|cubic metres",
	"h": "hour|hours", "min": "minute|minutes", "s": "second|seconds", "d": "day|days", "℃": "degree|degrees", "°": "degree|degrees",
	"kV": "kilovolt|kilovolts", "V": "volt|volts", "kW": "kilowatt|kilowatts", "kWh": "kilowatt hour|kilowatt hours", "W": "watt|watts", "A": "ampere|amperes", "M": "megabit|megabits", "G": "G", "GB": "gigabyte|gigabytes", "MB": "megabyte|megabytes", "Hz": "hertz", "dB": "decibel|decibels",
}

var enFiles = map[string]string{"xlsx": ", a spreadsheet", "xls": ", a spreadsheet", "pdf": ", a P D F file", "docx": ", a document", "doc": ", a document", "zip": ", a packed file", "jpg": ", a picture", "png": ", a picture"}

// enSpelled are the capitals that make no word; others are read as one.
var enSpelled = regexp.MustCompile(`^[A-Z]{2,4}$`)

// enWord leaves a word as it is and parts capitals that stand for words.
func enWord(c cut) (string, bool) {
	w := c.m[0]
	if said, ok := enShort[w]; ok {
		return said, true
	}
	if enSpelled.MatchString(w) {
		return strings.Join(strings.Split(w, ""), " "), true
	}
	if c.after != "" && isDigit(rune(c.after[0])) {
		w += " "
	}
	return w, true
}

var enShort = map[string]string{"ID": "I D", "GJ": "gigajoules", "km": "kilometres", "kWh": "kilowatt hours", "kW": "kilowatts", "NO": "no", "AND": "and", "ZIP": "zip"}

func enSign(r rune) string {
	if said, ok := enSigns[r]; ok {
		return said
	}
	return otherSign(r)
}

// otherSign says what is no letter of the language: a pause, or nothing.
func otherSign(r rune) string {
	switch {
	case r == ' ' || isPause(r) && r < 0x7F:
		return string(r)
	case r == '。' || r == '\n' || r == '！' || r == '？':
		return ". "
	case unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r):
		return ", "
	}
	return ""
}

var enSigns = map[rune]string{
	'\'': "'", '’': "'", '‘': " ", '/': " or ", '&': " and ", '+': " plus ", '=': " equals ", '%': " percent ", '×': " times ", '·': " ", '_': " ", '*': " ", '`': "", '€': " euro ", '$': " dollar ", '¥': " yuan ", '￥': " yuan ",
	'℃': " degrees ", '°': " degrees ", '㎡': " square metres ", '㎥': " cubic metres ", '<': " less than ", '>': " more than ", '≤': " at most ", '≥': " at least ", '²': " square ", '³': " cubic ", '#': " number ", '№': " number ", '@': " at ", '½': " one half ", 'é': "e",
}
