package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"mingbai/catalog"
)

// What generated guides are made of: words of halls, with many characters
// that are read in several ways.
var (
	corpusWho = strings.Fields("居民 企业职工 城乡居民 个体工商户 残疾人 老年人 外国人 退役军人 未成年人 流动人口 " +
		"社会团体 民办学校 医疗机构 农民专业合作社 公司 高校毕业生 灵活就业人员 困难家庭")
	corpusWhat = strings.Fields("身份证 居住证 护照 养老保险 医疗保险 失业保险 工伤保险 生育津贴 住房公积金 不动产 结婚 离婚 收养 " +
		"食品经营许可证 卫生许可证 道路运输证 机动车驾驶证 建设工程规划许可 取水许可 采砂许可 林木采伐许可 动物防疫条件合格证 " +
		"社会保险关系 最低生活保障 临时救助 残疾人两项补贴 高龄津贴 抚恤金 丧葬补助金 学籍 教师资格 职业技能鉴定补贴 " +
		"创业担保贷款 就业困难人员 燃气经营 供热用热 自来水开户 电力增容 广告发布 出租汽车经营 重大工程 行政复议 银行开户 音乐厅演出")
	corpusDo   = strings.Fields("登记 申请 申领 变更 注销 补领 换领 查询 备案 核发 年审 转移 缴费 认定 延续 遗失补办 信息更正 待遇核定 资格认证 终止")
	corpusTail = []string{"", "", "", "（首次）", "（县级）", "（市级）", "（线上）", "（企业）", "（个人）", "（换证）", "（变更经营场所）", "（分支机构）"}
	corpusSay  = strings.Fields("申请人 须 携带 本人 有效 身份证件 原件 和 复印件 到 政务服务大厅 综合窗口 提交 材料 工作人员 当场 核对 后 " +
		"受理 符合 条件 的 在 承诺 时限 内 办结 不符合 一次性 告知 补正 内容 法定代表人 委托 他人 办理 应当 出具 授权委托书 经办人 " +
		"户口簿 营业执照 副本 银行卡 照片 诊断证明 学历证书 劳动合同 租赁合同 产权证明 无犯罪记录证明 体检报告 承诺书 审批表 登记表 " +
		"社区 街道 乡镇 派出所 民政 人社 医保 税务 公安 自然资源 市场监管 卫生健康 教育 住建 交通 农业农村 应急管理 消防 环保 " +
		"按照 规定 缴纳 费用 免收 工本费 发放 证书 邮寄 领取 电子证照 共享 数据 核验 公示 监督 投诉 咨询 电话 网上 预约 排队 叫号 " +
		"五个工作日 二十个工作日 即时办结 当月 次月 起 享受 待遇 逾期 未 提交 视为 放弃 依据 有关 法律 法规 条例 办法 通知 意见")
	corpusAlias = strings.Fields("社保 医保 上户口 落户 房产证 驾照 办执照 低保 公积金提取 退休金 养老金 准生证 过户 农保 学费减免 抚恤 创业贷款 体检 年检 挂失")
)

// corpus returns n generated guides, always the same, of about 1,400 bytes.
func corpus(n int) []*catalog.Record {
	r := rand.New(rand.NewPCG(7, 11))
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	var all []*catalog.Record
	for i := range n {
		title := pick(corpusWho) + pick(corpusWhat) + pick(corpusDo) + pick(corpusTail)
		if r.IntN(3) == 0 {
			title = pick(corpusWhat) + pick(corpusDo) + pick(corpusTail)
		}
		g := &catalog.Guide{ItemCode: fmt.Sprintf("5116%014d", r.Int64N(1e14)), Summary: zh(sentence(r, 90))}
		for range r.IntN(3) {
			g.Aliases = append(g.Aliases, zh(pick(corpusAlias)+pick(corpusTail)))
		}
		for range 3 {
			g.Conditions = append(g.Conditions, zh(sentence(r, 40)))
			g.Materials = append(g.Materials, catalog.Material{Name: zh(sentence(r, 12)), Note: zh(sentence(r, 20))})
			g.Steps = append(g.Steps, catalog.Step{Name: zh(pick(corpusSay)), Detail: zh(sentence(r, 30))})
		}
		g.Channels = []catalog.Way{{Sort: catalog.Code{Code: "telephone"}, Value: fmt.Sprintf("0826-2%06d", r.IntN(1e6))}}
		all = append(all, &catalog.Record{ID: catalog.ID(fmt.Sprintf("guide/g%06d", i)), Title: zh(title), Office: "office/a", Body: g,
			Basis: []catalog.Basis{{Number: fmt.Sprintf("国发〔%d〕%d号", 2000+r.IntN(26), 1+r.IntN(99))}}})
	}
	return all
}

func zh(s string) catalog.Text { return catalog.Text{catalog.ZH: s} }

// sentence strings words together until it has n characters.
func sentence(r *rand.Rand, n int) string {
	var b strings.Builder
	for k := 0; k < n; {
		word := corpusSay[r.IntN(len(corpusSay))]
		b.WriteString(word)
		if k += len([]rune(word)); r.IntN(7) == 0 {
			b.WriteString("，")
		}
	}
	return b.String() + "。"
}
