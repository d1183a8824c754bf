package speech

import (
	"strings"
	"unicode"
)

// zhAmounts says money, shares, measures, ranges and other numbers.
func zhAmounts() []rule {
	const per = `\s*/\s*([^\s，。；、：！？（）()“”》\d]{1,12})`
	return []rule{
		when(`[￥¥]?\s*(`+number+`)(?:`+dash+`(`+number+`))?\s*([万亿]?元)`+per, zhPrice),
		when(`([￥¥]?)\s*(`+number+`)\s*(元?)`, zhYuan),
		when(`([元角分])`+per, func(c cut) (string, bool) { return c.m[1] + zhPer(c.m[2]), true }),
		when(`(-?)(`+number+`)\s*%(?:`+dash+`(`+number+`)\s*%)?`, zhPercent),
		when(`(`+number+`)\s*‰`, func(c cut) (string, bool) { return "千分之" + zhNumber(c.m[1]), true }),
		when(`(\d{1,2})/(\d{1,3})`, func(c cut) (string, bool) { return zhNumber(c.m[2]) + "分之" + zhNumber(c.m[1]), c.ends() }),
		when(`(`+number+`)\s*([A-Za-z]{1,4}[²³23]?(?:/(?:[A-Za-z]{1,3}[²³23]?|[人天日月年户次件]))?)`, zhMeasure),
		when(`(`+number+`)\s*([㎡㎥℃°])`, zhMeasure),
		when(`(`+number+`)(?:(?:`+dash+`|\s*[至到]\s*)(`+number+`))?`, zhPlain),
		when(`([A-Za-z]{1,3}[²³23])`, zhBareMeasure),
		when(dash, zhDash),
		when(`/`, zhSlash),
	}
}

// zhPrice says a price for a unit: 80 元/件.
func zhPrice(c cut) (string, bool) {
	amount := zhMoney(c.m[1], c.before, c.m[3])
	if c.m[2] != "" {
		amount = zhNumber(c.m[1]) + "到" + zhMoney(c.m[2], "", c.m[3])
	}
	return zhPer(c.m[4]) + amount, true
}

// zhPer says what is counted: 平方米·月 is 每平方米每月.
func zhPer(units string) string {
	var b strings.Builder
	for _, u := range strings.FieldsFunc(units, func(r rune) bool { return strings.ContainsRune("·•/.", r) }) {
		if said, ok := zhUnits[u]; ok {
			u = said
		} else if said, ok := zhUnits[strings.ToLower(u)]; ok {
			u = said
		}
		b.WriteString("每")
		for _, r := range u {
			b.WriteString(zhInside(r))
		}
	}
	return b.String()
}

// zhInside says a character of a unit.
func zhInside(r rune) string {
	if isLatin(r) {
		return strings.ToUpper(string(r))
	}
	if isDigit(r) {
		return zhDigit(byte(r))
	}
	return zhSign(r)
}

// zhYuan says money: after a sign or before 元.
func zhYuan(c cut) (string, bool) {
	if c.m[1] == "" && c.m[3] == "" {
		return "", false
	}
	return zhMoney(c.m[2], c.before, "元"), c.m[3] != "" || c.ends() && !hasAny(strings.TrimLeft(c.after, " "), []string{"万", "亿"})
}

// zhMoney says an amount in yuan, jiao and fen.
func zhMoney(amount, before, yuan string) string {
	whole, cents, _ := strings.Cut(strings.ReplaceAll(amount, ",", ""), ".")
	if yuan != "元" || len(cents) > 2 || len(whole) > zhMost {
		return zhCount(amount, before, yuan) + yuan
	}
	cents = (cents + "00")[:2]
	said := ""
	if strings.Trim(whole, "0") != "" || cents == "00" {
		said = zhCount(whole, before, "元") + "元"
	}
	switch {
	case cents == "00":
		return said
	case cents[0] != '0':
		said += zhDigit(cents[0]) + "角"
	case said != "":
		said += "零"
	}
	if cents[1] != '0' {
		said += zhDigit(cents[1]) + "分"
	}
	return said
}

