package catalog_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingbai/catalog"
)

const fee = `{"body":{"field":{"code":"property"},"neu":{"tief":[1,2.50]},"scope":{"zh":"住宅"},"sort":{"code":"administrative","text":{"zh":"行政事业性收费"}},"standard":{"amount":8000,"unit":{"zh":"件"}}},` +
	`"checked":{"on":"2026-11-18"},"future":"kept","id":"fee/home","office":"office/registry","title":{"en":"Registration","zh":"不动产登记费"}}`

func TestUnknownFieldsSurvive(t *testing.T) {
	r, err := catalog.ReadRecord([]byte(fee))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(catalog.UnknownFields(r), " "); got != "body.neu future" {
		t.Errorf("unknown fields: %q", got)
	}
	b, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != fee {
		t.Errorf("written back as\n%s\nwant\n%s", b, fee)
	}
}

func TestUnknownKindIsKept(t *testing.T) {
	const line = `{"body":{"a":[1,{"b":"c"}]},"id":"drone/landing","plain":[{"text":{"zh":"无人机"}}],"title":{"zh":"起降点"}}`
	r, err := catalog.ReadRecord([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.Body.(*catalog.Unknown); !ok || r.Kind() != "drone" {
		t.Errorf("body is %T of kind %s", r.Body, r.Kind())
	}
	if b, err := r.Line(); err != nil || string(b) != line {
		t.Errorf("written back as %s (%v)", b, err)
	}
}

func TestShortForms(t *testing.T) {
	r, err := catalog.ReadRecord([]byte(`{"id":"channel/x","title":"热线","body":{"sort":"hotline","value":"12345"}}`))
	if err != nil {
		t.Fatal(err)
	}
	b, _ := r.Line()
	if want := `{"body":{"sort":{"code":"hotline"},"value":"12345"},"id":"channel/x","title":{"zh":"热线"}}`; string(b) != want {
		t.Errorf("written as %s, want %s", b, want)
	}
}

func TestBadRecordsAreRefused(t *testing.T) {
	for name, line := range map[string]string{
		"no object": `[1]`, "cut": `{"id":"fee/x"`, "no id": `{"title":"x"}`, "id with capitals": `{"id":"fee/X"}`,
		"id that climbs": `{"id":"../../etc/passwd"}`, "date with a clock": `{"id":"fee/x","checked":{"on":"2026-11-18T10:00"}}`,
		"day that is none": `{"id":"fee/x","checked":{"on":"2026-02-30"}}`, "money with a point": `{"id":"fee/x","body":{"standard":{"amount":80.5}}}`,
		"text that is a number": `{"id":"fee/x","title":7}`,
	} {
		if _, err := catalog.ReadRecord([]byte(line)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestCanonical(t *testing.T) {
	got, err := catalog.Canonical([]byte("{ \"b\" : 1.0,\n \"a\": {\"z\":\"<&>\",\"y\":12345678901234567890} }"))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"a":{"y":12345678901234567890,"z":"<&>"},"b":1.0}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := catalog.Canonical([]byte(`{} {}`)); err == nil {
		t.Error("two objects are one")
	}
}

func TestYuan(t *testing.T) {
	for fen, want := range map[catalog.Fen]string{0: "0", 8000: "80", 310: "3.10", 51: "0.51", 5: "0.05", -150: "-1.50", 128460000: "1284600"} {
		if got := fen.Yuan(); got != want {
			t.Errorf("%d fen: %q, want %q", fen, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	a, err := catalog.ParseDate("2026-02-28")
	if err != nil {
		t.Fatal(err)
	}
	if b := a.Add(1); b.String() != "2026-03-01" || a.Days(b) != 1 || !a.Before(b) {
		t.Errorf("the day after %v is %v", a, b)
	}
	p := catalog.Period{From: a, To: a.Add(2)}
	for day, want := range map[int]bool{-1: false, 0: true, 2: true, 3: false} {
		if got := p.Contains(a.Add(day)); got != want {
			t.Errorf("day %d: in the period %v, want %v", day, got, want)
		}
	}
}

// TestEveryKind makes one record of each kind and wants its type, its place
// among the kinds and its form kept.
func TestEveryKind(t *testing.T) {
	for _, k := range catalog.Kinds() {
		r, err := catalog.ReadRecord([]byte(`{"id":"` + string(k) + `/x","title":"名称","body":{"later":1}}`))
		if err != nil {
			t.Errorf("%s: %v", k, err)
			continue
		}
		if r.Body.Kind() != k {
			t.Errorf("%s is read as %s", k, r.Body.Kind())
		}
		r.Check(func(f catalog.Finding) {
			if f.Code == "" || f.Say[catalog.ZH] == "" {
				t.Errorf("%s: finding without a code or words: %+v", k, f)
			}
		})
		if b, err := r.Line(); err != nil || !bytes.Contains(b, []byte(`"later":1`)) {
			t.Errorf("%s is written as %s (%v)", k, b, err)
		}
	}
}

func TestNoRecord(t *testing.T) {
	if _, err := catalog.NewCollection(nil).Record("fee/none"); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("err = %v, want ErrNoRecord", err)
	}
}

// TestCheck wants each fault found, at its field.
func TestCheck(t *testing.T) {
	for _, c := range []struct{ line, code, field string }{
		{`{"id":"guide/x","title":"a","office":"office/a","body":{}}`, "no-contact", "body.channels"},
		{`{"id":"guide/x","title":"a","office":"office/a","body":{"legal":{"n":5,"unit":"workday"},"promised":{"n":6,"unit":"workday"}}}`, "promise-late", "body.promised"},
		{`{"id":"guide/x","title":"a","office":"office/a","body":{"free":true,"fees":["fee/a"]}}`, "free-and-fee", "body.free"},
		{`{"id":"fee/x","title":"a","office":"office/a","body":{}}`, "no-standard", "body.standard"},
		{`{"id":"fee/x","title":"a","office":"office/a","body":{"standard":{"tiers":[{"from":0,"to":10,"fen":1},{"from":5,"fen":2}]}}}`, "tiers-mixed", "body.standard.tiers[1]"},
		{`{"id":"office/x","title":"a","body":{}}`, "no-contact", "body.telephone"},
		{`{"id":"fee/x","office":"office/a","body":{}}`, "title-missing", "title"},
		{`{"id":"fee/x","title":"a","body":{}}`, "office-missing", "office"},
		{`{"id":"fee/x","title":"a","office":"office/a","valid":{"from":"2026-02-01","to":"2026-01-01"},"body":{}}`, "period-reversed", "valid"},
	} {
		r, err := catalog.ReadRecord([]byte(c.line))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		r.Check(func(f catalog.Finding) { found = found || f.Code == c.code && f.Field == c.field })
		if !found {
			t.Errorf("%s: no %s at %s", c.line, c.code, c.field)
		}
	}
}

// TestReadAndWrite wants what was read to be written the same, for records
// of any content.
func TestReadAndWrite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := anyRecord(t)
		first, err := catalog.Canonical(line)
		if err != nil {
			t.Fatal(err)
		}
		r, err := catalog.ReadRecord(first)
		if err != nil {
			t.Fatalf("%s: %v", first, err)
		}
		again, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(first) {
			t.Fatalf("read\n%s\nwritten\n%s", first, again)
		}
	})
}

// anyRecord draws a record with fields that are known and fields that are
// not. Empty fields are left out, as the canonical form does.
func anyRecord(t *rapid.T) []byte {
	words := rapid.StringMatching(`[一-龥a-z<>&"\\]{1,12}`)
	text := rapid.Custom(func(t *rapid.T) map[string]string {
		all := map[string]string{"zh": words.Draw(t, "zh")}
		if rapid.Bool().Draw(t, "translated") {
			all["ru"] = words.Draw(t, "ru")
		}
		return all
	})
	kind := rapid.SampledFrom(append(catalog.Kinds(), "drone")).Draw(t, "kind")
	body := map[string]any{}
	switch kind {
	case catalog.KindFee:
		body["scope"] = text.Draw(t, "scope")
		body["standard"] = map[string]any{"amount": rapid.IntRange(0, 1<<40).Draw(t, "fen"), "unit": text.Draw(t, "unit")}
	case catalog.KindGuide:
		body["summary"] = text.Draw(t, "summary")
		body["materials"] = []any{map[string]any{"name": text.Draw(t, "name"), "copies": rapid.IntRange(1, 9).Draw(t, "copies")}}
	}
	for _, name := range rapid.SliceOfNDistinct(rapid.StringMatching(`x_[a-z]{1,6}`), 0, 4, rapid.ID[string]).Draw(t, "unknown") {
		body[name] = rapid.SampledFrom([]any{nil, true, 1, "a", []any{1, "b"}, map[string]any{"c": 2}}).Draw(t, name)
	}
	r := map[string]any{"id": string(kind) + "/" + rapid.StringMatching(`[a-z0-9-]{1,20}`).Draw(t, "name"), "title": text.Draw(t, "title")}
	if len(body) > 0 {
		r["body"] = body
	} else {
		r["body"] = map[string]any{}
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzReadRecord wants no panic, and everything that is read to be stable
// when it is written and read again.
func FuzzReadRecord(f *testing.F) {
	f.Add([]byte(fee))
	f.Add([]byte(`{"id":"guide/x","title":"热线","body":{"materials":[{"name":"x"}]}}`))
	f.Add([]byte(`{"id":"drone/x","plain":[{"text":"a"}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := catalog.ReadRecord(line)
		if err != nil {
			return
		}
		r.Check(func(catalog.Finding) {})
		first, err := r.Line()
		if err != nil {
			t.Fatalf("%s was read and cannot be written: %v", line, err)
		}
		again, err := catalog.ReadRecord(first)
		if err != nil {
			t.Fatalf("%s was written and cannot be read: %v", first, err)
		}
		if second, err := again.Line(); err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%s is written again as %s (%v)", first, second, err)
		}
	})
}
