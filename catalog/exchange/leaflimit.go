package exchange

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"mingbai/catalog"
)

const unitKey = "Limit.unit"

// limitForm is a number and a unit, with the words laws put around them.
var limitForm = regexp.MustCompile(`^(?:自?受理之日起|不超过|最长)?\s*([0-9]{1,6}|[一二两三四五六七八九十]{1,3})?\s*(.*?)(?:以内|之内|内)?$`)

func limitOf(v reflect.Value) catalog.Limit {
	if v.IsNil() {
		return catalog.Limit{}
	}
	return *v.Interface().(*catalog.Limit)
}

func showLimit(_ *column, v reflect.Value, _ *directory) string {
	l := limitOf(v)
	unit := codeText(unitKey, l.Unit)
	switch {
	case l.N == 0 && (unit == "" || l.Unit.Code == "now"):
		return unit
	case unit == "":
		return strconv.Itoa(l.N)
	}
	return strconv.Itoa(l.N) + " " + unit
}

func readLimit(_ *column, s string, _ *directory) (any, *fault) {
	word := narrow(s)
	wrong := faultf("「%s」看不懂，请写数和单位，如 20 个工作日、3 小时、即时", "%q is no limit; write a number and a unit, as 20 个工作日", brief(s))
	if codeOf(unitKey, word) == "now" {
		return catalog.Limit{Unit: catalog.Code{Code: "now"}}, nil
	}
	m := limitForm.FindStringSubmatch(word)
	if m == nil || m[1] == "" || m[2] == "" {
		return nil, wrong
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		n = hanNumber(m[1])
	}
	unit, fault := parseCode(unitKey, norm(m[2]))
	if fault != nil || n < 0 {
		return nil, wrong
	}
	return catalog.Limit{N: n, Unit: unit.(catalog.Code)}, nil
}

// hanNumber reads 一 to 九十九, or returns -1.
func hanNumber(s string) int {
	digit := func(s string) int {
		if s == "两" {
			return 2
		}
		at := strings.Index("一二三四五六七八九", s)
		if s == "" || len(s) != len("一") || at < 0 {
			return -1
		}
		return at/len("一") + 1
	}
	tens, ones, has := strings.Cut(s, "十")
	if !has {
		return digit(s)
	}
	n := 10
	if tens != "" {
		n = 10 * digit(tens)
	}
	if ones != "" {
		if d := digit(ones); d > 0 && n > 0 {
			return n + d
		}
		return -1
	}
	return max(n, -1)
}

func sameLimit(_ *column, v reflect.Value, val any) bool {
	a := limitOf(v)
	b, _ := val.(catalog.Limit)
	return a.N == b.N && equalCode(a.Unit, b.Unit)
}

// putLimit keeps the note of the limit.
func putLimit(_ *column, v reflect.Value, val any) {
	l := limitOf(v)
	read, _ := val.(catalog.Limit)
	if !equalCode(l.Unit, read.Unit) {
		l.Unit = read.Unit
	}
	if l.N = read.N; l.N == 0 && l.Unit.Empty() && l.Note.Empty() {
		v.SetZero()
		return
	}
	v.Set(reflect.ValueOf(&l))
}
