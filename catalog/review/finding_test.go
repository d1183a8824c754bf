package review_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

// today is the day the tests review by.
var today = catalog.Date{Year: 2026, Month: 11, Day: 23}

// A trial is records with a finding, and the same without.
type trial struct {
	code     string
	severity catalog.Severity
	field    string
	id       catalog.ID
	bad      string // records, one a line
	good     string
}

const (
	office = `{"id":"office/a","title":"单位","checked":{"on":"2026-11-01"},"body":{"telephone":"12345","duties":["办事"]}}`
	fee    = `{"id":"fee/a","title":"费","office":"office/a","basis":[{"number":"1号"}],"body":{"sort":"administrative","standard":{"amount":1},"scope":"x"}}`
	column = `{"id":"disclosure/a","title":"预算","office":"office/a","body":{"column":"budget","issued":"2026-11-01","full":{"url":"https://www.example.cn/b"}}}`
)

// hosts are those that the tests allow where a trial is about hosts.
var hosts = map[string]string{"link-host": ".gov.cn,http:old.example.cn"}

// trials has one for each finding of this package.
var trials = []trial{
	{"link-plain-http", catalog.Advice, "body", "office/a",
		link(`{"url":"http://www.example.cn/"}`), link(`{"url":"https://www.example.cn/"}`)},
	{"link-malformed", catalog.Blocking, "body", "office/a",
		link(`{"url":"https://www.example.cn@evil.example/"}`), link(`{"url":"https://www.example.cn/"}`)},
	{"link-host", catalog.Blocking, "body", "office/a",
		link(`{"url":"https://gov.cn.example.com/"}`), link(`{"url":"https://www.x.gov.cn/"}`)},
	{"link-host", catalog.Blocking, "body", "office/a",
		link(`{"url":"http://www.x.gov.cn/"}`), link(`{"url":"http://old.example.cn/"}`)},
	{"link-dead", catalog.Advice, "body", "office/a",
		link(`{"url":"https://www.example.cn/","dead":"2026-11-01"}`), link(`{"url":"https://www.example.cn/"}`)},
	{"guide-stale", catalog.Advice, "checked", "guide/a",
		guide(`"checked":{"on":"2026-08-24"}`, ``), guide(`"checked":{"on":"2026-08-25"}`, ``)},
	{"checked-later", catalog.Blocking, "checked.on", "guide/a",
		guide(`"checked":{"on":"2026-11-24"}`, ``), guide(`"checked":{"on":"2026-11-23"}`, ``)},
	{"cleared-later", catalog.Blocking, "clear.on", "guide/a",
		guide(`"clear":{"on":"2026-11-24"}`, ``), guide(`"clear":{"on":"2026-11-23"}`, ``)},
	{"fee-no-basis", catalog.Blocking, "basis", "fee/a",
		office + "\n" + strings.Replace(fee, `"basis":[{"number":"1号"}],`, ``, 1), office + "\n" + fee},
	{"fee-no-basis", catalog.Blocking, "basis", "fee/a",
		office + "\n" + strings.Replace(fee, `"basis":[{"number":"1号"}],`, ``, 1),
		office + "\n" + strings.Replace(strings.Replace(fee, `"basis":[{"number":"1号"}],`, ``, 1), "administrative", "market", 1)},
	{"fee-expired", catalog.Advice, "valid.to", "fee/a",
		office + "\n" + dated(fee, "fee/a", `"2020-01-01"`, `"2026-11-22"`), office + "\n" + dated(fee, "fee/a", `"2020-01-01"`, `"2026-11-23"`)},
	{"fee-not-valid", catalog.Blocking, "body.fees[0]", "guide/a",
		dated(fee, "fee/a", `"2026-11-24"`, `""`) + "\n" + guide(``, `"fees":["fee/a"]`), fee + "\n" + guide(``, `"fees":["fee/a"]`)},
	{"fee-twice", catalog.Blocking, "valid", "fee/b",
		office + "\n" + fee + "\n" + dated(fee, "fee/b", `"2020-01-01"`, `""`),
		office + "\n" + dated(fee, "fee/a", `""`, `"2019-12-31"`) + "\n" + dated(fee, "fee/b", `"2020-01-01"`, `""`)},
	{"not-cleared", catalog.Advice, "clear", "guide/a",
		guide(`"clear":{"on":"2026-11-01"}`, ``), guide(`"clear":{"by":"保密审查小组","on":"2026-11-01"}`, ``)},
	{"promise-late-calendar", catalog.Blocking, "body.promised", "guide/a",
		guide(``, `"promised":{"n":25,"unit":"workday"},"legal":{"n":30,"unit":"day"}`),
		guide(``, `"promised":{"n":21,"unit":"workday"},"legal":{"n":30,"unit":"day"}`)},
	{"answer-late", catalog.Blocking, "body.limit", "request/a",
		request(`{"n":21,"unit":"workday"}`), request(`{"n":20,"unit":"workday"}`)},
	{"answer-late", catalog.Blocking, "body.limit", "request/a",
		request(`{"n":1,"unit":"month"}`), request(`{"n":28,"unit":"day"}`)},
	{"reference-missing", catalog.Blocking, "body.fees[0]", "guide/a",
		guide(``, `"fees":["fee/gone"]`), fee + "\n" + guide(``, `"fees":["fee/a"]`)},
	{"reference-missing", catalog.Blocking, "office", "fee/a", fee, office + "\n" + fee},
	{"reference-kind", catalog.Blocking, "body.counters[0]", "guide/a",
		fee + "\n" + guide(``, `"counters":["fee/a"]`), fee + "\n" + guide(``, `"fees":["fee/a"]`)},
	{"title-untranslated", catalog.Advice, "title.ru", "office/a",
		strings.Replace(office, `"单位"`, `{"zh":"单位","en":"Office"}`, 1), strings.Replace(office, `"单位"`, `{"zh":"单位","en":"Office","ru":"Орган"}`, 1)},
	{"identity-number", catalog.Blocking, "body.duties[0].zh", "office/a",
		strings.Replace(office, "办事", "见11010519491231002X。", 1), strings.Replace(office, "办事", "见110105194912310021。", 1)},
	{"mobile-number", catalog.Advice, "body.duties[0].zh", "office/a",
		strings.Replace(office, "办事", "联系 138-0013-8000", 1), strings.Replace(office, "办事", "编码 2138001380001", 1)},
	{"secrecy-word", catalog.Advice, "body.duties[0].zh", "office/a",
		strings.Replace(office, "办事", "内部资料，注意保存", 1), office},
	{"too-long", catalog.Blocking, "", "office/a",
		strings.Replace(office, "办事", strings.Repeat("长", 90_000), 1), strings.Replace(office, "办事", strings.Repeat("长", 80_000), 1)},
	{"field-unknown", catalog.Advice, "body.telefone", "office/a",
		strings.Replace(office, `"duties"`, `"telefone":"1","duties"`, 1), office},
	{"example", catalog.Advice, "example", "office/a",
		strings.Replace(office, `"body"`, `"example":true,"body"`, 1), office},
	{"office-only-address", catalog.Advice, "body.telephone", "office/a",
		strings.Replace(office, `"telephone":"12345"`, `"address":"大街 1 号"`, 1),
		strings.Replace(office, `"telephone":"12345"`, `"address":"大街 1 号"`, 1) + "\n" +
			`{"id":"channel/a","title":"意见箱","office":"office/a","body":{"sort":"box","place":"门口"}}`},
	{"column-empty", catalog.Advice, "disclosure/housing", "",
		office + "\n" + column, office + "\n" + column + "\n" + strings.NewReplacer("disclosure/a", "disclosure/b", "budget", "housing").Replace(column)},
	{"column-stale", catalog.Advice, "disclosure/budget", "",
		office + "\n" + strings.Replace(column, "2026-11-01", "2026-09-23", 1),
		office + "\n" + strings.Replace(column, "2026-11-01", "2026-09-23", 1) + "\n" +
			strings.NewReplacer("disclosure/a", "disclosure/b", "2026-11-01", "2026-09-24").Replace(column)},
	{"item-code-twice", catalog.Blocking, "body.item_code", "guide/b",
		guide(``, `"item_code":"1"`) + "\n" + strings.Replace(line(guide(``, `"item_code":"1"`)), "guide/a", "guide/b", 1),
		guide(``, `"item_code":"1"`) + "\n" + strings.Replace(line(guide(``, `"item_code":"2"`)), "guide/a", "guide/b", 1)},
	{"number-twice", catalog.Blocking, "number", "office/b",
		numbered("office/a", "7") + "\n" + numbered("office/b", "7"), numbered("office/a", "7") + "\n" + numbered("office/b", "8")},
	// What a record says of itself.
	{"kept-range", catalog.Blocking, "body.kept.permille", "commitment/a",
		office + "\n" + `{"id":"commitment/a","title":"承诺","office":"office/a","body":{"kept":{"permille":1001}}}`,
		office + "\n" + `{"id":"commitment/a","title":"承诺","office":"office/a","body":{"kept":{"permille":1000}}}`},
	{"no-contact", catalog.Blocking, "body.telephone", "office/a",
		strings.Replace(office, `"telephone":"12345",`, ``, 1), office},
	{"promise-late", catalog.Blocking, "body.promised", "guide/a",
		guide(``, `"promised":{"n":6,"unit":"workday"},"legal":{"n":5,"unit":"workday"}`),
		guide(``, `"promised":{"n":5,"unit":"workday"},"legal":{"n":5,"unit":"workday"}`)},
}

