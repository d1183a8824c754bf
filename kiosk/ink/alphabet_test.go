package ink_test

import (
	"testing"
)

func TestAlphabetIsTheChineseCharactersOnce(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  string
	}{
		{nil, ""},
		{[]string{"", "Mingbai 2026, А4"}, ""},
		{[]string{"水费", "电费（元/度）"}, "元度水电费"},
		{[]string{"二〇二六年"}, "〇二六年"},
		{[]string{"⽔々、。\xff한カ"}, ""}, // a radical sign, marks, other scripts
		{[]string{"𠮷"}, "𠮷"},
	} {
		if got := string(alphabet(c.texts)); got != c.want {
			t.Errorf("alphabet of %q is %q, want %q", c.texts, got, c.want)
		}
	}
}
