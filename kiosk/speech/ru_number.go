package speech

import (
	"strconv"
	"strings"
)

type ruCase int

const (
	ruNominative ruCase = iota
	ruGenitive
	ruAccusative
)

type ruGender int

// ruEither is a word in -а or -я: feminine after 1, not after 2.
const (
	ruMasculine ruGender = iota
	ruFeminine
	ruNeuter
	ruEither
)

var (
	ruSmall  = [2][]string{strings.Fields("ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"), strings.Fields("нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати")}
	ruTens   = [2][]string{strings.Fields("- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"), strings.Fields("- - двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста")}
	ruHundr  = [2][]string{strings.Fields("- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"), strings.Fields("- ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот")}
	ruStems  = strings.Fields("нулев перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат")
	ruTenth  = strings.Fields("- - двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност")
	ruPowers = []struct {
		of     int64
		gender ruGender
		one    [2]string
		few    [2]string
		many   string
	}{
		{1e9, ruMasculine, [2]string{"миллиард", "миллиарда"}, [2]string{"миллиарда", "миллиардов"}, "миллиардов"},
		{1e6, ruMasculine, [2]string{"миллион", "миллиона"}, [2]string{"миллиона", "миллионов"}, "миллионов"},
		{1000, ruFeminine, [2]string{"тысяча", "тысячи"}, [2]string{"тысячи", "тысяч"}, "тысяч"},
	}
)

// ruMany chooses the form of a noun after a number: 1 час, 2 часа, 5 часов; a
// fraction takes the second.
func ruMany(number, one, few, many string) string {
	if strings.ContainsAny(strings.TrimRight(strings.ReplaceAll(number, " ", ""), "0"), ".,") && !strings.HasSuffix(strings.TrimRight(number, "0"), ",") {
		return few
	}
	n := number[max(0, len(number)-2):]
	switch teen := len(n) == 2 && n[0] == '1'; {
	case !teen && n[len(n)-1] == '1':
		return one
	case !teen && n[len(n)-1] >= '2' && n[len(n)-1] <= '4':
		return few
	}
	return many
}

// ruMany1 chooses the form in the genitive: 1 часа, 2 часов.
func ruMany1(number, one, many string) string { return ruMany(number, one, many, many) }

// ruAmount says a number with thousands apart and decimals: 36,5 is тридцать
// шесть целых пять десятых.
func ruAmount(s string, kase ruCase, gender ruGender) string {
	whole, decimals := splitRu(s)
	if len(whole) > longNumber || len(whole) > 1 && whole[0] == '0' {
		return ruTelephone(s)
	}
	decimals = strings.TrimRight(decimals, "0")
	if decimals == "" || len(decimals) > 3 {
		return strings.TrimSpace(ruCount(whole, kase, gender) + ruTail(decimals))
	}
	part := []string{"десят", "сот", "тысячн"}[len(decimals)-1]
	return ruCount(whole, kase, ruFeminine) + " " + ruShare(whole, kase, "цел") + " " + ruCount(decimals, kase, ruFeminine) + " " + ruShare(decimals, kase, part)
}

// ruTail reads many decimals one by one.
func ruTail(decimals string) string {
	if decimals == "" {
		return ""
	}
	return " точка " + ruDigits(decimals)
}

func ruShare(number string, kase ruCase, stem string) string {
	if ruMany(number, "1", "2", "5") != "1" {
		return stem + "ых"
	}
	return stem + map[ruCase]string{ruNominative: "ая", ruGenitive: "ой", ruAccusative: "ую"}[kase]
}

// splitRu parts a number at its decimal sign: a comma, or a point; a comma or
// space before three digits parts thousands only when there are no others.
func splitRu(s string) (whole, decimals string) {
	s = strings.ReplaceAll(s, " ", "")
	i := strings.LastIndexAny(s, ",.")
	if i < 0 || s[i] == ',' && len(s)-i == 4 && s[0] != '0' {
		return strings.ReplaceAll(s, ",", ""), ""
	}
	return strings.ReplaceAll(s[:i], ",", ""), s[i+1:]
}

