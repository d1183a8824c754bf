package exchange

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
)

// TestEverySheetAndColumnHasItsWords keeps headings apart and wordings free
// of what nothing uses.
func TestEverySheetAndColumnHasItsWords(t *testing.T) {
	l, err := newLayout()
	if err != nil {
		t.Fatal(err)
	}
	sheets := map[string]bool{}
	for _, p := range l.all() {
		heads := map[string]bool{plainHead(headID): true, headName: true, headOrder: true, headOrigin: true}
		for _, c := range p.columns {
			if head := plainHead(c.head); heads[head] || head == "" {
				t.Errorf("sheet %s: two columns are called %q", p.sheet, c.head)
			} else {
				heads[head] = true
			}
		}
		if sheets[p.sheet] {
			t.Errorf("two sheets are called %s", p.sheet)
		}
		sheets[p.sheet] = true
	}
	used := map[string]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		if used[typ.Name()] && typ.Name() != "" {
			return
		}
		used[typ.Name()] = true
		for _, f := range fieldsOf(typ) {
			used[f.key] = true
			inner := f.typ
			for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if _, ok := leaves[inner]; !ok && inner.Kind() == reflect.Struct {
				walk(inner)
			}
			if inner == limitType {
				walk(inner)
			}
		}
	}
	walk(recordType)
	all, err := bodies()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		walk(reflect.TypeOf(b).Elem())
	}
	for key := range wordings {
		if !used[key] {
			t.Errorf("wordings: nothing is called %s", key)
		}
	}
	for _, tables := range []map[string]bool{keysOf(choices), keysOf(refers)} {
		for key := range tables {
			if !used[key] {
				t.Errorf("nothing is called %s", key)
			}
		}
	}
	for key := range choices {
		if !strings.HasSuffix(key, "Limit.unit") && wordings[key].zh == "" {
			t.Errorf("no words for %s", key)
		}
	}
}

func keysOf[V any](m map[string]V) map[string]bool {
	keys := map[string]bool{}
	for k := range m {
		keys[k] = true
	}
	return keys
}

