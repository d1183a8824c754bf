package exchange

import (
	"math/big"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"mingbai/catalog"
)

// narrow turns characters of full width into plain ones.
func narrow(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　' || r == '\u00a0':
			return ' '
		}
		return r
	}, s))
}

// plainDigits narrows digits and letters, and in what has no Chinese
// characters the marks of a telephone number too.
func plainDigits(s string) string {
	if len(narrow(s)) == len([]rune(s)) { // nothing but what is plain now
		return narrow(s)
	}
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// counted is a number with a thousands mark here and there, and one word
// that says what was counted.
var counted = regexp.MustCompile(`^([+-]?[0-9][0-9,]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?) ?(份|次|个|层|楼|年|元|人|天|日|‰|字节)?$`)

// parseNumber reads a number as people and spreadsheets write it.
func parseNumber(s string) (*big.Rat, bool) {
	m := counted.FindStringSubmatch(strings.TrimLeft(narrow(s), "¥￥ "))
	if m == nil {
		return nil, false
	}
	return new(big.Rat).SetString(strings.ReplaceAll(m[1], ",", ""))
}

func showAny(_ *column, v reflect.Value, _ *directory) string {
	return strconv.FormatInt(v.Int(), 10)
}

func showWhole(c *column, v reflect.Value, d *directory) string {
	if v.IsZero() && !c.required {
		return ""
	}
	if v.CanUint() {
		return strconv.FormatUint(v.Uint(), 10)
	}
	return showAny(c, v, d)
}

func cellWhole(v reflect.Value) any {
	if v.CanUint() {
		return v.Uint()
	}
	if n := v.Int(); n > -1e15 && n < 1e15 { // a spreadsheet has 15 digits
		return n
	}
	return nil
}

func readWhole(c *column, s string, _ *directory) (any, *fault) {
	n, ok := parseNumber(s)
	if !ok || !n.IsInt() || !n.Num().IsInt64() {
		return nil, faultf("「%s」不是整数，请只写数字", "%q is no whole number; write digits only", brief(s))
	}
	t := c.field.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	v := n.Num().Int64()
	if t.Kind() == reflect.Uint32 && (v < 0 || v > 1<<32-1) {
		return nil, faultf("「%s」超出范围，请写 0 到 4294967295 的整数", "%q is out of range; write 0 to 4294967295", brief(s))
	}
	return v, nil
}

func showFen(c *column, v reflect.Value, _ *directory) string {
	if v.IsZero() && !c.required {
		return ""
	}
	return catalog.Fen(v.Int()).Yuan()
}

func cellFen(v reflect.Value) any {
	yuan := float64(v.Int()) / 100
	if yuan > -1e12 && yuan < 1e12 {
		return yuan
	}
	return nil
}

// readFen reads yuan into fen. What a spreadsheet makes of 0.29 may be a
// hair beside it; less than a fen is refused.
func readFen(_ *column, s string, _ *directory) (any, *fault) {
	word := narrow(s)
	if word == "免费" || word == "不收费" {
		return catalog.Fen(0), nil
	}
	factor := int64(100)
	if rest, ok := strings.CutSuffix(strings.TrimSuffix(word, "元"), "万"); ok {
		word, factor = rest, 1_000_000
	}
	n, ok := parseNumber(word)
	if !ok {
		return nil, faultf("「%s」不是金额，请只写多少元，如 80 或 0.51；计费单位写在「计费单位」列", "%q is no amount; write the yuan only, as 80 or 0.51, and the unit in its own column", brief(s))
	}
	n.Mul(n, new(big.Rat).SetInt64(factor))
	near := new(big.Rat).Add(n, big.NewRat(1, 2))
	fen := new(big.Int).Div(near.Num(), near.Denom())
	off := new(big.Rat).Sub(n, new(big.Rat).SetInt(fen))
	if off.Abs(off).Cmp(big.NewRat(1, 1_000_000)) > 0 || !fen.IsInt64() {
		return nil, faultf("「%s」不到一分，请写到分为止", "%q is finer than a fen; write two decimals", brief(s))
	}
	return catalog.Fen(fen.Int64()), nil
}

func showBool(_ *column, v reflect.Value, _ *directory) string {
	if v.Bool() {
		return "是"
	}
	return ""
}

func readBool(_ *column, s string, _ *directory) (any, *fault) {
	switch strings.ToUpper(narrow(s)) {
	case "是", "有", "对", "√", "✓", "TRUE", "1", "Y", "YES":
		return true, nil
	case "否", "无", "没有", "不是", "×", "FALSE", "0", "N", "NO", "-", "—":
		return false, nil
	}
	return nil, faultf("「%s」看不懂，请写 是 或 否", "%q is neither yes nor no; write 是 or 否", brief(s))
}
