package review_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/review"
)

func TestBlockingFindingsComeFirst(t *testing.T) {
	r := review.Check(read(t, strings.Replace(office, `"telephone":"12345",`, ``, 1)+"\n"+fee), review.Options{Today: today})
	if r.Records != 2 || r.Blocking() != 1 || r.Findings[0].Severity != catalog.Blocking || len(r.Findings) < 2 {
		t.Fatalf("%d records, %d block, %+v", r.Records, r.Blocking(), r.Findings)
	}
	if got := r.Findings[0].In(catalog.ZH); got != "须改 office/a body.telephone [no-contact]: 没有电话也没有地址，办事人找不到，请至少填一项" {
		t.Errorf("it says %s", got)
	}
}

func TestFindingSurvivesJSON(t *testing.T) {
	r := review.Check(read(t, fee), review.Options{Today: today})
	b, err := json.Marshal(r.Findings)
	if err != nil {
		t.Fatal(err)
	}
	var back []review.Finding
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	for i, f := range r.Findings {
		if back[i].In(catalog.ZH) != f.In(catalog.ZH) || back[i].Severity != f.Severity {
			t.Errorf("%s came back as %s", f.In(catalog.EN), back[i].In(catalog.EN))
		}
	}
	if err := json.Unmarshal([]byte(`[{"severity":"fatal"}]`), &back); err == nil {
		t.Error("an unknown severity is read")
	}
}

func TestPageShowsWordsAsWords(t *testing.T) {
	r := review.Check(read(t, strings.Replace(office, `"单位"`, `"<script>单位</script>"`, 1)), review.Options{Today: today})
	var page bytes.Buffer
	if err := r.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, wanted := range []string{"&lt;script&gt;单位", "not-cleared", "没有写保密审查的人和日期", "office/a"} {
		if !strings.Contains(page.String(), wanted) {
			t.Errorf("the page does not say %s", wanted)
		}
	}
	for _, never := range []string{"<script", "src=", "href="} {
		if strings.Contains(page.String(), never) {
			t.Errorf("the page has %s", never)
		}
	}
}

func TestEmptierOfficeComesFirst(t *testing.T) {
	full := `{"id":"office/b","title":"全","checked":{"on":"2026-11-01"},"basis":[{"number":"1"}],"clear":{"on":"2026-11-01"},"body":{"sort":"government","telephone":"1","duties":["x"],"leaders":[{"name":"x"}],"address":"x","hours":"x","rules":["x"],"discipline":["x"]}}`
	r := review.Check(read(t, full+"\n"+office+"\n"+fee), review.Options{})
	if len(r.Offices) != 2 || r.Offices[0].Office != "office/a" || r.Offices[1].Percent() != 100 {
		t.Fatalf("scores are %+v", r.Offices)
	}
	// The office itself: title, checked, duties, telephone of 12. Its fee:
	// title, basis, sort, standard, scope of 11.
	if s := r.Offices[0]; s.Records != 2 || s.Filled != 9 || s.Fields != 23 || s.Percent() != 39 {
		t.Errorf("it scores %+v", s)
	}
}

func TestUnfitHostIsNotAllowed(t *testing.T) {
	for _, list := range []string{"", "localhost", "10.0.0.1", "https://x.cn", ".Gov.cn", "xn--a.cn", "x.cn,,y.cn"} {
		if _, err := catalog.ParseHosts(list); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("%q: %v", list, err)
		}
	}
}
