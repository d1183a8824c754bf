package speech

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"mingbai/catalog"
)

// zhSaid, enSaid and ruSaid are texts as they stand on a page and as they are
// said.
var zhSaid = [][2]string{
	// numbers and what they count
	{"13", "十三"}, {"0", "零"}, {"10", "十"}, {"101", "一百零一"}, {"110 元", "一百一十元"}, {"1,010", "一千零一十"}, {"10013 户", "一万零一十三户"},
	{"100000", "十万"}, {"100,000,000 元", "一亿元"}, {"1,200,345,678", "十二亿零三十四万五千六百七十八"}, {"3.05", "三点零五"}, {"2.10", "二点一零"},
	{"2 个工作日", "两个工作日"}, {"2 小时内", "两小时内"}, {"2 年", "两年"}, {"2 年级", "二年级"}, {"2 月 2 日", "二月二日"}, {"2 日内", "两日内"}, {"2 楼 2 层 2 号", "二楼二层二号"},
	{"第 2 期", "第二期"}, {"第 2 个", "第二个"}, {"2,200 元", "两千二百元"}, {"22,000 人", "两万二千人"}, {"2 万元", "两万元"}, {"12 个", "十二个"}, {"200 元", "二百元"}, {"2 立方米", "两立方米"},
	{"2–3 个", "两到三个"}, {"12–15 号", "十二到十五号"}, {"3 至 5 天", "三到五天"}, {"1～3 个月", "一到三个月"}, {"1/2 的费用", "二分之一的费用"}, {"1:500", "一比五百"}, {"1.5 倍", "一点五倍"},
	{"１３号", "十三号"}, {"①身份证②照片", "一，身份证二，照片"},
	// money
	{"1,130.50 元", "一千一百三十元五角"}, {"￥1,130.50", "一千一百三十元五角"}, {"¥80", "八十元"}, {"0.51 元", "五角一分"}, {"10.05元", "十元零五分"}, {"3.10 元", "三元一角"}, {"1.5 元", "一元五角"}, {"0.00 元", "零元"},
	{"80 元/件", "每件八十元"}, {"2 元/次", "每次两元"}, {"36.50 元/平方米·季", "每平方米每季三十六元五角"}, {"5–10 元/㎡·月", "每平方米每月五到十元"}, {"元/月·户", "元每月每户"}, {"元/㎡·月", "元每平方米每月"}, {"0.4883 元/kWh", "每千瓦时零点四八八三元"},
	{"8.5 万元至 10 万元", "八点五万元至十万元"}, {"1,284.60 万元", "一千二百八十四点六零万元"}, {"9.8 亿元", "九点八亿元"}, {"1,000 元至 3,000 元", "一千元至三千元"}, {"年末结转 13.25 万元", "年末结转十三点二五万元"},
	// shares
	{"99.4%", "百分之九十九点四"}, {"-12.5%", "负百分之十二点五"}, {"5%–10%", "百分之五到百分之十"}, {"3‰", "千分之三"}, {"100％", "百分之一百"},
	// dates and times
	{"2026-11-18", "二零二六年十一月十八日"}, {"2026.1.8", "二零二六年一月八日"}, {"2026/01/08 起", "二零二六年一月八日起"}, {"2026-11", "二零二六年十一月"}, {"2026 年 10 月", "二零二六年十月"}, {"2025—2026年度", "二零二五到二零二六年度"}, {"22 年", "二十二年"}, {"2000 年以上", "两千年以上"},
	{"8:30–11:30", "八点半到十一点半"}, {"8:00-17:00", "八点到十七点"}, {"7:00 至 12:00，", "七点至十二点，"}, {"20:05", "二十点零五分"}, {"2:15", "两点十五分"}, {"12:00", "十二点"},
	// telephones
	{"0454-555-0121", "零四五四，五五五，零幺二幺"}, {"04545550121", "零四五四，五五五零，幺二幺"}, {"12345", "幺二三四五"}, {"12345 热线", "幺二三四五热线"}, {"拨打110或119", "拨打幺幺零或幺幺九"}, {"120 平方米", "一百二十平方米"}, {"12315、12345 都行", "幺二三幺五、幺二三四五都行"},
	{"13812345678", "幺三八，幺二三四，五六七八"}, {"400-810-0000", "四零零，八幺零，零零零零"}, {"95598", "九五五九八"}, {"12345 元", "一万二千三百四十五元"}, {"邮编 156400", "邮编幺五六，四零零"}, {"打 0454-555-0193，24 小时内", "打零四五四，五五五，零幺九三，二十四小时内"},
	// numbers of documents, codes
	{"发改价格规〔2016〕2559号", "发改价格规二零一六，两千五百五十九号"}, {"国办发〔2019〕51号", "国办发二零一九，五十一号"}, {"国办函[2020]129号", "国办函二零二零，一百二十九号"}, {"国务院令第746号", "国务院令第七百四十六号"}, {"同发改价格〔2024〕示例7号", "同发改价格二零二四，示例七号"},
	{"2308810001099384", "二三零八，八幺零零，零幺零九，九三八四"}, {"23088119900101123X", "二三零八，八幺幺九，九零零幺，零幺幺二，三X"}, {"0312 至 0329", "零三幺二到零三二九"}, {"A01", "A零幺"}, {"GB/T 32169-2016", "GBT三二幺六九，二零幺六"},
	// units, letters, signs
	{"100㎡", "一百平方米"}, {"100 m²", "一百平方米"}, {"18℃", "十八摄氏度"}, {"18℃–22℃", "十八摄氏度到二十二摄氏度"}, {"10 kV", "十千伏"}, {"300M", "三百兆"}, {"5 km", "五公里"}, {"GJ", "吉焦"},
	{"B 区 12–15 号窗口", "B区十二到十五号窗口"}, {"CT 检查，2 小时出报告", "CT检查，两小时出报告"}, {"决算公开表.xlsx", "决算公开表，电子表格"}, {"https://www.example.gov.cn/x?y=1", "网址见屏幕"}, {"信箱 a.b@example.com", "信箱邮箱见屏幕"},
	{"（一）“办不成事”窗口", "一，办不成事，窗口"}, {"身份证/户口簿", "身份证、户口簿"}, {"Привет", "俄文见屏幕，"}, {"≥18 岁", "不少于十八岁"}, {"好 ★★", "好，"}, {"", ""}, {"……", ""},
}

