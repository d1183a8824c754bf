package exchange_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

// sheetOf makes a workbook as others do: one sheet, rows of cells.
func sheetOf(t testing.TB, name string, rows [][]any, more ...func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		put(t, f, name, cell, row...)
	}
	for _, m := range more {
		m(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func merge(sheet, from, to string) func(f *excelize.File) {
	return func(f *excelize.File) { _ = f.MergeCell(sheet, from, to) }
}

var guides = [][]any{
	{"江城区政务服务事项清单（2026 年版）"},
	{nil, "填报单位：江城区", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "2026 年 3 月"},
	{"序号", "实施主体", "事项名称", "事项编码", "受理条件", "申报材料", "办事流程", "法定办结时限", "承诺办结时限（工作日）", "是否收费", "咨询电话", "投诉电话", "办理依据", "备注"},
	{1, "区教育局", "教师资格认定", "511A-0138-00", "1. 有中国国籍\n2. 学历合格", "1、身份证；2、学历证书", "申请→受理→审核→发证", "自受理之日起30个工作日内", 10, "不收费", "０８１２－１２３４５６７", "0812-7654321", "《教师法》第十三条", "无"},
	{2, nil, "民办学校审批", nil, "（一）有章程\n（二）有场所", "申请报告", "受理 -> 办结", "三个月", 20, "80元/件", "0812-1234567", "0812-7654321", nil, "需现场勘查"},
	{3, "区民政局", "社会团体登记", "G1", "/", "①章程草案\n②场地证明", nil, "六十日", "即时办结", "按川价发〔2008〕1号执行", nil, nil, "社会团体登记管理条例", nil},
	{"注：以上事项均可网上办理"},
}

func guideSheet(t testing.TB, rows [][]any) []byte {
	return sheetOf(t, "Sheet1", rows, merge("Sheet1", "A1", "N1"), merge("Sheet1", "B4", "B5"))
}

func TestSheetOfGuides(t *testing.T) {
	im, err := read(guideSheet(t, guides), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := byID(im.Records)
	g := all["guide/511a-0138-00"]
	if g == nil {
		t.Fatalf("records %v", im.Added)
	}
	want := `{"basis":[{"title":{"zh":"《教师法》第十三条"}}],"body":{"channels":[{"sort":{"code":"telephone"},"value":"0812-1234567"}],"conditions":[{"zh":"有中国国籍"},{"zh":"学历合格"}],"free":true,"item_code":"511A-0138-00","legal":{"n":30,"unit":{"code":"workday"}},"materials":[{"name":{"zh":"身份证"}},{"name":{"zh":"学历证书"}}],"promised":{"n":10,"unit":{"code":"workday"}},"steps":[{"name":{"zh":"申请"}},{"name":{"zh":"受理"}},{"name":{"zh":"审核"}},{"name":{"zh":"发证"}}]},"id":"guide/511a-0138-00","office":"` + string(g.Office) + `","title":{"zh":"教师资格认定"}}`
	if got := line(t, g); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if o := all[g.Office]; o == nil || o.Title[catalog.ZH] != "区教育局" {
		t.Errorf("office %s is %v", g.Office, o)
	}
	kinds := map[catalog.Kind]int{}
	for _, r := range im.Records {
		kinds[r.Kind()]++
		switch b := r.Body.(type) {
		case *catalog.Channel:
			if r.Office != g.Office || b.Value != "0812-7654321" {
				t.Errorf("channel %s", line(t, r))
			}
		case *catalog.Fee:
			if strings.HasPrefix(r.Title[catalog.ZH], "民办学校审批") && (*b.Standard.Amount != 8000 || b.Standard.Unit[catalog.ZH] != "件") {
				t.Errorf("fee %s", line(t, r))
			}
			if strings.HasPrefix(r.Title[catalog.ZH], "社会团体") && b.Standard.Words[catalog.ZH] == "" {
				t.Errorf("fee %s", line(t, r))
			}
		case *catalog.Guide:
			if r.Title[catalog.ZH] == "社会团体登记" && (b.Legal.N != 60 || b.Promised.Unit.Code != "now" || len(b.Conditions) > 0 || len(b.Materials) != 2 || len(b.Fees) != 1) {
				t.Errorf("guide %s", line(t, r))
			}
		}
	}
	if kinds[catalog.KindGuide] != 3 || kinds[catalog.KindOffice] != 2 || kinds[catalog.KindFee] != 2 || kinds[catalog.KindChannel] != 1 {
		t.Errorf("kinds %v", kinds)
	}
	var ignored []string
	for _, p := range im.Ignored {
		ignored = append(ignored, p.Where())
	}
	if !slices.Equal(ignored, []string{"Sheet1!N3", "Sheet1!A7"}) {
		t.Errorf("ignored %v", ignored)
	}
}

// TestSheetOfGuidesAgain imports the same in another order, and into a folder
// whose editors have gone on: what they wrote beside it stays.
func TestSheetOfGuidesAgain(t *testing.T) {
	first, err := read(guideSheet(t, guides), nil)
	if err != nil {
		t.Fatal(err)
	}
	shuffled := slices.Clone(guides[:6])
	shuffled[3], shuffled[5] = shuffled[5], shuffled[3]
	shuffled[4] = slices.Clone(shuffled[4])
	shuffled[4][1] = "区教育局"
	r := rand.New(rand.NewPCG(1, 2))
	order := r.Perm(14)
	for i := range shuffled[2:] {
		row := make([]any, 14)
		for j, k := range order {
			if k < len(shuffled[i+2]) {
				row[j] = shuffled[i+2][k]
			}
		}
		shuffled[i+2] = row
	}
	again, err := read(sheetOf(t, "事项", shuffled), first.Records)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Changes)+len(again.Added) > 0 {
		t.Errorf("the same adds %v and changes %+v", again.Added, again.Changes)
	}
	base := slices.Clone(first.Records)
	for i, rec := range base {
		s := strings.Replace(line(t, rec), `{"name":{"zh":"身份证"}}`, `{"copies":2,"name":{"zh":"身份证"},"need":{"code":"required"}}`, 1)
		base[i] = record(t, strings.Replace(s, `"title":{"zh":"教师`, `"title":{"en":"Teachers","zh":"教师`, 1))
	}
	changed := slices.Clone(guides)
	changed[3] = slices.Clone(guides[3])
	changed[3][5] = "身份证\n户口簿"
	im, err := read(guideSheet(t, changed), base)
	if err != nil {
		t.Fatal(err)
	}
	got := line(t, byID(im.Records)["guide/511a-0138-00"])
	if !strings.Contains(got, `"materials":[{"copies":2,"name":{"zh":"身份证"},"need":{"code":"required"}},{"name":{"zh":"户口簿"}}]`) || !strings.Contains(got, "Teachers") || len(im.Changed) != 1 {
		t.Errorf("changed %v: %s", im.Changed, got)
	}
}

func TestSameSheetGivesTheSameBytes(t *testing.T) {
	b := sheetOf(t, "指南", [][]any{{"事项名称", "实施主体", "咨询电话", "办理地点", "办理时间", "网上办理", "收费标准", "投诉电话"},
		{"入学", "区教育局", "0812-1", "一楼", "8:30–17:00", "https://www.mingbai.example/a", "5元/份", "0812-2"}})
	want := ""
	for range 12 {
		im, err := read(b, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range im.Records {
			got += line(t, r) + "\n"
		}
		if want == "" {
			want = got
		}
		if got != want || !strings.Contains(got, `"channels":[{"sort":{"code":"telephone"},"value":"0812-1"},{"hours":{"zh":"8:30–17:00"},"place":{"zh":"一楼"},"sort":{"code":"counter"}},{"link":`) {
			t.Fatalf("%s, then\n%s", want, got)
		}
	}
}

// TestSheetNamesOfficesOfTheFolder uses the offices that are there.
func TestSheetNamesOfficesOfTheFolder(t *testing.T) {
	base := []*catalog.Record{record(t, `{"id":"office/edu","title":"区教育局"}`), record(t, `{"id":"guide/t","title":"教师资格认定","office":"office/edu","body":{"item_code":"511A-0138-00"}}`)}
	im, err := read(guideSheet(t, guides), base)
	if err != nil {
		t.Fatal(err)
	}
	all := byID(im.Records)
	if all["guide/t"] == nil || all["guide/t"].Office != "office/edu" || all["guide/511a-0138-00"] != nil || len(im.Changed) != 1 {
		t.Errorf("added %v, changed %v", im.Added, im.Changed)
	}
}

func TestSheetOfFees(t *testing.T) {
	b := sheetOf(t, "收费目录", [][]any{
		{"行政事业性收费目录清单"},
		{"序号", "项目名称", "收费标准（元）", "收费单位", "收费范围", "执行日期", "批准文号", "减免政策", "计量单位"},
		{1, "不动产登记费", 80.0, "自然资源局", "住宅", time.Date(2016, 12, 7, 0, 0, 0, 0, time.UTC), "发改价格规〔2016〕2559号", "小微企业免收；廉租房免收", "件"},
		{2, "首次申领身份证", "免费", "公安局", nil, "2018.4.1", nil, "无", nil},
		{3, "机动车号牌", "１００元／副", "公安局", nil, nil, nil, nil, nil},
		{4, "停车费", "首小时5元，以后每小时2元", "城管局", nil, nil, nil, nil, nil},
	})
	im, err := read(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range im.Records {
		if f, ok := r.Body.(*catalog.Fee); ok {
			s, err := json.Marshal(map[string]any{"s": f.Standard, "from": r.Valid.From, "e": len(f.Exemptions), "b": len(r.Basis)})
			if err != nil {
				t.Fatal(err)
			}
			got[r.Title[catalog.ZH]] = string(s)
		}
	}
	for title, want := range map[string]string{
		"不动产登记费":  `{"b":1,"e":2,"from":"2016-12-07","s":{"amount":8000,"unit":{"zh":"件"}}}`,
		"首次申领身份证": `{"b":0,"e":0,"from":"2018-04-01","s":{"amount":0}}`,
		"机动车号牌":   `{"b":0,"e":0,"from":"","s":{"amount":10000,"unit":{"zh":"副"}}}`,
		"停车费":     `{"b":0,"e":0,"from":"","s":{"words":{"zh":"首小时5元，以后每小时2元"}}}`,
	} {
		if got[title] != want {
			t.Errorf("%s: %s, want %s", title, got[title], want)
		}
	}
}

func TestSheetOfOffices(t *testing.T) {
	b := sheetOf(t, "Sheet1", [][]any{
		{"单位名称", "办公地址", "联系电话", "监督电话", "工作时间", "主要职责"},
		{" 区水务局 ", "江城路 1 号", "0812-1", "0812-2", "9:00–17:00", "1.供水\n2.排水"},
		{"区气象局", nil, 8123456, nil, 0.375, nil},
	}, func(f *excelize.File) {
		id, _ := f.NewStyle(&excelize.Style{NumFmt: 20})
		_ = f.SetCellStyle("Sheet1", "E3", "E3", id)
	})
	im, err := read(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	offices, channels := 0, 0
	for _, r := range im.Records {
		switch o := r.Body.(type) {
		case *catalog.Channel:
			channels++
		case *catalog.Office:
			offices++
			if r.Title[catalog.ZH] == "区水务局" && (o.Telephone != "0812-1" || len(o.Duties) != 2 || o.Duties[1][catalog.ZH] != "排水") || r.Title[catalog.ZH] == "区气象局" && (o.Telephone != "8123456" || o.Hours[catalog.ZH] != "09:00") {
				t.Errorf("%s", line(t, r))
			}
		}
	}
	if offices != 2 || channels != 1 {
		t.Errorf("%d offices, %d channels", offices, channels)
	}
}

func TestHeadingsInTwoRows(t *testing.T) {
	b := sheetOf(t, "指南", [][]any{
		{"实施主体", "事项名称", "办理时限", nil, "申请材料"},
		{nil, nil, "法定时限", "承诺时限", nil},
		{"区教育局", "入学", "20天", "3小时", "户口簿"},
	}, merge("指南", "A1", "A2"), merge("指南", "B1", "B2"), merge("指南", "C1", "D1"), merge("指南", "E1", "E2"))
	im, err := read(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range im.Records {
		if g, ok := r.Body.(*catalog.Guide); ok && (g.Legal == nil || g.Legal.N != 20 || g.Promised == nil || g.Promised.N != 3 || len(g.Materials) != 1) {
			t.Errorf("%s", line(t, r))
		}
	}
	if len(im.Records) != 2 {
		t.Errorf("%d records", len(im.Records))
	}
}

func TestFaultsOfASheetOfOthers(t *testing.T) {
	head := []any{"事项名称", "实施主体", "法定时限", "网上办理", "收费标准"}
	for name, c := range map[string]struct {
		rows [][]any
		want string
	}{
		"no office":    {[][]any{{"事项名称", "受理条件"}, {"入学", "无"}}, "表!A1: 没有「实施主体」"},
		"no title":     {[][]any{head, {nil, "区教育局", "1天"}}, "表!A2: 没有写名称"},
		"limit":        {[][]any{head, {"入学", "区教育局", "尽快"}}, "表!C2: 「尽快」看不懂"},
		"no address":   {[][]any{head, {"入学", "区教育局", nil, "见官网"}}, "表!D2: 「见官网」不是网址"},
		"twice":        {[][]any{head, {"入学", "区教育局"}, {"入学", "区教育局"}}, "表!A3: 「入学」与「表」第 2 行是同一条"},
		"nothing of a": {[][]any{{"姓名", "年龄"}, {"张三", 7}}, ""},
	} {
		im, err := read(sheetOf(t, "表", c.rows), nil)
		if c.want == "" {
			if err != nil || len(im.Ignored) != 1 || len(im.Records) > 0 {
				t.Errorf("%s: %+v, %v", name, im, err)
			}
			continue
		}
		if err == nil || len(im.Problems) == 0 || !strings.HasPrefix(im.Problems[0].In(catalog.ZH), c.want) || len(im.Records) > 0 {
			t.Errorf("%s: %v, %v", name, err, im.Problems)
		}
	}
	im, err := exchange.WorkbookReader{Partial: true}.Read(reader(sheetOf(t, "表", [][]any{head, {"入学", "区教育局", "尽快"}, {"转学", "区教育局", "1天"}})))
	if err != nil || len(im.Problems) != 1 || len(im.Added) != 2 {
		t.Errorf("partial: %+v, %v", im, err)
	}
}

func reader(b []byte) (*bytes.Reader, int64) { return bytes.NewReader(b), int64(len(b)) }

// TestDaysCountedFrom1904 reads the other calendar of spreadsheets.
func TestDaysCountedFrom1904(t *testing.T) {
	yes := true
	b := sheetOf(t, "收费", [][]any{{"收费项目", "收费单位", "执行日期"}, {"工本费", "公安局", 41234}}, func(f *excelize.File) {
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		id, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		_ = f.SetCellStyle("收费", "C2", "C2", id)
	})
	im, err := read(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range im.Records {
		if want := (catalog.Date{Year: 2016, Month: 11, Day: 22}); r.Kind() == catalog.KindFee && r.Valid.From != want {
			t.Errorf("%v, want %v", r.Valid.From, want)
		}
	}
}
