package press

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// fields lists what differs between two lines.
func fields(t *testing.T, old, next string) []Field {
	t.Helper()
	c, err := compareLine("guide/a", []byte(old), []byte(next))
	if err != nil {
		t.Fatal(err)
	}
	return c.Fields
}

func TestDifferenceIsToldFieldByField(t *testing.T) {
	for name, w := range map[string]struct {
		old, next string
		want      []Field
	}{
		"money in yuan": {`{"body":{"standard":{"amount":8000}}}`, `{"body":{"standard":{"amount":51}}}`,
			[]Field{{"body.standard.amount", "80 元", "0.51 元"}}},
		"money that was not stated": {`{"body":{"standard":{}}}`, `{"body":{"standard":{"amount":0}}}`,
			[]Field{{"body.standard.amount", "", "0 元"}}},
		"a code by its words": {`{"body":{"sort":{"code":"x","text":{"zh":"某"}}}}`, `{"body":{"sort":{"code":"y"}}}`,
			[]Field{{"body.sort", "某", "y"}}},
		"an entry put in between": {`{"body":{"materials":[{"name":{"zh":"甲"}},{"name":{"zh":"丙"}}]}}`, `{"body":{"materials":[{"name":{"zh":"甲"}},{"name":{"zh":"乙"}},{"name":{"zh":"丙"}}]}}`,
			[]Field{{"body.materials[1].name.zh", "", "乙"}}},
		"an entry that goes": {`{"body":{"fees":["fee/a","fee/b","fee/c"]}}`, `{"body":{"fees":["fee/a","fee/c"]}}`,
			[]Field{{"body.fees[1]", "fee/b", ""}}},
		"an object that goes": {`{"body":{"legal":{"n":5,"unit":{"code":"day"}}}}`, `{"body":{}}`,
			[]Field{{"body.legal.n", "5", ""}, {"body.legal.unit", "day", ""}}},
		"a language": {`{"title":{"zh":"一"}}`, `{"title":{"en":"one","zh":"一"}}`, []Field{{"title.en", "", "one"}}},
		"in the order of reading": {`{"body":{},"clear":{},"title":{}}`, `{"body":{"scope":{"en":"s","zh":"范围"}},"clear":{"on":"x"},"title":{"en":"t","zh":"题"}}`,
			[]Field{{"title.zh", "", "题"}, {"title.en", "", "t"}, {"body.scope.zh", "", "范围"}, {"body.scope.en", "", "s"}, {"clear.on", "", "x"}}},
		"a yes":        {`{"body":{}}`, `{"body":{"free":true}}`, []Field{{"body.free", "", "是 yes"}}},
		"another form": {`{"body":{"x":[1]}}`, `{"body":{"x":{"a":1}}}`, []Field{{"body.x", "[1]", `{"a":1}`}}},
	} {
		if got := fields(t, w.old, w.next); !reflect.DeepEqual(got, w.want) {
			t.Errorf("%s: %+v, want %+v", name, got, w.want)
		}
	}
}

func TestLabelsArePeoplesWords(t *testing.T) {
	for path, want := range map[string][2]string{
		"body.standard.amount":      {"收费标准·金额", "standard · amount"},
		"body.materials[2].name.zh": {"申请材料 3·名称·中文", "materials 3 · name · zh"},
		"body.plain_name.ru":        {"通俗名·俄文", "plain name · ru"},
		"body.new_field":            {"new_field", "new field"},
	} {
		if l := (Field{Path: path}).Label(); l[catalog.ZH] != want[0] || l[catalog.EN] != want[1] {
			t.Errorf("%s is %v", path, l)
		}
	}
}

// TestEveryFieldHasALabel asks for a Chinese word for each field that a record
// of this version can have.
func TestEveryFieldHasALabel(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(typ reflect.Type)
	look = func(typ reflect.Type) {
		for slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Slice}, typ.Kind()) {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if name != "" && labels[name] == "" {
				t.Errorf("%s of %s has no label", name, typ)
			}
			look(typ.Field(i).Type)
		}
	}
	for _, r := range seed(t) {
		look(reflect.TypeOf(r.Body))
	}
}

func TestAddedRecordIsShownWhole(t *testing.T) {
	b := newBureau(t)
	p := b.propose(few(t))
	text := p.List().String()
	for _, want := range []string{"新增 added 3 · 变更 changed 0 · 撤下 withdrawn 0", "新增 added  fee/copy  复印费", "收费标准·金额 (standard · amount): 0.50 元", "身份证"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list does not say %q:\n%s", want, text)
		}
	}
	b.check(p.Sign(b.editor, b.at))
	b.check(p.Approve(p.Base, b.reviewer, b.issue()))
	b.check(b.repo.Publish(t.Context(), p, b.online, b.issue()))
	gone := b.propose(few(t)[:2])
	if c := gone.Changes(); len(c) != 1 || c[0].Sort != Withdrawn || c[0].Title[catalog.ZH] != "代开发票" {
		t.Errorf("changes are %+v", c)
	}
	var page bytes.Buffer
	b.check(gone.List().WriteHTML(&page))
	if !strings.Contains(page.String(), `<section class="withdrawn">`) || strings.Contains(page.String(), "src=") {
		t.Error("the page does not show it, or needs something else")
	}
}

// TestWordsCannotForgeTheList has an editor write what would look like another
// line, or turn the digits around.
func TestWordsCannotForgeTheList(t *testing.T) {
	got := fields(t, `{"body":{"note":{"zh":"x"}}}`, `{"body":{"note":{"zh":"y\n\n变更 changed  fee/a\u202e08\u001b[2J"}}}`)
	if len(got) != 1 || strings.ContainsAny(got[0].New, "\n\u202e\u001b") || !strings.Contains(got[0].New, "‹U+202E›08‹U+001B›") {
		t.Errorf("it shows %q", got)
	}
}

func TestListShowsWordsAsWords(t *testing.T) {
	l := List{Changes: []Change{{Sort: Changed, ID: "fee/a", Fields: []Field{{"title.zh", "<script>", "<b>"}}}}}
	var page bytes.Buffer
	if err := l.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script") || strings.Contains(page.String(), "<b>") {
		t.Error("words are taken for HTML")
	}
	if b, err := json.Marshal(l.Changes); err != nil || !strings.Contains(string(b), `"sort":"changed"`) {
		t.Errorf("%s %v", b, err)
	}
}
