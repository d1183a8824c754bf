package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

const two = `{"id":"guide/a","title":"甲","office":"office/a","body":{"item_code":"A1","conditions":["一","二","三"],
	"materials":[{"name":"身份证","need":"required"},{"name":"照片","copies":2},{"name":"表"}]}}`

func offices(t testing.TB) []*catalog.Record {
	return []*catalog.Record{record(t, two),
		record(t, `{"id":"guide/b","title":"乙","office":"office/a","body":{"plain_name":"乙事","materials":[{"name":"证"}]}}`),
		record(t, `{"id":"office/a","title":"市局","body":{"telephone":"1"}}`)}
}

func materials(t testing.TB, im exchange.Import, id catalog.ID) string {
	t.Helper()
	var all []string
	r := byID(im.Records)[id]
	if r == nil {
		t.Fatalf("%s is gone; problems %v", id, im.Problems)
	}
	for _, m := range r.Body.(*catalog.Guide).Materials {
		all = append(all, fmt.Sprintf("%s/%s/%d", m.Name[catalog.ZH], m.Need.Code, m.Copies))
	}
	return strings.Join(all, " ")
}

func TestRowsOfAList(t *testing.T) {
	good := workbook(t, offices(t))
	for name, c := range map[string]struct {
		change func(f *excelize.File)
		want   string
	}{
		"inserted between two by its number": {func(f *excelize.File) {
			put(t, f, "申请材料", "A6", "guide/a", nil, 1.5, "户口簿")
		}, "身份证/required/0 户口簿//0 照片//2 表//0"},
		"inserted as a row without a number": {func(f *excelize.File) {
			_ = f.InsertRows("申请材料", 3, 1)
			put(t, f, "申请材料", "A3", "guide/a", nil, nil, "户口簿")
		}, "身份证/required/0 户口簿//0 照片//2 表//0"},
		"named by the title of its record": {func(f *excelize.File) {
			put(t, f, "申请材料", "A6", "甲", nil, 9, "户口簿")
		}, "身份证/required/0 照片//2 表//0 户口簿//0"},
		"removed": {func(f *excelize.File) {
			_ = f.RemoveRow("申请材料", 3)
		}, "身份证/required/0 表//0"},
		"emptied": {func(f *excelize.File) {
			put(t, f, "申请材料", "D3", nil)
			put(t, f, "申请材料", where(t, f, "申请材料", "复印件份数", "guide/a", "2"), nil)
		}, "身份证/required/0 表//0"},
		"moved by their numbers": {func(f *excelize.File) {
			put(t, f, "申请材料", "C2", 7)
		}, "照片//2 表//0 身份证/required/0"},
		"moved as rows, their numbers with them": {func(f *excelize.File) {
			_ = f.DuplicateRowTo("申请材料", 2, 7)
			_ = f.RemoveRow("申请材料", 2)
		}, "身份证/required/0 照片//2 表//0"},
		"copied and changed": {func(f *excelize.File) {
			_ = f.DuplicateRowTo("申请材料", 3, 4)
			put(t, f, "申请材料", "D4", "大照片")
		}, "身份证/required/0 照片//2 大照片//2 表//0"},
		"all removed": {func(f *excelize.File) {
			for range 3 {
				_ = f.RemoveRow("申请材料", 2)
			}
		}, ""},
		"the sheet is gone": {func(f *excelize.File) {
			_ = f.DeleteSheet("申请材料")
		}, "身份证/required/0 照片//2 表//0"},
		"the hidden numbers are gone": {func(f *excelize.File) {
			rows, _ := f.GetRows("申请材料")
			col, _ := excelize.ColumnNumberToName(len(rows[0]))
			_ = f.RemoveCol("申请材料", col)
			put(t, f, "申请材料", "D3", "大照片")
		}, "身份证/required/0 大照片//2 表//0"},
	} {
		im, err := read(edit(t, good, c.change), offices(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := materials(t, im, "guide/a"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := materials(t, im, "guide/b"); got != "证//0" {
			t.Errorf("%s: the other record has %s", name, got)
		}
		if changed := slices.Contains(im.Changed, "guide/a"); changed == (c.want == "身份证/required/0 照片//2 表//0") || len(im.Changed) > 1 {
			t.Errorf("%s: changed %v", name, im.Changed)
		}
	}
}

func TestNewRecordInTheWorkbook(t *testing.T) {
	b := edit(t, workbook(t, offices(t)), func(f *excelize.File) {
		put(t, f, "服务指南", "B4", "丙")
		put(t, f, "服务指南", where(t, f, "服务指南", "负责单位", "guide/a")[:1]+"4", "新局")
		put(t, f, "申请材料", "A6", "丙", nil, 1, "新证")
		put(t, f, "单位", "B3", "新局")
	})
	im, err := read(b, offices(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Added) != 2 || len(im.Changes) > 0 {
		t.Fatalf("added %v, changes %v", im.Added, im.Changes)
	}
	for _, id := range im.Added {
		if id.Kind() == catalog.KindGuide && (materials(t, im, id) != "新证//0" || byID(im.Records)[id].Office != im.Added[1]) {
			t.Errorf("%s", line(t, byID(im.Records)[id]))
		}
	}
	again, err := read(b, im.Records)
	if err != nil || len(again.Added)+len(again.Changes) > 0 {
		t.Errorf("the same again adds %v and changes %v, %v", again.Added, again.Changes, err)
	}
}

// TestEditMeetsWhatOthersEdited reads a workbook into a folder that went on.
func TestEditMeetsWhatOthersEdited(t *testing.T) {
	b := edit(t, workbook(t, offices(t)), func(f *excelize.File) {
		put(t, f, "服务指南", where(t, f, "服务指南", "通俗名", "guide/b"), "新叫法")
		put(t, f, "申请材料", "D2", "新证")
	})
	base := func(old, now string) []*catalog.Record {
		records := offices(t)
		for i, r := range records {
			records[i] = record(t, strings.Replace(line(t, r), old, now, 1))
		}
		return records
	}
	for name, c := range map[string]struct {
		base []*catalog.Record
		at   string // of the problem
		want string // in the result
	}{
		"elsewhere":           {base(`"item_code":"A1"`, `"item_code":"A2"`), "", `"item_code":"A2"`},
		"another language":    {base(`"zh":"乙事"`, `"en":"b","zh":"乙事"`), "", `"plain_name":{"en":"b","zh":"新叫法"}`},
		"the same, alike":     {base(`"zh":"乙事"`, `"zh":"新叫法"`), "", `"zh":"新叫法"`},
		"the same, otherwise": {base(`"zh":"乙事"`, `"zh":"旧叫法"`), "服务指南!I3", ""},
		"the same list":       {base(`"copies":2`, `"copies":3`), "申请材料!A2", ""},
		"a list, alike":       {base(`"zh":"身份证"`, `"zh":"新证"`), "", `"zh":"新证"`},
		"another list":        {base(`"zh":"一"`, `"zh":"壹"`), "", `"zh":"壹"`},
		"the record is gone":  {base(`"guide/b"`, `"guide/c"`)[:1], "", `新叫法`},
	} {
		im, err := read(b, c.base)
		if c.at != "" {
			if !errors.Is(err, exchange.ErrWorkbook) || len(im.Problems) != 1 || im.Problems[0].Where() != c.at || len(im.Records) > 0 {
				t.Errorf("%s: %v, %+v", name, err, im.Problems)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all := ""
		for _, r := range im.Records {
			all += line(t, r)
		}
		if !strings.Contains(all, c.want) || !strings.Contains(all, "新叫法") || !strings.Contains(all, "新证") {
			t.Errorf("%s: %s", name, all)
		}
	}
}

// TestListOfARecordWithoutARow edits lists of records whose own rows are
// gone: nothing else of them is taken away.
func TestListOfARecordWithoutARow(t *testing.T) {
	b := edit(t, workbook(t, offices(t)), func(f *excelize.File) {
		_ = f.RemoveRow("服务指南", 2)
		put(t, f, "申请材料", "D2", "新证")
	})
	im, err := read(b, offices(t))
	if err != nil || !slices.Equal(im.Missing, []catalog.ID{"guide/a"}) || len(im.Changes) != 1 || im.Changes[0].Field != "body.materials[0].name.zh" {
		t.Errorf("%+v, %v", im, err)
	}
}

func TestRecordWithoutARowIsLeftAlone(t *testing.T) {
	b := edit(t, workbook(t, offices(t)), func(f *excelize.File) {
		_ = f.RemoveRow("服务指南", 3)
		_ = f.RemoveRow("申请材料", 5)
	})
	im, err := read(b, offices(t))
	if err != nil || !slices.Equal(im.Missing, []catalog.ID{"guide/b"}) || len(im.Records) != 2 || len(im.Changes) > 0 {
		t.Errorf("%+v, %v", im, err)
	}
}

// A mistake is typed into a cell of a sheet, which is named or found.
type mistake struct {
	sheet string
	cell  any
	value any
	want  string // in what is said about it; "" is none
}

// mistakes has one of every sort.
func mistakes(t *testing.T) map[string]mistake {
	at := func(head string) func(f *excelize.File) string {
		return func(f *excelize.File) string { return where(t, f, "服务指南", head, "guide/a") }
	}
	return map[string]mistake{
		"date":                {"服务指南", at("有效期·起"), "下周", "2026-11-18"},
		"day that is none":    {"服务指南", at("核验·日期"), "2026年2月30日", "没有 2026-2-30 这一天"},
		"limit":               {"服务指南", at("法定时限"), "很快", "20 个工作日"},
		"limit without unit":  {"服务指南", at("承诺时限"), "5", "20 个工作日"},
		"note without limit":  {"服务指南", at("承诺时限说明"), "不含公示", "「承诺时限」却空着"},
		"number":              {"服务指南", at("到现场次数"), "一次", "只写数字"},
		"half a number":       {"服务指南", at("到现场次数"), 1.5, "只写数字"},
		"short number":        {"服务指南", at("短编号"), -1, "超出范围"},
		"yes or no":           {"服务指南", at("不收费"), "看情况", "请写 是 或 否"},
		"code":                {"服务指南", at("办件类型"), "特快件", "请从下拉列表中选：即办件、承诺件"},
		"codes":               {"服务指南", at("服务对象"), "个人、宠物", "不认识「宠物」"},
		"office":              {"服务指南", at("负责单位"), "火星局", "没有叫「火星局」的单位"},
		"office of a kind":    {"服务指南", at("负责单位"), "guide/b", "不是「单位」"},
		"topics":              {"服务指南", at("人生事件"), "出生\n上学", "没有叫「出生」的主题"},
		"no title":            {"服务指南", at("标题"), "", "没有写中文标题"},
		"lines of a language": {"服务指南", at("受理条件 English"), "one", ""},
		"error value":         {"服务指南", at("简介"), errorValue, "错误值"},
		"formula":             {"服务指南", at("简介"), formulaValue, "选择性粘贴"},
		"lost digits":         {"服务指南", at("实施编码"), 2308810031484420, "文本"},
		"id of another kind":  {"服务指南", "A2", "fee/a", "不是服务指南的编号"},
		"id twice":            {"服务指南", "A3", "guide/a", "第 2 行"},
		"id malformed":        {"服务指南", "A2", "guide/甲", "小写字母"},

		"a list without id":    {"申请材料", "A2", "", "没有写条目编号"},
		"a list of nobody":     {"申请材料", "A2", "guide/zz", "没有 guide/zz"},
		"a list of a kind":     {"申请材料", "A2", "office/a", "没有「申请材料」"},
		"an order":             {"申请材料", "C2", "第一", "写数字"},
		"no headings":          {"服务指南", "A1", "HEAD", "恢复表头"},
		"a heading twice":      {"服务指南", "C1", "标题", "出现了两次"},
		"a new code with text": {"服务指南", at("办件类型"), "特快件 [9]", ""},
	}
}

// make makes it and returns the place.
func (c mistake) make(t *testing.T, f *excelize.File) (place string) {
	place, _ = c.cell.(string)
	if find, ok := c.cell.(func(*excelize.File) string); ok {
		place = find(f)
	}
	switch c.value {
	case formulaValue:
		_ = f.SetCellFormula(c.sheet, place, "1+1")
	case errorValue:
		_ = f.SetCellFormula(c.sheet, place, "1/0")
	case "HEAD":
		_ = f.RemoveRow(c.sheet, 1)
	default:
		put(t, f, c.sheet, place, c.value)
	}
	return place
}

// TestProblemsSayWhereAndWhatToDo makes every mistake once.
func TestProblemsSayWhereAndWhatToDo(t *testing.T) {
	good := workbook(t, offices(t))
	for name, c := range mistakes(t) {
		place := ""
		b := edit(t, good, func(f *excelize.File) { place = c.make(t, f) })
		if c.value == errorValue {
			b = swap(t, b, "<f>1/0</f>", "<v>#DIV/0!</v>", ` t="str"`, ` t="e"`)
		}
		im, err := read(b, offices(t))
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		found := slices.ContainsFunc(im.Problems, func(p exchange.Problem) bool {
			say := p.In(catalog.ZH)
			return strings.Contains(say, c.want) && p.Say[catalog.EN] != "" && (c.value == "HEAD" || strings.HasPrefix(say, c.sheet+"!"+place+": ") || strings.HasPrefix(say, c.sheet+"!") && strings.Contains(say, "却空着"))
		})
		if !errors.Is(err, exchange.ErrWorkbook) || !found || len(im.Records) > 0 {
			t.Errorf("%s at %s: %v, problems %v", name, place, err, im.Problems)
		}
		for _, p := range im.Problems {
			if strings.Contains(p.Say[catalog.ZH]+p.Say[catalog.EN], "(EXTRA ") {
				t.Errorf("%s: %v", name, p.Say)
			}
		}
	}
}

const (
	formulaValue = "FORMULA"
	errorValue   = "ERROR"
)

// TestLinesOfOneLanguageOnly takes a line away in Chinese while the English
// ones stay.
func TestLinesOfOneLanguageOnly(t *testing.T) {
	records := []*catalog.Record{record(t, `{"id":"guide/a","title":"甲","body":{"conditions":[{"zh":"一","en":"1"},{"zh":"二","en":"2"},{"zh":"三","en":"3"}]}}`)}
	good := workbook(t, records)
	for value, ok := range map[string]bool{"一\n三": false, "一\n二\n三\n四": true, "一\n贰\n三": true, "零\n一\n二\n三": false, "": true} {
		b := edit(t, good, func(f *excelize.File) {
			put(t, f, "服务指南", where(t, f, "服务指南", "受理条件", "guide/a"), value)
		})
		if im, err := read(b, records); (err == nil) != ok {
			t.Errorf("%q: %v %v", value, err, im.Changes)
		}
	}
}

func TestPartialImportSaysWhatItLeftOut(t *testing.T) {
	b := edit(t, workbook(t, offices(t)), func(f *excelize.File) {
		put(t, f, "服务指南", where(t, f, "服务指南", "法定时限", "guide/a"), "很快")
		put(t, f, "服务指南", where(t, f, "服务指南", "简介", "guide/a"), "改了甲")
		put(t, f, "服务指南", where(t, f, "服务指南", "简介", "guide/b"), "改了乙")
	})
	im, err := exchange.WorkbookReader{Base: offices(t), Partial: true}.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil || len(im.Problems) != 1 || im.Problems[0].ID != "guide/a" || !slices.Equal(im.Changed, []catalog.ID{"guide/b"}) || byID(im.Records)["guide/a"] != nil {
		t.Errorf("%+v, %v", im, err)
	}
}

// TestBaseIsNotTouched reads edits while the base stays as it is.
func TestBaseIsNotTouched(t *testing.T) {
	base := offices(t)
	var before []string
	for _, r := range base {
		before = append(before, line(t, r))
	}
	b := edit(t, workbook(t, base), func(f *excelize.File) {
		put(t, f, "服务指南", "C2", "A")
		put(t, f, "服务指南", where(t, f, "服务指南", "受理条件", "guide/a"), "一\n二")
		put(t, f, "申请材料", "D2", "新证")
	})
	if im, err := read(b, base); err != nil || len(im.Changed) != 1 {
		t.Fatalf("%v %v", im.Changed, err)
	}
	for i, r := range base {
		if line(t, r) != before[i] {
			t.Errorf("%s was changed", r.ID)
		}
	}
}
