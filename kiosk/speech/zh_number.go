package speech

import "strings"

const (
	zhDigits = "零一二三四五六七八九"
	zhSmall  = "千百十"
)

// zhMost is how many digits are still said as a number; longer ones are read
// out one by one.
const zhMost = 12

func zhDigit(d byte) string { return zhDigits[3*int(d-'0') : 3*int(d-'0')+3] }

// zhYear reads digits one by one as in a year.
func zhYear(digits string) string { return mapDigits(digits, zhDigit) }

// zhTelephone reads digits one by one with 幺 for 1, as over a telephone, and
// makes a pause between groups.
func zhTelephone(digits string) string {
	var b strings.Builder
	for _, group := range phoneGroups(digits) {
		if b.Len() > 0 {
			b.WriteString("，")
		}
		b.WriteString(mapDigits(group, func(d byte) string {
			if d == '1' {
				return "幺"
			}
			return zhDigit(d)
		}))
	}
	return b.String()
}

func mapDigits(s string, say func(byte) string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteString(say(s[i]))
		}
	}
	return b.String()
}

// zhNumber says a number with thousands separators and decimals.
func zhNumber(s string) string {
	whole, decimals, _ := strings.Cut(strings.ReplaceAll(s, ",", ""), ".")
	if len(whole) > zhMost || len(whole) > 1 && whole[0] == '0' {
		return zhTelephone(s)
	}
	said := zhWhole(whole)
	if decimals != "" {
		said += "点" + zhYear(decimals)
	}
	return said
}

// zhWhole says whole digits, at most zhMost, as a number of things is said
// after them: 2000 is 两千, but 2 is 二.
func zhWhole(s string) string {
	s = strings.TrimLeft(s, "0")
	if s == "" {
		return "零"
	}
	s = strings.Repeat("0", (4-len(s)%4)%4) + s
	var b strings.Builder
	gap := false
	for i := 0; i < len(s); i += 4 {
		four := s[i : i+4]
		if four == "0000" {
			gap = true
			continue
		}
		if b.Len() > 0 && (gap || four[0] == '0') {
			b.WriteString("零")
		}
		gap = false
		b.WriteString(zhFour(four, b.Len() == 0) + zhMyriad((len(s)-i)/4-1))
	}
	return b.String()
}

func zhMyriad(power int) string { return []string{"", "万", "亿"}[power] }

// zhFour says four digits; at the very beginning of a number 10 is 十.
func zhFour(four string, first bool) string {
	var b strings.Builder
	gap := false
	for i := range 4 {
		if four[i] == '0' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if !(first && b.Len() == 0 && i == 2 && four[i] == '1') {
			b.WriteString(zhDigit(four[i]))
		}
		if i < 3 {
			b.WriteString(zhSmall[3*i : 3*i+3])
		}
	}
	return b.String()
}

// zhCount says a number before what it counts: 2 is 两 before most words, and
// so are 2 万 and 2 千.
func zhCount(number, before, after string) string {
	said := zhNumber(number)
	after = strings.TrimLeft(after, " ")
	switch {
	case strings.HasSuffix(strings.TrimRight(before, " "), "第"):
	case said == "二" && hasAny(after, zhOrders):
	case said == "二" && hasAny(after, zhClassifiers):
		return "两"
	case strings.HasPrefix(said, "二千"), strings.HasPrefix(said, "二万"), strings.HasPrefix(said, "二亿"):
		return "两" + strings.TrimPrefix(said, "二")
	}
	return said
}

// zhClassifiers are the words before which 2 is 两.
var zhClassifiers = strings.Fields(`个 位 份 次 小时 天 周 年 种 项 条 家 户 张 本 名 人 件 套 间 台 辆 所 座 倍 门 步 米 平方 立方 公里 公斤 公顷 公分 千 万 亿
	吨 元 角 分钟 秒 类 批 处 起 例 篇 部 支 组 轮 场 片 块 口 岁 亩 季 成 遍 周岁 颗 只 方 刻 日内 厘米 毫米 毫升 升 克 兆 代 寸 对 把 根 盏 桶 瓶 袋 盒 层楼房 学期 星期 昼夜 工作日 枚 幅 页 栋 盘 顿`)

// zhOrders are the words that begin like a classifier and take 二.
var zhOrders = strings.Fields("年级 人转 周目 次方 代身份 部队")
