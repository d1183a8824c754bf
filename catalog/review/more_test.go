package review_test

import (
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

// Records for the trials of what offices owe.
const (
	water    = `{"id":"office/w","title":"水司","checked":{"on":"2026-11-01"},"body":{"sort":"water","telephone":"1","supervisor":"office/a"}}`
	promised = `{"id":"commitment/w","title":"承诺","office":"office/w","body":{"promise":"x"}}`
	priced   = `{"id":"fee/w","title":"水价","office":"office/w","basis":[{"number":"1"}],"body":{"standard":{"amount":1}}}`
	heard    = `{"id":"channel/w","title":"投诉","office":"office/w","body":{"sort":"box","place":"x"}}`
	bureau   = `{"id":"office/b","title":"民政局","body":{"sort":"government","telephone":"1"}}`
	city     = `{"id":"office/c","title":"某市人民政府","body":{"sort":"government","telephone":"1"}}`
)

// more continues trials.
func more() []trial {
	return []trial{
		{"field-missing", catalog.Advice, "body.free", "guide/a", guide(``, ``), guide(``, `"free":true`)},
		{"field-missing", catalog.Advice, "body.handles", "counter/a", counter(`"floor":1`), counter(`"sort":"lift"`)},
		{"field-missing", catalog.Advice, "body.promise", "commitment/w", office + "\n" + strings.Replace(promised, `"promise":"x"`, ``, 1), office + "\n" + promised},
		{"topic-empty", catalog.Advice, "body.members", "topic/a",
			`{"id":"topic/a","title":"主题"}`, `{"id":"topic/a","title":"主题"}` + "\n" + guide(``, `"topics":["topic/a"]`)},
		{"record-stale", catalog.Advice, "checked", "office/a",
			strings.Replace(office, "2026-11-01", "2025-11-22", 1), strings.Replace(office, "2026-11-01", "2025-11-23", 1)},
		{"notice-over", catalog.Advice, "body.expires", "notice/a", notice("2026-11-22"), notice("2026-11-23")},
		{"decision-over", catalog.Advice, "body.stage", "decision/a", decision("draft"), decision("result")},
		{"exemption-no-basis", catalog.Blocking, "body.exemptions[0].basis", "fee/a",
			exempt(`{"words":"低保户免收"}`), exempt(`{"words":"低保户免收","basis":{"number":"2号"}}`)},
		{"exemption-no-basis", catalog.Blocking, "body.exemptions[0].basis", "fee/a",
			exempt(`{"words":"低保户免收"}`), strings.Replace(exempt(`{"words":"低保户免收"}`), "administrative", "market", 1)},
		{"fee-range", catalog.Blocking, "body.standard.upto", "fee/a",
			office + "\n" + strings.Replace(fee, `{"amount":1}`, `{"amount":5,"upto":4}`, 1), office + "\n" + strings.Replace(fee, `{"amount":1}`, `{"amount":5,"upto":5}`, 1)},
		{"id-twice", catalog.Blocking, "id", "office/a", office + "\n" + office, office},
		{"index-twice", catalog.Blocking, "body.index", "disclosure/b", indexed("1"), indexed("2")},
		{"report-twice", catalog.Blocking, "body.year", "report/b",
			office + "\n" + report("report/a", "office/a", "2025") + "\n" + report("report/b", "office/a", "2025"),
			office + "\n" + report("report/a", "office/a", "2025") + "\n" + report("report/b", "office/a", "2024")},
		{"office-no-promise", catalog.Advice, "", "office/w", lines(office, water, priced, heard), lines(office, water, promised, priced, heard)},
		{"office-no-fee", catalog.Advice, "", "office/w", lines(office, water, promised, heard), lines(office, water, promised, priced, heard)},
		{"office-no-fee", catalog.Advice, "", "office/a", guide(``, ``), guide(``, `"free":true`)},
		{"office-no-channel", catalog.Advice, "", "office/w", lines(office, water, promised, priced),
			lines(office, water, promised, priced, `{"id":"channel/h","title":"热线","office":"office/a","body":{"sort":"hotline","value":"12345","hall":true}}`)},
		{"report-missing", catalog.Advice, "report", "office/b", bureau, lines(bureau, report("report/b", "office/b", "2025"))},
		{"report-missing", catalog.Advice, "report", "office/c", city, strings.Replace(city, "某市", "某镇", 1)},
		{"report-missing", catalog.Advice, "report", "", bureau, lines(bureau, city)},
		{"character-control", catalog.Blocking, "body.duties[0].zh", "office/a", strings.Replace(office, "办事", `办\u200b事\u202e`, 1), strings.Replace(office, "办事", `办\n事`, 1)},
		{"character-control", catalog.Blocking, "title.zh", "office/a", strings.Replace(office, "单位", `单\u0007位`, 1), office},
		{"character-unseen", catalog.Advice, "body.duties[0].zh", "office/a", strings.Replace(office, "办事", `办\u200b事`, 1), office},
		{"glyph-missing", catalog.Advice, "body.duties[0].zh", "office/a", strings.Replace(office, "办事", "办𠀀事", 1), office},
	}
}

// glyphs is a font that lacks what is beyond the first plane.
func glyphs(r rune) bool { return r < 0x10000 }

func lines(records ...string) string { return strings.Join(records, "\n") }

func counter(body string) string {
	return office + "\n" + `{"id":"counter/a","title":"窗口","office":"office/a","body":{` + body + `}}`
}

func notice(expires string) string {
	return office + "\n" + `{"id":"notice/a","title":"停水","office":"office/a","body":{"issued":"2026-11-01","body":[{"text":"x"}],"expires":"` + expires + `"}}`
}

func decision(stage string) string {
	return office + "\n" + `{"id":"decision/a","title":"规划","office":"office/a","body":{"stage":"` + stage + `","body":[{"text":"x"}],"deadline":"2026-11-22"}}`
}

func exempt(exemption string) string {
	return office + "\n" + strings.Replace(fee, `"scope"`, `"exemptions":[`+exemption+`],"scope"`, 1)
}

func indexed(second string) string {
	a := strings.Replace(column, `"issued"`, `"index":"1","issued"`, 1)
	return lines(office, a, strings.NewReplacer("disclosure/a", "disclosure/b", `"index":"1"`, `"index":"`+second+`"`).Replace(a))
}

func report(id, office, year string) string {
	return `{"id":"` + id + `","title":"年报","office":"` + office + `","body":{"year":` + year + `,"body":[{"text":"x"}]}}`
}

// TestReportIsNotOwedBeforeItsMonthEnds: departments until 31 January,
// governments until 31 March.
func TestReportIsNotOwedBeforeItsMonthEnds(t *testing.T) {
	for _, c := range []struct {
		day    catalog.Date
		owed   int
		office string
	}{
		{catalog.Date{Year: 2026, Month: 1, Day: 31}, 0, bureau}, {catalog.Date{Year: 2026, Month: 2, Day: 1}, 1, bureau},
		{catalog.Date{Year: 2026, Month: 3, Day: 31}, 0, city}, {catalog.Date{Year: 2026, Month: 4, Day: 1}, 1, city},
	} {
		owed := 0
		for _, f := range review.Check(read(t, c.office), review.Options{Today: c.day}).Findings {
			if f.Code == "report-missing" && strings.Contains(f.Say[catalog.ZH], "2025 年") {
				owed++
			}
		}
		if owed != c.owed {
			t.Errorf("on %s %d reports are owed, want %d", c.day, owed, c.owed)
		}
	}
}

func TestFindingNamesWhoOwesIt(t *testing.T) {
	for _, f := range review.Check(read(t, lines(office, water)), review.Options{Today: today}).Findings {
		if f.Code == "office-no-fee" && strings.HasPrefix(f.Say[catalog.ZH], "水司（主管单位：单位）没有公开收费标准") {
			return
		}
	}
	t.Error("nobody is named")
}

func TestOfficeIsScoredByThreeNumbers(t *testing.T) {
	old := strings.Replace(office, "2026-11-01", "2020-01-01", 1)
	dead := strings.Replace(strings.Replace(column, "https://www.example.cn/b\"", "https://www.example.cn/b\",\"dead\":\"2026-11-01\"", 1), `"office"`, `"checked":{"on":"2026-11-01"},"office"`, 1)
	r := review.Check(read(t, lines(old, dead)), review.Options{Today: today})
	if len(r.Offices) != 1 {
		t.Fatalf("scores are %+v", r.Offices)
	}
	if s := r.Offices[0]; s.Timely() != 50 || s.Accurate() != 50 || s.Percent() <= 0 || s.Percent() >= 100 {
		t.Errorf("it scores %d, %d, %d", s.Percent(), s.Timely(), s.Accurate())
	}
	if s := (review.Score{}); s.Timely() != 100 || s.Accurate() != 100 {
		t.Error("an office without records is late")
	}
}
