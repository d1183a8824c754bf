package press

import (
	"cmp"
	"encoding/json"
	"strings"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

// labels are what people call the fields of a record in Chinese, by the last
// name in the path.
var labels = map[string]string{
	"zh": "中文", "en": "英文", "ru": "俄文", "body": "正文",
	"title": "标题", "number": "编号", "office": "负责单位", "valid": "有效期", "from": "起", "to": "止",
	"checked": "核验", "by": "由", "on": "日期", "basis": "依据", "article": "条款", "words": "说明",
	"clear": "保密审查", "plain": "内容段落", "heading": "小标题", "text": "文字", "example": "示例", "table": "表格",
	"url": "网址", "owner": "谁的网站", "short": "简称", "dead": "打不开", "bytes": "字节数", "format": "格式", "blob": "随版文件",
	"sort": "类型", "parent": "上级单位", "duties": "职责", "leaders": "领导", "name": "名称", "address": "地址",
	"hours": "时间", "telephone": "电话", "hotline": "热线", "hotline_name": "热线名称", "supervisor": "主管单位",
	"rules": "工作规范", "discipline": "办事纪律", "site": "网站", "report": "失信反映",
	"counters": "窗口", "on_duty": "在岗", "hall": "大厅", "floor": "楼层", "zone": "区域", "label": "图上标注",
	"window": "窗口号", "place": "地点", "handles": "办理内容", "route": "路线", "directions": "怎么走", "step_free": "无障碍路线",
	"item_code": "实施编码", "base_code": "基本编码", "version": "版本", "plain_name": "通俗名", "aliases": "别名",
	"summary": "简介", "subjects": "服务对象", "topics": "主题", "piece": "办件类型", "conditions": "受理条件",
	"materials": "申请材料", "need": "必要性", "originals": "原件份数", "copies": "复印件份数", "source": "来源", "sample": "样例",
	"form": "空白表", "note": "备注", "steps": "办理流程", "actor": "办理人", "time": "用时", "detail": "说明",
	"legal": "法定时限", "promised": "承诺时限", "n": "数", "unit": "单位", "visits": "到现场次数", "free": "不收费", "fees": "收费",
	"results": "结果", "channels": "办理渠道", "value": "号码", "say": "一句话", "link": "链接", "questions": "常见问题",
	"ask": "问", "answer": "答", "agents": "代办", "special": "特别程序",
	"standard": "收费标准", "amount": "金额", "upto": "上限", "tiers": "阶梯", "fen": "单价", "per": "计量口径", "scope": "收费范围",
	"payer": "谁付", "exemptions": "减免", "approver": "批准单位", "ways": "方式", "hearing": "听证", "field": "分类",
	"topic": "主题", "promise": "承诺", "metric": "指标", "quantity": "量", "compare": "比较", "threshold": "数值", "remedy": "没做到怎么办",
	"how": "怎么核对", "kept": "兑现", "permille": "兑现率（千分比）", "over": "期间", "order": "顺序",
	"content": "权力内容", "discretion": "裁量基准", "degree": "程度", "circumstance": "情形", "range": "幅度", "procedure": "程序", "complaints": "投诉渠道",
	"column": "栏目", "index": "索引号", "written": "成文日期", "issued": "发布日期", "attachments": "附件", "full": "全文", "explains": "解读对象",
	"stage": "阶段", "stages": "各阶段", "code": "代码", "take_part": "怎么参加", "deadline": "截止", "intro": "说明", "limit": "答复时限",
	"extended": "延长", "fee": "费用", "answers": "答复种类", "remedies": "救济", "year": "年份", "figures": "数据",
	"group": "分组", "lead": "导语", "effective": "生效", "expires": "失效", "priority": "优先", "icon": "图标", "tile": "配色",
	"groups": "分组", "members": "成员", "holidays": "放假", "shifts": "调休上班", "day": "日期", "opens": "开门", "closes": "收件截止", "prefill": "带去的内容", "x": "左", "y": "上", "w": "宽", "h": "高",
}

// Label returns the path of a field as people read it: "收费标准·金额" and
// "standard · amount". What is not known keeps its name.
func (f Field) Label() catalog.Text {
	path := strings.TrimPrefix(f.Path, "body.")
	var zh, en []string
	for _, step := range strings.Split(path, ".") {
		name, index, _ := strings.Cut(step, "[")
		if index != "" {
			index = " " + ordinal(strings.TrimSuffix(index, "]"))
		}
		name = review.Plain(name)
		word := cmp.Or(labels[name], name)
		zh, en = append(zh, word+index), append(en, strings.ReplaceAll(name, "_", " ")+index)
	}
	return catalog.Text{catalog.ZH: strings.Join(zh, "·"), catalog.EN: strings.Join(en, " · ")}
}

// ordinal counts entries from 1, as people do.
func ordinal(index string) string {
	n, err := json.Number(index).Int64()
	if err != nil {
		return index
	}
	b, _ := json.Marshal(n + 1) // a number
	return string(b)
}

// shown writes a value as people read it: money in yuan, a coded value by its
// words, nothing as "".
func shown(path string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return review.Plain(v)
	case bool:
		return map[bool]string{true: "是 yes", false: "否 no"}[v]
	case json.Number:
		n, err := v.Int64()
		if last := path[strings.LastIndexByte(path, '.')+1:]; err == nil && (last == "amount" || last == "upto" || last == "fen") {
			return catalog.Fen(n).Yuan() + " 元"
		}
		return v.String()
	case map[string]any:
		if text, ok := v["text"].(map[string]any); ok {
			if words, ok := text["zh"].(string); ok {
				return review.Plain(words)
			}
		}
		if code, ok := v["code"].(string); ok {
			return review.Plain(code)
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return review.Plain(string(b))
}
