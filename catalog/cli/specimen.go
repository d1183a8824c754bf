package cli

import (
	"fmt"
	"math/rand/v2"
	"time"

	"mingbai/catalog"
)

// specimens makes an office and n guides that a review lets pass. They are
// marked as made up, and the same every time but for the day.
func specimens(n int) []*catalog.Record {
	office := specimen("office/specimen", "示例局", &catalog.Office{
		Sort: catalog.Code{Code: "government"}, Telephone: "12345", Duties: []catalog.Text{zh("示例")}})
	all := []*catalog.Record{office}
	for i := range n {
		g := specimen(catalog.ID(fmt.Sprintf("guide/specimen-%05d", i+1)), fmt.Sprintf("示例事项 %d", i+1), specimenGuide(i))
		g.Office = office.ID
		g.Basis = []catalog.Basis{{Title: zh("示例办法"), Article: zh(fmt.Sprintf("第%d条", i%90+1))}}
		all = append(all, g)
	}
	return all
}

func specimen(id catalog.ID, title string, body catalog.Body) *catalog.Record {
	today := day{}.or(time.Now())
	return &catalog.Record{ID: id, Title: zh(title), Checked: catalog.Stamp{By: zh("示例局"), On: today},
		Clear: catalog.Clearance{By: zh("示例局"), On: today}, Example: true, Body: body}
}

// specimenGuide writes as much as a guide usually does: what compresses and
// what is indexed has a size like the real thing.
func specimenGuide(i int) *catalog.Guide {
	words := rand.New(rand.NewPCG(uint64(i), 1))
	g := &catalog.Guide{Summary: sentence(words), Free: true, Channels: []catalog.Way{{Sort: catalog.Code{Code: "telephone"}, Value: "12345"}},
		Subjects: []catalog.Code{{Code: "person"}}, Piece: catalog.Code{Code: "instant"}}
	for range 3 {
		g.Conditions = append(g.Conditions, sentence(words))
		g.Materials = append(g.Materials, catalog.Material{Name: zh(phrase(words)), Need: catalog.Code{Code: "required"}, Originals: 1, Note: sentence(words)})
		g.Steps = append(g.Steps, catalog.Step{Name: zh(phrase(words)), Detail: sentence(words)})
	}
	return g
}

// phrases are what sentences are made of.
var phrases = []string{"申请人身份", "登记材料", "受理窗口", "现场核验", "电子证照", "法定代表人", "委托手续", "办理时限", "补正通知", "审核意见",
	"结果送达", "缴费凭证", "变更事项", "经营场所", "户籍信息", "社会保障", "不动产权", "档案查询", "书面承诺", "公示期满"}

func phrase(words *rand.Rand) string { return phrases[words.IntN(len(phrases))] }

func sentence(words *rand.Rand) catalog.Text {
	s := ""
	for range 4 {
		s += phrase(words)
	}
	return zh(fmt.Sprintf("%s%d号", s, words.IntN(10_000)))
}

func zh(s string) catalog.Text { return catalog.Text{catalog.ZH: s} }
