package exchange

import "mingbai/catalog"

// Columns of other people's sheets that say in one cell what a record keeps
// in a list or in a record of its own.
const (
	extraMaterials = "申请材料"
	extraSteps     = "办理流程"
	extraPrice     = "收费标准"
	extraPhone     = "联系电话"
	extraComplain  = "监督电话"
	extraPlace     = "办理地点"
	extraHours     = "办理时间"
	extraOnline    = "网上办理"
	extraBasis     = "设定依据"
	extraExempt    = "减免"
)

// extras lists those columns by kind. They are read only in sheets without
// ids.
var extras = map[catalog.Kind][]string{
	catalog.KindGuide:  {extraMaterials, extraSteps, extraPrice, extraPhone, extraComplain, extraPlace, extraHours, extraOnline, extraBasis},
	catalog.KindFee:    {extraPrice, extraComplain, extraBasis, extraExempt},
	catalog.KindOffice: {extraComplain},
}

// synonyms are other headings of a column, by kind and by the heading of the
// workbook; those under "" hold for every kind.
var synonyms = map[catalog.Kind]map[string][]string{
	"": {
		"标题 English":  {"英文名称", "English"},
		"标题 Русский":  {"俄文名称", "Русский"},
		"有效期·起":       {"生效日期", "执行日期", "执行时间", "实施日期"},
		"有效期·止":       {"失效日期", "有效期至"},
		"核验·日期":       {"核验日期", "更新日期", "更新时间"},
		extraComplain: {"投诉电话", "监督投诉电话", "投诉监督电话", "投诉举报电话", "举报电话"},
		extraBasis:    {"办理依据", "法律依据", "法定依据", "政策依据", "实施依据", "收费依据", "文件依据", "依据"},
	},
	catalog.KindGuide: {
		"标题":           {"事项名称", "办理事项", "办理事项名称", "服务事项", "服务事项名称", "政务服务事项", "政务服务事项名称", "业务名称", "指南名称", "项目名称", "事项", "名称"},
		"负责单位":         {"实施主体", "实施机关", "实施单位", "办理部门", "办理单位", "办理机构", "主管部门", "责任部门", "责任单位", "受理单位", "承办单位", "单位名称", "部门名称", "部门", "单位"},
		"实施编码":         {"事项编码", "事项编号", "业务办理项编码", "办理项编码", "实施清单编码"},
		"基本编码":         {"基本目录编码"},
		"通俗名":          {"俗称"},
		"简介":           {"事项简介", "事项说明"},
		"服务对象":         {"办理对象", "服务主体", "适用对象"},
		"办件类型":         {"办理类型"},
		"受理条件":         {"办理条件", "申请条件", "申报条件", "受理范围及条件"},
		"法定时限":         {"法定办结时限", "法定办理时限", "法定期限"},
		"承诺时限":         {"承诺办结时限", "承诺办理时限", "承诺期限", "办理时限", "办结时限", "办理期限"},
		"到现场次数":        {"跑动次数", "到办事现场次数", "到办事现场次数要求"},
		"办理结果":         {"结果名称", "审批结果", "办理结果名称"},
		extraMaterials: {"申报材料", "要件", "办理要件", "所需材料", "所需要件", "提交材料", "办理材料", "材料清单", "申请材料清单"},
		extraSteps:     {"办事流程", "办理程序", "办事程序", "流程"},
		extraPrice:     {"收费", "是否收费", "收费情况", "收费标准及依据"},
		extraPhone:     {"咨询电话", "联系方式", "咨询方式", "电话"},
		extraPlace:     {"办理地址", "受理地点", "受理地址", "办公地址", "窗口地址", "地址", "地点"},
		extraHours:     {"办公时间", "工作时间", "受理时间", "服务时间"},
		extraOnline:    {"网上办理地址", "在线办理地址", "在线办理", "网办地址", "办理网址", "办理链接", "网址", "链接"},
	},
	catalog.KindFee: {
		"标题":        {"收费项目", "收费项目名称", "收费名称", "项目名称", "项目", "名称"},
		"负责单位":      {"收费单位", "执收单位", "收费主体", "实施单位", "收费部门", "单位名称", "部门名称", "部门", "单位"},
		"计费单位":      {"计量单位"},
		"收费范围":      {"征收范围", "适用范围"},
		"缴费人":       {"收费对象", "缴费对象", "征收对象"},
		"收费性质":      {"收费类别", "收费类型", "项目性质", "定价形式", "管理形式"},
		"批准机关":      {"审批机关", "批准部门", "批准单位"},
		"缴费方式":      {"收费方式", "交费方式"},
		extraPrice:  {"收费", "标准", "征收标准", "价格", "收费价格"},
		extraBasis:  {"文号", "批准文号", "文件名称及文号"},
		extraExempt: {"减免政策", "减免情况", "优惠政策", "减免优惠"},
	},
	catalog.KindOffice: {
		"标题":    {"单位名称", "部门名称", "机构名称", "单位", "部门", "名称"},
		"简称":    {"单位简称"},
		"单位类型":  {"类型", "类别"},
		"职责":    {"主要职责", "工作职责", "单位职责", "部门职责"},
		"地址":    {"办公地址", "单位地址", "联系地址", "地点"},
		"办公时间":  {"工作时间", "上班时间", "办理时间"},
		"电话":    {"联系电话", "咨询电话", "办公电话", "电话号码", "联系方式"},
		"网站·网址": {"网址", "官网", "门户网站", "网站"},
	},
}

// serials are headings of columns that only count the rows.
var serials = []string{"序号", "编号", "行号", "no.", "no"}

// sheetNames are other names of the sheet of a kind.
var sheetNames = map[string]catalog.Kind{
	"办事指南": catalog.KindGuide, "事项清单": catalog.KindGuide, "政务服务事项": catalog.KindGuide, "服务事项": catalog.KindGuide,
	"收费项目": catalog.KindFee, "收费标准": catalog.KindFee, "收费清单": catalog.KindFee, "收费目录": catalog.KindFee, "收费目录清单": catalog.KindFee,
	"部门": catalog.KindOffice, "单位名录": catalog.KindOffice, "部门信息": catalog.KindOffice, "机构": catalog.KindOffice,
}