// ruCount says whole digits, at most longNumber.
func ruCount(digits string, kase ruCase, gender ruGender) string {
	n, _ := strconv.ParseInt(digits, 10, 64)
	if n == 0 {
		return ruSmall[min(kase, 1)][0]
	}
	var all []string
	for _, p := range ruPowers {
		if k := n / p.of; k > 0 {
			if k > 1 {
				all = append(all, ruHundreds(k, kase, p.gender))
			}
			all = append(all, ruMany(strconv.FormatInt(k, 10), p.one[min(kase, 1)], p.few[min(kase, 1)], p.many))
			n %= p.of
		}
	}
	if n > 0 {
		all = append(all, ruHundreds(n, kase, gender))
	}
	return strings.Join(all, " ")
}

// ruHundreds says 1 to 999.
func ruHundreds(n int64, kase ruCase, gender ruGender) string {
	form := min(kase, 1)
	if kase == ruAccusative {
		form = 0
	}
	var all []string
	if n >= 100 {
		all = append(all, ruHundr[form][n/100])
	}
	n %= 100
	if n >= 20 {
		all = append(all, ruTens[form][n/10])
		n %= 10
	}
	if n > 0 {
		all = append(all, ruOne(n, kase, gender))
	}
	return strings.Join(all, " ")
}

// ruOne says 1 to 19 in the gender of what is counted.
func ruOne(n int64, kase ruCase, gender ruGender) string {
	feminine := gender == ruFeminine || gender == ruEither
	switch {
	case n == 1 && feminine:
		return map[ruCase]string{ruNominative: "одна", ruGenitive: "одной", ruAccusative: "одну"}[kase]
	case n == 1 && gender == ruNeuter && kase != ruGenitive:
		return "одно"
	case n == 2 && gender == ruFeminine && kase != ruGenitive:
		return "две"
	case kase == ruGenitive:
		return ruSmall[1][n]
	}
	return ruSmall[0][n]
}

// ruOrdinal says a number in order with an ending as of новый: ый, ого, ом,
// ому, ая, ое, ую.
func ruOrdinal(digits, ending string) string {
	n, _ := strconv.ParseInt(digits, 10, 64)
	if n == 0 || n > 9999 {
		return ruTelephone(digits)
	}
	if n%1000 == 0 {
		return map[int64]string{1000: "тысячн", 2000: "двухтысячн", 3000: "трёхтысячн"}[n] + ending
	}
	last := n % 100
	if last >= 20 && last%10 != 0 {
		last %= 10
	}
	head := n - last
	if last == 0 {
		last, head = n%1000, n-n%1000
	}
	said := ruOrdinalEnd(last, ending)
	if head == 0 {
		return said
	}
	return ruCount(strconv.FormatInt(head, 10), ruNominative, ruMasculine) + " " + said
}

// ruOrdinalEnd says the one word of an ordinal that has an ending: 1 to 20,
// tens and hundreds.
func ruOrdinalEnd(n int64, ending string) string {
	switch {
	case n == 3 && ending == "ый":
		return "третий"
	case n == 3:
		return "третьe"[:len("треть")] + map[string]string{"ого": "его", "ом": "ем", "ому": "ему", "ая": "я", "ое": "е", "ую": "ю"}[ending]
	case ending == "ый" && (n == 2 || n >= 6 && n <= 8 || n == 40):
		ending = "ой"
	}
	switch {
	case n >= 100:
		return strings.Fields("- сот двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот")[n/100] + "н" + ending
	case n >= 20:
		return ruTenth[n/10] + ending
	}
	return ruStems[n] + ending
}

func ruDigits(s string) string {
	return strings.TrimRight(mapDigits(s, func(d byte) string { return ruSmall[0][d-'0'] + " " }), " ")
}

func ruTelephone(s string) string {
	var all []string
	for _, g := range phoneGroups(s) {
		all = append(all, ruDigits(g))
	}
	return strings.Join(all, ", ")
}
