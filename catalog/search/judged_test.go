package search_test

import (
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// judged is what people type at a hall, and which record they are after; any
// of several will do.
var judged = []struct{ words, lang, want string }{
	{"社保", "zh", "guide/pension-enrolment"},
	{"shebao", "zh", "guide/pension-enrolment"},
	{"sb", "zh", "guide/pension-enrolment"},
	{"社b", "zh", "guide/pension-enrolment"},
	{"sheb", "zh", "guide/pension-enrolment"},
	{"s保", "zh", "guide/pension-enrolment"},
	{"SHEBAO", "zh", "guide/pension-enrolment"},
	{"ylbx", "zh", "guide/pension-enrolment"},
	{"yanglao", "zh", "topic/pension"},
	{"shenfenz", "zh", "guide/id-card"},
	{"sfz", "zh", "guide/id-card"},
	{"身份证丢了", "zh", "fee/id-card-lost guide/id-card"},
	{"gongjijin", "zh", "guide/provident-withdraw"},
	{"gjjtq", "zh", "guide/provident-withdraw"},
	{"过户", "zh", "guide/home-transfer"},
	{"zhongxue", "zh", "office/school"},         // 重 and 中, and 学 xue
	{"canbao", "zh", "guide/pension-enrolment"}, // 参 is also shen and cen
	{"yinhang", "zh", ""},                       // 银行 is nowhere
	{"xzfy", "zh", "channel/reconsideration"},
	{"hunyin", "zh", "topic/marriage"},
	{"jiehun", "zh", "guide/marriage"},
	{"落户", "zh", "guide/newborn-register"},
	{"上户口", "zh", "guide/newborn-register"},
	{"低保", "zh", "guide/dibao"},
	{"退休金", "zh", "guide/pension-claim"},
	{"准生证", "zh", "guide/birth-service"},
	{"水费", "zh", "fee/water-price"},
	{"供水", "zh", "office/water"},
	{"停水", "zh", "notice/water-cut"},
	{"公安局", "zh", "office/public-security"},
	{"gaj", "zh", "office/public-security"},
	{"异地 报销", "zh", "guide/medical-remote"},
	{"jiehun dengji", "zh", "guide/marriage"},
	// slips of the finger and of the ear
	{"shbeao", "zh", "guide/pension-enrolment"},
	{"yanglaobaoxain", "zh", "guide/pension-enrolment"},
	{"yanglaobaoxan", "zh", "guide/pension-enrolment"},
	{"gongjijim", "zh", "guide/provident-withdraw"},
	{"sebao", "zh", "guide/pension-enrolment"},
	{"senfenzen", "zh", "guide/id-card"},
	{"身份正", "zh", "guide/id-card"},
	{"设保", "zh", "guide/pension-enrolment"},
	{"养老保鲜", "zh", "guide/pension-enrolment"},
	{"jiefun", "zh", "guide/marriage"},
	// sentences
	{"社保怎么办", "zh", "guide/pension-enrolment"},
	{"办护照多少钱", "zh", "guide/passport"},
	{"房产证丢了怎么办", "zh", "guide/home-transfer guide/home-first"},
	{"老板不给工资怎么办", "zh", "guide/labour-arbitration"},
	{"怎么给孩子上户口", "zh", "guide/newborn-register"},
	{"在哪里办理残疾证", "zh", "guide/disabled-card"},
	// Russian
	{"новорождённого", "ru", "guide/newborn-register"},
	{"НОВОРОЖДЕННОГО", "ru", "guide/newborn-register"},
	{"пенси", "ru", "guide/pension-claim guide/pension-enrolment topic/pension"},
	{"загранпаспорт", "ru", "guide/passport"},
	{"медстрахования", "ru", "guide/medical-enrolment"},
	{"как получить водительские права", "ru", "guide/driving-licence fee/driving-licence"},
	{"паспрот", "ru", "guide/passport guide/id-card"},
	// English
	{"pass", "en", "guide/passport"},
	{"marri", "en", "guide/marriage"},
	{"social insurance", "en", "guide/pension-enrolment office/social-insurance"},
	{"pasport", "en", "guide/passport"},
	{"how much is heating", "en", "fee/heat-price fee/heat-metered office/heat"},
	// numbers
	{"发改价格规〔2016〕2559号", "zh", "fee/home-registration"},
	{"〔2016〕2559", "zh", "fee/home-registration"},
	{"2016 2559", "zh", "fee/home-registration"},
	{"20162559", "zh", "fee/home-registration"},
	{"12345", "zh", "channel/hotline-12345"},
	{"12388", "zh", "channel/misconduct"},
	{"2308810017680286", "zh", "guide/home-transfer"},
	{"23088100176", "zh", "guide/home-transfer"},
	{"164", "zh", "guide/pension-enrolment"},
}

// least is the share of judged searches that have to be right: 38 of 40.
const least = 38.0 / 40

func TestJudgedSearchesAreAmongTheFirstFive(t *testing.T) {
	d := newDesk(t, seed(t))
	right := 0
	for _, j := range judged {
		found := find(t, d.full, catalog.Search{Words: j.words, Lang: catalog.Lang(j.lang), Limit: 5})
		if ok := hasOne(found, strings.Fields(j.want)); ok {
			right++
			continue
		}
		var got []catalog.ID
		for _, h := range found.Hits {
			got = append(got, h.ID)
		}
		t.Logf("%s (%s): %v, want %s", j.words, j.lang, got, j.want)
	}
	t.Logf("%d of %d are right", right, len(judged))
	if len(judged) < 40 || float64(right) < least*float64(len(judged)) {
		t.Errorf("%d of %d are right, want %.0f %%", right, len(judged), least*100)
	}
}

func hasOne(found catalog.Found, want []string) bool {
	if len(want) == 0 {
		return found.Total() == 0
	}
	return slices.ContainsFunc(found.Hits, func(h catalog.Hit) bool { return slices.Contains(want, string(h.ID)) })
}