func link(l string) string {
	return strings.Replace(office, `"duties"`, `"site":`+l+`,"duties"`, 1)
}

// guide returns an office and a guide with more fields.
func guide(record, body string) string {
	if record != "" {
		record = "," + record
	}
	if body != "" {
		body = "," + body
	}
	return office + "\n" + `{"id":"guide/a","title":"事","office":"office/a"` + record + `,"body":{"channels":[{"sort":"counter"}]` + body + `}}`
}

// line returns the last record of some.
func line(records string) string { return records[strings.LastIndexByte(records, '\n')+1:] }

func request(limit string) string {
	return office + "\n" + `{"id":"request/a","title":"依申请公开","office":"office/a","body":{"ways":[{"sort":"counter"}],"limit":` + limit + `}}`
}

func dated(fee, id, from, to string) string {
	return strings.NewReplacer(`"fee/a"`, `"`+id+`"`, `"office":`, `"valid":{"from":`+from+`,"to":`+to+`},"office":`).Replace(fee)
}

func numbered(id, number string) string {
	return strings.NewReplacer(`"office/a"`, `"`+id+`"`, `"title"`, `"number":`+number+`,"title"`).Replace(office)
}

func read(t *testing.T, text string) []*catalog.Record {
	t.Helper()
	var records []*catalog.Record
	for _, l := range strings.Split(text, "\n") {
		r, err := catalog.ReadRecord([]byte(l))
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return records
}

// found returns the finding of a trial in records.
func (w trial) found(t *testing.T, text string) *review.Finding {
	t.Helper()
	o := review.Options{Today: today, Glyph: glyphs, Media: media()}
	if list := hosts[w.code]; list != "" {
		var err error
		if o.Hosts, err = catalog.ParseHosts(list); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range review.Check(read(t, text), o).Findings {
		if f.Code == w.code && f.Field == w.field && f.ID == w.id {
			return &f
		}
	}
	return nil
}

func TestFindings(t *testing.T) {
	for _, w := range append(append(more(), blobTrials()...), trials...) {
		t.Run(w.code, func(t *testing.T) {
			f := w.found(t, w.bad)
			if f == nil {
				t.Fatal("it is not found")
			}
			if f.Severity != w.severity || f.Say[catalog.ZH] == "" || f.Say[catalog.EN] == "" {
				t.Errorf("it is %+v", f)
			}
			if f := w.found(t, w.good); f != nil {
				t.Errorf("it is found where nothing is wrong: %s", f.In(catalog.EN))
			}
		})
	}
}

// TestEveryFindingHasATrial reads the codes out of the source.
func TestEveryFindingHasATrial(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	code := regexp.MustCompile(`(?:block|advise|owes)\("([a-z-]+)"`)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllSubmatch(b, -1) {
			name := string(m[1])
			if name != "not-writable" && !slices.ContainsFunc(append(append(more(), blobTrials()...), trials...), func(w trial) bool { return w.code == name }) {
				t.Errorf("%s finds %s, which no trial tries", file, name)
			}
		}
	}
}

func TestWithoutADayNothingIsStale(t *testing.T) {
	for _, f := range review.Check(read(t, guide(`"checked":{"on":"1999-01-01"}`, ``)), review.Options{}).Findings {
		if strings.Contains(f.Code, "stale") {
			t.Error(f.In(catalog.EN))
		}
	}
}

func TestFindingNeverRepeatsAPersonsNumber(t *testing.T) {
	for _, words := range []string{"11010519491231002X", "13800138000"} {
		for _, f := range review.Check(read(t, strings.Replace(office, "办事", words, 1)), review.Options{}).Findings {
			if strings.Contains(f.In(catalog.ZH)+f.In(catalog.EN), words) {
				t.Errorf("it says %s", f.In(catalog.EN))
			}
		}
	}
}
