package speech

import (
	"strings"
	"unicode"
)

// zhCodes says telephones, codes, addresses and letters.
func zhCodes() []rule {
	return []rule{
		when(webAddress, func(cut) (string, bool) { return "网址见屏幕", true }),
		when(mailAddress, func(cut) (string, bool) { return "邮箱见屏幕", true }),
		when(landline, func(c cut) (string, bool) { return zhTelephone(c.m[0]), !afterNumber(c) }),
		when(services, func(c cut) (string, bool) { return zhTelephone(c.m[0]), !afterNumber(c) && !zhCounts(c.after) }),
		when(alarms, func(c cut) (string, bool) { return zhTelephone(c.m[0]), !afterNumber(c) && zhCalled(c) }),
		when(`\d{17}[\dXx]`, func(c cut) (string, bool) {
			return zhTelephone(c.m[0][:17]) + strings.ToUpper(letterOrDigit(c.m[0][17:])), c.ends()
		}),
		when(`\d{13,}`, func(c cut) (string, bool) { return zhTelephone(c.m[0]), true }),
		when(`\d{1,3}(?:\.\d{1,3}){3,}`, func(c cut) (string, bool) { return zhParts(c.m[0]), true }),
		when(`\d+(?:-\d+){2,}`, func(c cut) (string, bool) { return zhTelephone(c.m[0]), true }),
		when(`\.([A-Za-z]{3,4})`, func(c cut) (string, bool) { return fileSort(c.m[1], zhFiles), !isWordAhead(c.after) }),
		when(`[A-Za-z]{1,4}(?:/[A-Za-z]{1,2})?[ -]?\d[\dA-Za-z]*(?:[-.]\d+)*`, zhCode),
		when(`(?:第|№)\s*(\d+)`, func(c cut) (string, bool) { return "第" + zhNumber(c.m[1]), !strings.HasPrefix(c.after, ".") }),
		when(`[A-Za-z]+`, zhLetters),
		when(`[\x{0400}-\x{04FF}][\x{0400}-\x{04FF} ]*`, func(cut) (string, bool) { return "，俄文见屏幕，", true }),
	}
}

// Addresses are shown, with a code to scan; nobody can follow one by ear.
const (
	webAddress  = `(?:https?://|www\.)[!-~]+`
	mailAddress = `[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}`
)

// afterNumber reports whether what matched is the end of a longer number.
func afterNumber(c cut) bool {
	return c.before != "" && strings.ContainsRune("0123456789.,", rune(c.before[len(c.before)-1]))
}

// zhCounts reports whether text goes on with a measure, so that what is
// before it is an amount.
func zhCounts(after string) bool {
	after = strings.TrimLeft(after, " ")
	return strings.HasPrefix(after, ".") || strings.HasPrefix(after, ",") || hasAny(after, []string{"%", "号", "度", "余", "多"}) || hasAny(after, zhClassifiers) || hasAny(after, zhCounted)
}

var zhCounted = strings.Fields("平方米 立方米 米 元 万 亿 千 人 户 名 名次 家 ㎡ ㎥ m kW")

// zhCalled reports whether a short number is one to call.
func zhCalled(c cut) bool {
	return !zhCounts(c.after) && (endsAny(strings.TrimRight(c.before, " "), strings.Fields("打 拨 拨打 电话 电话： 热线 热线： 报警 急救 火警 举报 、 或 咨询 服务 监督 投诉 客服 移动 联通 电信")) ||
		hasAny(strings.TrimLeft(c.after, " "), strings.Fields("热线 报警 电话 急救 举报 平台 客服"))) || len(c.m[0]) == 5 && !zhCounts(c.after) && c.m[0][:2] == "12"
}

func zhParts(s string) string {
	var parts []string
	for _, p := range strings.Split(s, ".") {
		parts = append(parts, zhNumber(p))
	}
	return strings.Join(parts, "点")
}

// zhCode says letters and digits one by one: A01, GB/T 32169-2016.
func zhCode(c cut) (string, bool) {
	if _, measure := zhUnits[c.m[0]]; measure {
		return "", false
	}
	var b strings.Builder
	for _, r := range c.m[0] {
		switch {
		case isLatin(r):
			b.WriteString(strings.ToUpper(string(r)))
		case isDigit(r):
			b.WriteString(zhTelephone(string(r)))
		case r == '-' || r == '.':
			b.WriteString("，")
		}
	}
	return b.String(), true
}

func letterOrDigit(s string) string {
	if isDigit(rune(s[0])) {
		return zhTelephone(s)
	}
	return s
}

// zhLetters says Latin letters by their names; the names of widely known
// things have words.
func zhLetters(c cut) (string, bool) {
	if said, ok := zhNames[strings.ToLower(c.m[0])]; ok {
		return said, true
	}
	if said, ok := zhUnits[c.m[0]]; ok && (len(c.m[0]) > 1 || unicode.IsLower(rune(c.m[0][0]))) {
		return said, true
	}
	return strings.ToUpper(c.m[0]), true
}

var zhNames = map[string]string{"app": "手机应用", "wifi": "无线网", "pdf": "P D F文件", "excel": "电子表格", "word": "文档", "email": "电子邮件", "web": "网页", "ok": "好"}

var zhFiles = map[string]string{"xlsx": "，电子表格", "xls": "，电子表格", "pdf": "，P D F文件", "docx": "，文档", "doc": "，文档", "jpg": "，图片", "png": "，图片", "zip": "，压缩文件", "wav": "，录音", "mp4": "，视频"}

func fileSort(ending string, sorts map[string]string) string {
	if said, ok := sorts[strings.ToLower(ending)]; ok {
		return said
	}
	return ", " + strings.Join(strings.Split(strings.ToUpper(ending), ""), " ")
}

func isWordAhead(after string) bool { return after != "" && isLatin(rune(after[0])) }
