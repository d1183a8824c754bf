package search

import (
	"slices"
	"testing"
)

func TestTextsAreComparedWithoutWhatParts(t *testing.T) {
	for text, want := range map[string]string{
		"ABC":               "abc",
		"ＡＢ１２":              "ab12",
		"Ёлка ещё":          "елка еще",
		"People's  on-site": "peoples on site",
		"发改价格规〔2016〕2559号":  "发改价格规20162559号",
		"0454-555-0121":     "04545550121",
		"CT 检查，2 小时":        "ct检查2小时",
		"«Газ» № 1":         "газ1",
		"𠮷野家 𡈽":             "𠮷野家𡈽",
		"〇一二":               "〇一二",
		"e\u0301":           "e",
		"，。！ ":              "",
		"\xff\x00":          "",
	} {
		f := foldText(text)
		if got := string(f.runes); got != want {
			t.Errorf("%q is compared as %q, want %q", text, got, want)
		}
		runes := []rune(text)
		for i, r := range f.runes {
			if back, _ := fold(runes[f.at[i]]); r != ' ' && back != r {
				t.Errorf("%q: rune %d is %q, but %q stands at %d", text, i, r, runes[f.at[i]], f.at[i])
			}
		}
	}
}

func TestWhatIsTypedIsTakenApart(t *testing.T) {
	for words, want := range map[string][]string{
		"社保 转移":     {"社保", "转移"},
		"　社保　":      {"社保"},
		"on-site":   {"on", "site"},
		"2016 2559": {"2016", "2559"},
		"xi'an":     {"xian"},
		" ?! ":      nil,
	} {
		var got []string
		for _, t := range parse(words).terms {
			got = append(got, string(t))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q = %q, want %q", words, got, want)
		}
	}
	if !parse("社保 ").ended || parse("社保").ended || parse("").ended {
		t.Error("a space ends a term, nothing else")
	}
}

func TestCharactersHaveAllTheirReadings(t *testing.T) {
	for r, want := range map[rune][]string{
		'重': {"zhong", "chong", "tong"},
		'行': {"xing", "hang", "heng"},
		'会': {"hui", "kuai"},
		'参': {"can", "cen", "shen"},
		'女': {"nv", "ru", "nu"},
		'略': {"lve", "lue"},
		'𠀁': {"qi"},
		'a': nil,
		'，': nil,
	} {
		if got := readingsOf(r); !slices.Equal(got, want) {
			t.Errorf("%c is read %v, want %v", r, got, want)
		}
	}
}

func TestSoundsThatAreTakenForEachOther(t *testing.T) {
	for _, pair := range [][2]string{{"zhen", "zeng"}, {"shi", "si"}, {"chang", "can"}, {"lin", "ning"}, {"fu", "hu"}, {"liang", "nian"}} {
		if byEar(pair[0]) != byEar(pair[1]) {
			t.Errorf("%s and %s are not taken for each other", pair[0], pair[1])
		}
		if !slices.Contains(allByEar(pair[0]), pair[1]) {
			t.Errorf("%s is not among %v", pair[1], allByEar(pair[0]))
		}
	}
	if byEar("bao") == byEar("pao") {
		t.Error("bao and pao are told apart")
	}
}