// TestChoicesAreThoseOfTheCatalog compares with the lists the catalog has.
func TestChoicesAreThoseOfTheCatalog(t *testing.T) {
	for key, want := range map[string][]string{"Office.sort": catalog.OfficeSorts(), "Channel.sort": catalog.ChannelSorts(), "Disclosure.column": catalog.Columns()} {
		var got []string
		for _, c := range choices[key] {
			got = append(got, c.code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	for key, list := range choices {
		seen := map[string]bool{}
		for _, c := range list {
			for _, word := range append([]string{c.code, c.zh}, c.also...) {
				if seen[word] {
					t.Errorf("%s: %q means two things", key, word)
				}
				seen[word] = true
			}
		}
	}
}

// TestEverySynonymFindsItsColumn reads each heading of the table as a sheet
// of others does.
func TestEverySynonymFindsItsColumn(t *testing.T) {
	l, err := newLayout()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for k, table := range synonyms {
		if k == "" {
			continue
		}
		h := newHeadings(l.kind(k))
		for head, others := range table {
			for _, other := range append([]string{head}, others...) {
				n++
				g := &grid{rows: [][]string{{" " + other + "（必填）*："}}}
				tb := h.match(g, 1)
				extra := tb.extras[head] == 1
				column := len(tb.columns) == 1 && tb.columns[0].head == head
				if extra == column {
					t.Errorf("%s: %q is not read as %q", k, other, head)
				}
			}
		}
	}
	if n < 150 {
		t.Errorf("only %d headings", n)
	}
}

func columnOf(t testing.TB, key string) *column {
	l, err := newLayout()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range l.all() {
		for _, c := range p.columns {
			if c.field.key == key && (c.lang == "" || c.lang == catalog.ZH) {
				return c
			}
		}
	}
	t.Fatalf("no column of %s", key)
	return nil
}

// TestHowPeopleTypeIt reads what people and spreadsheets write.
func TestHowPeopleTypeIt(t *testing.T) {
	d := newDirectory([]*catalog.Record{{ID: "office/a", Title: catalog.Text{catalog.ZH: "甲、乙局"}}, {ID: "topic/b", Title: catalog.Text{catalog.ZH: "出生、上学"}}, {ID: "topic/c", Title: catalog.Text{catalog.ZH: "工作"}}})
	for _, c := range []struct {
		key, typed, want string // want is how the cell shows it then, "!" a fault
	}{
		{"Standard.amount", "80", "80"}, {"Standard.amount", "80元", "80"}, {"Standard.amount", "８０．５", "80.50"}, {"Standard.amount", "¥1,234.5", "1234.50"},
		{"Standard.amount", "0.29000000000000004", "0.29"}, {"Standard.amount", "免费", "0"}, {"Standard.amount", "1.2万元", "12000"}, {"Standard.amount", "-3", "-3"},
		{"Standard.amount", "80元/件", "!"}, {"Standard.amount", "0.001", "!"}, {"Standard.amount", "八十", "!"}, {"Standard.amount", "1e99", "!"}, {"Standard.amount", "80 左右", "!"},
		{"Guide.visits", "0", "0"}, {"Guide.visits", "１次", "1"}, {"Guide.visits", "1.0", "1"}, {"Guide.visits", "1.5", "!"}, {"Guide.visits", "99999999999999999999", "!"},
		{"Record.number", "4294967295", "4294967295"}, {"Record.number", "4294967296", "!"},
		{"Record.valid", "", ""}, {"Period.from", "46344", "2026-11-18"}, {"Period.from", "2026年11月18日", "2026-11-18"}, {"Period.from", "２０２６／１１／１８", "2026-11-18"},
		{"Period.from", "2026.11.18", "2026-11-18"}, {"Period.from", "20261118", "2026-11-18"}, {"Period.from", "2026-11-18 00:00:00", "2026-11-18"},
		{"Period.from", "2026-13-01", "!"}, {"Period.from", "18/11/2026", "!"}, {"Period.from", "2026年11月", "!"}, {"Period.from", "明天", "!"},
		{"Guide.legal", "20个工作日", "20 个工作日"}, {"Guide.legal", "二十日", "20 天"}, {"Guide.legal", "十五个工作日内", "15 个工作日"}, {"Guide.legal", "三个月", "3 个月"},
		{"Guide.legal", "九十九天", "99 天"}, {"Guide.legal", "当场办结", "即时"}, {"Guide.legal", "自受理之日起２０个工作日以内", "20 个工作日"}, {"Guide.legal", "3 刻 [quarter]", "3 刻 [quarter]"},
		{"Guide.legal", "20", "!"}, {"Guide.legal", "若干天", "!"}, {"Guide.legal", "十十天", "!"}, {"Guide.legal", "20 世纪", "!"},
		{"Guide.piece", "即办", "即办件"}, {"Guide.piece", "instant", "即办件"}, {"Guide.piece", "其他件 [07]", "其他件 [07]"}, {"Guide.piece", "07", "07"}, {"Guide.piece", "特快", "!"},
		{"Guide.subjects", "个人、企业", "个人\n企业"}, {"Guide.subjects", "自然人/法人", "个人\n企业"}, {"Guide.subjects", "甲、乙 [x]", "甲、乙 [x]"},
		{"Record.office", "甲、乙局", "甲、乙局 [office/a]"}, {"Record.office", "office/z", "office/z"}, {"Record.office", "topic/b", "!"}, {"Record.office", "丙局", "!"},
		{"Guide.topics", "出生、上学\n工作", "出生、上学 [topic/b]\n工作 [topic/c]"}, {"Guide.topics", "topic/b，工作", "出生、上学 [topic/b]\n工作 [topic/c]"},
		{"Guide.free", "√", "是"}, {"Guide.free", "否", ""}, {"Guide.free", "ＴＲＵＥ", "是"}, {"Guide.free", "也许", "!"},
		{"Guide.conditions", "一\n\n三", "一\n\n三"}, {"Guide.conditions", "一↵续\n二", "一↵续\n二"}, {"Guide.special", "两\n行", "两\n行"},
		{"Office.telephone", "０４５４－１２３", "0454-123"}, {"Basis.number", "国发〔２０２０〕１号", "国发〔2020〕1号"},
		{"Link.url", "https://www.mingbai.example/a", "https://www.mingbai.example/a"}, {"Link.url", "www.mingbai.example", "!"}, {"Link.url", "javascript:alert(1)", "!"},
		{"Block.table", "项目|金额\n水｜3", "项目 | 金额\n水 | 3"},
	} {
		if c.typed == "" {
			continue
		}
		col := columnOf(t, c.key)
		got := "!"
		if val, fault := col.leaf.read(col, norm(c.typed), d); fault == nil {
			v := reflect.New(col.field.typ).Elem()
			col.leaf.put(col, v, val)
			if got = col.leaf.show(col, v, d); !col.faithful(v, d) {
				t.Errorf("%s %q shows as %q and is not to be edited", c.key, c.typed, got)
			}
		}
		if got != c.want {
			t.Errorf("%s %q shows as %q, want %q", c.key, c.typed, got, c.want)
		}
	}
}

// FuzzCell types anything into every column: what is read shows as what is
// read again.
func FuzzCell(f *testing.F) {
	l, err := newLayout()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"80元", "2026-11-18", "20 个工作日", "个人、企业", "甲 [office/a]", "一\n二", "a | b", "是", "↵", "九十九日", " x ", "_x000D_", "[x]", "a [b] [c]"} {
		f.Add(s)
	}
	d := newDirectory([]*catalog.Record{{ID: "office/a", Title: catalog.Text{catalog.ZH: "甲"}}})
	f.Fuzz(func(t *testing.T, s string) {
		if s = clean(s); s == "" {
			return
		}
		for _, p := range l.all() {
			for _, c := range p.columns {
				if c.leaf.read == nil {
					continue
				}
				val, fault := c.leaf.read(c, s, d)
				if fault != nil {
					if fault.zh == "" || fault.en == "" || strings.Contains(fault.zh+fault.en, "(EXTRA ") {
						t.Fatalf("%s: fault %+v", c.field.key, fault)
					}
					continue
				}
				v := reflect.New(c.field.typ).Elem()
				c.leaf.put(c, v, val)
				if !c.leaf.same(c, v, val) {
					t.Fatalf("%s %q: put is not what was read", c.field.key, s)
				}
				if !c.faithful(v, d) {
					t.Fatalf("%s %q shows as %q and is not to be edited any more", c.field.key, s, c.leaf.show(c, v, d))
				}
			}
		}
	})
}
