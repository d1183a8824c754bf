package exchange

import "slices"

// A choice is a value of a coded field: its code, its name in Chinese, and
// what others call it.
type choice struct {
	code, zh string
	also     []string
}

// choices lists the values of each coded field, in the order of its
// drop-down list. Codes that are not listed are kept all the same.
var choices = map[string][]choice{
	"Office.sort": {{"government", "政府部门", nil}, {"water", "供水", nil}, {"power", "供电", nil}, {"heat", "供热", nil},
		{"gas", "供气", nil}, {"telecom", "通信", nil}, {"hospital", "医院", nil}, {"school", "学校", nil},
		{"property", "物业", nil}, {"funeral", "殡葬", nil}, {"other", "其他", nil}},
	"Counter.sort": {{"window", "窗口", nil}, {"lift", "电梯", nil}, {"stairs", "楼梯", nil}, {"kiosk", "自助终端", []string{"终端"}},
		{"entrance", "入口", []string{"大门"}}, {"toilet", "卫生间", []string{"洗手间", "厕所"}}},
	"Guide.subjects":  {{"person", "个人", []string{"自然人", "公民"}}, {"company", "企业", []string{"法人", "企业法人"}}},
	"Guide.piece":     {{"instant", "即办件", []string{"即办", "即时办结"}}, {"promise", "承诺件", []string{"承诺办", "承诺办结"}}},
	"Material.need":   {{"required", "必交", []string{"必要", "必须", "必需"}}, {"optional", "视情况", []string{"非必要", "可选"}}, {"later", "可容缺后补", []string{"容缺", "可容缺", "容缺后补"}}},
	"Material.format": {{"paper", "纸质", []string{"纸质版"}}, {"electronic", "电子", []string{"电子版"}}, {"both", "纸质或电子", []string{"纸质和电子", "纸质/电子", "都可以"}}},
	"Material.source": {{"own", "自备", []string{"申请人自备"}}, {"issued", "政府部门核发", []string{"政府核发"}}, {"onsite", "窗口领取", []string{"现场填写", "现场领取"}}},
	"Limit.unit": {{"workday", "个工作日", []string{"工作日"}}, {"day", "天", []string{"日", "自然日", "个自然日"}}, {"hour", "小时", []string{"个小时"}},
		{"minute", "分钟", nil}, {"month", "个月", []string{"月"}}, {"now", "即时", []string{"即时办结", "即办", "当场", "当场办结", "当场办理", "立即"}}},
	"Way.sort": {{"online", "网上", []string{"网上办理"}}, {"app", "手机应用", []string{"手机", "APP"}}, {"counter", "窗口", []string{"窗口办理", "现场"}},
		{"telephone", "电话", nil}, {"post", "邮寄", []string{"快递"}}, {"fax", "传真", nil}, {"letter", "来信", []string{"信函"}}},
	"Fee.sort": {{"administrative", "行政事业性收费", []string{"行政性收费", "事业性收费"}}, {"government_set", "政府定价", nil},
		{"guided", "政府指导价", nil}, {"market", "市场调节价", []string{"市场价"}}},
	"Fee.ways": {{"counter", "窗口", nil}, {"phone", "手机", nil}, {"bank", "银行", nil}, {"online", "网上", nil}},
	"Fee.field": {{"natural-resources", "不动产", nil}, {"public-security", "公安", nil}, {"utilities", "水电气热", nil},
		{"life", "医教养殡", nil}, {"civil", "民政", nil}},
	"Metric.compare": {{"within", "以内", nil}, {"before", "之前", nil}, {"at_least", "不少于", nil}, {"at_most", "不超过", nil}, {"every", "每", nil}},
	"Channel.sort": {{"hotline", "热线", nil}, {"telephone", "电话", nil}, {"box", "举报箱", nil}, {"web", "网上平台", nil}, {"mayor", "市长信箱", nil},
		{"letter", "来信", nil}, {"in_person", "来访", nil}, {"reconsideration", "行政复议", nil}, {"lawsuit", "行政诉讼", nil},
		{"overcharge", "价格举报", nil}, {"misconduct", "纪检监察", nil}},
	"Power.sort": {{"licence", "行政许可", nil}, {"penalty", "行政处罚", nil}, {"coercion", "行政强制", nil}, {"charge", "行政收费", nil},
		{"levy", "行政征收", nil}, {"payment", "行政给付", nil}, {"inspection", "行政检查", nil}, {"confirmation", "行政确认", nil},
		{"reward", "行政奖励", nil}, {"other", "其他权力", nil}},
	"Disclosure.column": {{"budget", "预决算与三公经费", nil}, {"housing", "保障性住房", nil}, {"food", "食品药品安全", nil}, {"environment", "环境保护", nil},
		{"tender", "招标投标", nil}, {"accident", "生产安全事故", nil}, {"land", "征地拆迁", nil}, {"price", "价格与收费", nil},
		{"education", "义务教育", nil}, {"employment", "公共就业", nil}, {"social_insurance", "社会保险", nil}, {"medical", "医疗卫生", nil},
		{"relief", "社会救助", nil}, {"elderly", "养老服务", nil}, {"culture", "公共文化", nil}, {"transport", "公共交通", nil},
		{"rural", "农村事务", nil}, {"public_security", "治安户籍", nil}, {"legal_aid", "法律服务", nil}, {"poverty", "扶贫与乡村振兴", nil}},
	"Disclosure.sort": {{"document", "文件", nil}, {"interpretation", "政策解读", nil}, {"enforcement", "执法结果", nil}, {"credit", "信用信息", nil}},
	"Decision.stage":  stages,
	"Stage.code":      stages,
	"Notice.sort":     {{"outage", "停供", nil}, {"closure", "停办", nil}, {"urgent", "紧急", nil}, {"general", "一般", nil}},
	"Notice.group": {{"outage", "停供通知", nil}, {"heating", "供热", nil}, {"service", "办事", nil}, {"jobs", "招聘", nil},
		{"publicity", "公示", nil}},
	"Topic.sort": {{"life", "人生事件", nil}, {"audience", "特定人群", nil}, {"relief", "困难帮扶", nil}},
}

var stages = []choice{{"draft", "征求意见", nil}, {"hearing", "听证", nil}, {"result", "结果", nil}, {"followup", "执行情况", nil}}

// nameOf returns the Chinese name of a code of a field, or "".
func nameOf(field, code string) string {
	for _, c := range choices[field] {
		if c.code == code {
			return c.zh
		}
	}
	return ""
}

// codeOf returns the code of a field that is called word, or "".
func codeOf(field, word string) string {
	for _, c := range choices[field] {
		if word == c.zh || word == c.code || slices.Contains(c.also, word) {
			return c.code
		}
	}
	return ""
}

// names returns the Chinese names of the codes of a field.
func names(field string) []string {
	var all []string
	for _, c := range choices[field] {
		all = append(all, c.zh)
	}
	return all
}