var enSaid = [][2]string{
	{"2 working days", "two working days"}, {"1,130.50 yuan", "one thousand one hundred and thirty point five yuan"}, {"¥80", "eighty yuan"}, {"38.00 yuan", "thirty eight yuan"}, {"0.95 yuan", "zero point nine five yuan"},
	{"2026-11-18", "the eighteenth of November twenty twenty six"}, {"20 April 2027", "the twentieth of April twenty twenty seven"}, {"October 2026", "October twenty twenty six"}, {"In 2005", "In two thousand and five"}, {"2000 yuan", "two thousand yuan"}, {"budget 2026", "budget twenty twenty six"},
	{"8:30-17:00", "eight thirty A M to five P M"}, {"9:00 to 12:00", "nine A M to noon"}, {"0:05", "twelve oh five A M"}, {"0454-555-0193", "zero four five four, five five five, zero one nine three"}, {"call 12345", "call one two three four five"}, {"12345 people", "twelve thousand three hundred and forty five people"},
	{"windows 9-12", "windows nine to twelve"}, {"24-hour hotline", "twenty four hour hotline"}, {"government-set", "government set"}, {"-12.5%", "minus twelve point five percent"}, {"20 % off", "twenty percent off"}, {"No. 1 School", "number one School"},
	{"1 h", "one hour"}, {"within 24 h", "within twenty four hours"}, {"10 kV", "ten kilovolts"}, {"100 m²", "one hundred square metres"}, {"300M", "three hundred megabits"}, {"18 ℃", "eighteen degrees"}, {"CT report", "C T report"}, {"window A01", "window A zero one"},
	{"1st 22nd 20th 13th", "first twenty second twentieth thirteenth"}, {"发改价格规〔2016〕2559号", "fa gai jia ge gui, twenty sixteen, two thousand five hundred and fifty nine"}, {"file.xlsx", "file, a spreadsheet"}, {"see https://a.gov.cn/x", "see the address on the screen"}, {"the mother's name", "the mother's name"}, {"(copy)", "copy,"},
}