func zhPercent(c cut) (string, bool) {
	said := "百分之" + zhNumber(c.m[2])
	if c.m[1] != "" {
		said = "负" + said
	}
	if c.m[3] != "" {
		said += "到百分之" + zhNumber(c.m[3])
	}
	return said, c.m[1] == "" || !isWord(lastRune(c.before))
}

// zhMeasure says a number with a unit that is a sign or letters.
func zhMeasure(c cut) (string, bool) {
	said, ok := zhUnits[c.m[2]]
	if !ok || c.after != "" && isLatin(rune(c.after[0])) {
		return "", false
	}
	return zhCount(c.m[1], c.before, said) + said, true
}

func zhBareMeasure(c cut) (string, bool) {
	said, ok := zhUnits[c.m[1]]
	return said, ok && !isLatin(lastRune(c.before)) && !isDigit(lastRune(c.before))
}

// zhPlain says a number that nothing else is known of, or two with a dash.
func zhPlain(c cut) (string, bool) {
	context := strings.TrimRight(c.before, " ")
	if endsAny(context, []string{"分机", "号转", "电话转", "邮编", "邮编：", "编码：", "编号：", "代码："}) {
		return zhTelephone(c.m[1]), c.m[2] == ""
	}
	if c.m[2] == "" {
		return zhCount(c.m[1], c.before, c.after), true
	}
	return zhCount(c.m[1], c.before, c.after) + "到" + zhCount(c.m[2], c.before, c.after), true
}

// zhDash says a dash: 到 between numbers, 负 before one, else a pause.
func zhDash(c cut) (string, bool) {
	last, next := lastRune(c.before), firstRune(c.after)
	switch {
	case !isDigit(next) || next == 0:
		return "，", true
	case isWord(last) || strings.ContainsRune("℃㎡㎥%°", last) && last != 0:
		return "到", true
	case c.m[0] == "-":
		return "负", true
	}
	return "，", true
}

// zhSlash says a stroke: 每 after a measure, a pause between choices.
func zhSlash(c cut) (string, bool) {
	if endsAny(strings.TrimRight(c.before, " "), []string{"次", "公里", "毫克", "千克", "立方米", "平方米", "度"}) {
		return "每", true
	}
	return "、", true
}

func isWord(r rune) bool { return isDigit(r) || unicode.IsLetter(r) }

// zhUnits are the measures that are written as signs or letters.
var zhUnits = map[string]string{
	"㎡": "平方米", "m²": "平方米", "m2": "平方米", "㎥": "立方米", "m³": "立方米", "m3": "立方米", "km²": "平方公里", "km2": "平方公里", "hm²": "公顷",
	"m": "米", "km": "公里", "cm": "厘米", "mm": "毫米", "kg": "公斤", "g": "克", "mg": "毫克", "t": "吨", "L": "升", "l": "升", "ml": "毫升", "mL": "毫升",
	"mg/L": "毫克每升", "mg/m³": "毫克每立方米", "mg/m3": "毫克每立方米", "km/h": "公里每小时", "m/s": "米每秒",
	"h": "小时", "min": "分钟", "s": "秒", "d": "天", "℃": "摄氏度", "°C": "摄氏度", "°": "度", "C": "度",
	"W": "瓦", "kW": "千瓦", "MW": "兆瓦", "kWh": "千瓦时", "kwh": "千瓦时", "KWh": "千瓦时", "V": "伏", "kV": "千伏", "kVA": "千伏安", "A": "安", "Hz": "赫兹", "MPa": "兆帕", "kPa": "千帕", "Pa": "帕", "dB": "分贝", "GJ": "吉焦",
	"M": "兆", "Mbps": "兆", "MB": "兆", "G": "G", "GB": "G", "KB": "K", "K": "K", "TB": "T",
}
