package speech

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// zhTongue is Chinese. Its words are characters, capital letters and pauses.
var zhTongue = tongue{
	starts: func(r rune) bool {
		return isDigit(r) || isLatin(r) || isCyrillic(r) || strings.ContainsRune("￥¥〔［[（(-–—~～.+№第元分角/", r)
	},
	rules: sync.OnceValue(func() []rule {
		return append(zhDates(), append(zhCodes(), zhAmounts()...)...)
	}),
	sign: zhSign,
	tidy: func(s string) string { return tidyPauses(s, "") },
}

// Forms that several rules are made of.
const (
	number = `(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`
	dash   = `\s*[-–—~～]{1,2}\s*`
	year   = `(?:19|20)\d{2}`
)

func zhDates() []rule {
	return []rule{
		when(`(`+year+`)[-./](\d{1,2})[-./](\d{1,2})`, zhDate),
		when(`(`+year+`)-(0[1-9]|1[0-2])`, func(c cut) (string, bool) {
			return zhYear(c.m[1]) + "年" + zhNumber(trimZero(c.m[2])) + "月", c.ends()
		}),
		when(`[〔［\[（(](`+year+`)[〕］\]）)]`, zhFileYear),
		when(`(`+year+`)`+dash+`(`+year+`)`, func(c cut) (string, bool) {
			return zhYear(c.m[1]) + "到" + zhYear(c.m[2]), c.ends()
		}),
		when(`(`+year+`)\s*年`, func(c cut) (string, bool) {
			return zhYear(c.m[1]) + "年", !hasAny(c.after, []string{"以上", "以下"})
		}),
		when(`([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?`, zhTime),
		when(`(\d+):(\d+)`, func(c cut) (string, bool) { return zhNumber(c.m[1]) + "比" + zhNumber(c.m[2]), true }),
	}
}

// ends reports whether no more digits follow what matched.
func (c cut) ends() bool { return c.after == "" || !isDigit(rune(c.after[0])) }

func trimZero(s string) string {
	n, _ := strconv.Atoi(s)
	return strconv.Itoa(n)
}

func zhDate(c cut) (string, bool) {
	m, d := trimZero(c.m[2]), trimZero(c.m[3])
	return zhYear(c.m[1]) + "年" + zhNumber(m) + "月" + zhNumber(d) + "日", c.ends() && isDay(m, d)
}

func isDay(month, day string) bool {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	return m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// zhFileYear says the year of a document number: 〔2016〕2559号.
func zhFileYear(c cut) (string, bool) {
	square := strings.ContainsAny(c.m[0], "〔［[")
	return zhYear(c.m[1]) + "，", square || unicode.Is(unicode.Han, lastRune(c.before)) && isDigit(firstRune(c.after))
}

func zhTime(c cut) (string, bool) {
	hour := zhNumber(trimZero(c.m[1]))
	if hour == "二" {
		hour = "两"
	}
	said := hour + "点"
	switch minute := c.m[2]; {
	case minute == "30":
		said += "半"
	case minute[0] == '0' && minute != "00":
		said += "零" + zhDigit(minute[1]) + "分"
	case minute != "00":
		said += zhNumber(minute) + "分"
	}
	return said, c.ends()
}

// zhSign says a sign by itself. What nobody would say is a pause or nothing.
func zhSign(r rune) string {
	switch {
	case unicode.Is(unicode.Han, r) || isPause(r) && r > 0x7F:
		return string(r)
	case r == '〇':
		return "零"
	case r == ' ':
		return " "
	case r == '.' || r == '\n' || r == '|':
		return "。"
	}
	if said, ok := zhSigns[r]; ok {
		return said
	}
	if unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) {
		return "，"
	}
	return ""
}

var zhSigns = map[rune]string{
	'·': "", '•': "，", '_': "", '*': "", '\'': "", '’': "", '‘': "", '`': "", '^': "", '\u20dd': "", '℡': "电话", '☎': "电话",
	'?': "？", '!': "！", ';': "；", '%': "百分号", '‰': "千分号", '℃': "摄氏度", '°': "度", '㎡': "平方米", '㎥': "立方米", '№': "第",
	'+': "加", '=': "等于", '×': "乘", '÷': "除以", '<': "小于", '>': "大于", '≤': "不超过", '≥': "不少于", '±': "正负", '≠': "不等于", '&': "和", '€': "欧元", '$': "美元", '￥': "元", '¥': "元", '#': "井号",
	'①': "一，", '②': "二，", '③': "三，", '④': "四，", '⑤': "五，", '⑥': "六，", '⑦': "七，", '⑧': "八，", '⑨': "九，", '⑩': "十，",
	'Ⅰ': "一", 'Ⅱ': "二", 'Ⅲ': "三", 'Ⅳ': "四", 'Ⅴ': "五", 'Ⅵ': "六", 'Ⅶ': "七", 'Ⅷ': "八", 'Ⅸ': "九", 'Ⅹ': "十",
	'²': "平方", '³': "立方", '½': "二分之一", '¼': "四分之一",
}