var ruSaid = [][2]string{
	{"5 рабочих дней", "пять рабочих дней"}, {"2 рабочих дня", "два рабочих дня"}, {"80 юаней", "восемьдесят юаней"}, {"1 визит", "один визит"}, {"1 минута", "одна минута"}, {"за 1 минуту", "за одну минуту"}, {"2 минуты", "две минуты"}, {"2 копии", "две копии"}, {"1 окно", "одно окно"}, {"21 заявка", "двадцать одна заявка"}, {"2 раза", "два раза"},
	{"до 25 декабря", "до двадцать пятого декабря"}, {"С 1 июля", "С первого июля"}, {"20.04.2027", "двадцатого апреля две тысячи двадцать седьмого года"}, {"2026-11-18", "восемнадцатого ноября две тысячи двадцать шестого года"}, {"октябрь 2026", "октябрь две тысячи двадцать шестого года"}, {"в 2026 году", "в две тысячи двадцать шестом году"}, {"2000 год", "двухтысячный год"},
	{"ниже 18 градусов", "ниже восемнадцати градусов"}, {"не меньше 22", "не меньше двадцати двух"}, {"после 24 часов", "после двадцати четырёх часов"}, {"от 5 до 10 дней", "от пяти до десяти дней"}, {"50-65 тысяч юаней", "от пятидесяти до шестидесяти пяти тысяч юаней"}, {"в 10-20 раз", "в десять двадцать раз"},
	{"8:30-17:00", "с восьми часов тридцати минут до семнадцати часов"}, {"9:00", "девять часов"}, {"36,50", "тридцать шесть целых пять десятых"}, {"1 130,50 юаней", "тысяча сто тридцать целых пять десятых юаней"}, {"не ниже 0,95 юаня", "не ниже нуля целых девяноста пяти сотых юаня"}, {"1,000 юаней", "тысяча юаней"}, {"-12,5%", "минус двенадцать целых пять десятых процента"}, {"20 %", "двадцать процентов"},
	{"3 этаж", "третий этаж"}, {"на 2 этаже", "на втором этаже"}, {"1-й", "первый"}, {"40-й", "сороковой"}, {"Школа № 1", "Школа номер один"}, {"0454-555-0193", "ноль четыре пять четыре, пять пять пять, ноль один девять три"}, {"12345", "один два три четыре пять"}, {"за 24 ч", "за двадцать четыре часа"}, {"15 м", "пятнадцать метров"}, {"10 кВ", "десять киловольт"}, {"20 кв. м", "двадцать квадратных метров"},
	{"зона C", "зона си"}, {"КТ за 2 часа", "ка тэ за два часа"}, {"г. Тунцзян", "город Тунцзян"}, {"и т. д.", "и так далее."}, {"同江", "тун цзян"}, {"发改价格规〔2016〕2559号", "фа гай цзя гэ гуй, две тысячи шестнадцать, две тысячи пятьсот пятьдесят девять"},
}

func TestATextIsSaidAsPeopleSayIt(t *testing.T) {
	for lang, table := range map[catalog.Lang][][2]string{catalog.ZH: zhSaid, catalog.EN: enSaid, catalog.RU: ruSaid} {
		for _, row := range table {
			if got := strings.TrimSpace(Words(lang, row[0])); got != row[1] {
				t.Errorf("%s %q is said %q, want %q", lang, row[0], got, row[1])
			}
		}
	}
}

// leftover returns the first character of words that a voice of lang cannot
// be trusted with.
func leftover(lang catalog.Lang, words string) (rune, bool) {
	for _, r := range words {
		ok := isPause(r)
		switch lang {
		case catalog.ZH:
			ok = ok || isHan(r) || r >= 'A' && r <= 'Z'
		case catalog.EN:
			ok = ok || isLatin(r) || r == ' ' || r == '\''
		case catalog.RU:
			ok = ok || isCyrillic(r) || r == ' '
		}
		if !ok {
			return r, true
		}
	}
	return 0, false
}

func TestALongTextIsCut(t *testing.T) {
	for _, lang := range catalog.Langs() {
		words := Words(lang, strings.Repeat("9", 3*MaxText))
		if n := len(words); n == 0 || n > 60*MaxText {
			t.Errorf("%s: %d bytes", lang, n)
		}
	}
}

// TestALongTextTakesNoMoreThanItsLength puts texts that many rules look at
// into words, and others eight times as long. Work is measured by the memory
// it takes, which does not depend on what else the machine does.
func TestALongTextTakesNoMoreThanItsLength(t *testing.T) {
	for _, unit := range []string{"1 ", "1-", "1,111", "a.", "ab1", "号1/", "元/", "сто 1 ", "кв. ", "〔2016〕", "（", "0454-555-", "还", "12345，"} {
		for _, lang := range catalog.Langs() {
			work(lang, unit) // reads the tables
			short, long := work(lang, strings.Repeat(unit, 512/len(unit))), work(lang, strings.Repeat(unit, 8*512/len(unit)))
			if long > 16*short+1<<18 {
				t.Errorf("%s %q: eight times the text takes %.0f times as much", lang, unit, float64(long)/float64(short))
			}
		}
	}
}

// work returns how many bytes are allocated to say a text: the least of some
// tries, because what the program keeps for later is thrown away now and then.
func work(lang catalog.Lang, text string) uint64 {
	least := uint64(math.MaxUint64)
	for range 2 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for _, p := range Pieces(lang, text) {
			p.Spoken()
		}
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

func TestAPageIsPartedAtItsSentences(t *testing.T) {
	text := catalog.Text{catalog.ZH: "带身份证。2 个工作日办完！" + strings.Repeat("很长的句子，", 60)}
	pieces := Page(catalog.EN, text, nil, catalog.Text{catalog.EN: "Free."}, catalog.Text{catalog.ZH: "……"})
	if len(pieces) < 5 || pieces[0].Words != "带身份证。" || pieces[1].Words != "两个工作日办完！" {
		t.Fatalf("pieces: %q", pieces)
	}
	last := pieces[len(pieces)-1]
	if last != (Piece{catalog.EN, "Free."}) || pieces[0].Lang != catalog.ZH {
		t.Errorf("a text is read in the language that it is in: %v", last)
	}
	for _, p := range pieces {
		if n := len([]rune(p.Words)); n > 2*longestPiece {
			t.Errorf("a piece of %d characters", n)
		}
	}
}
