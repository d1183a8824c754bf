package speech

import (
	"strconv"
	"strings"
)

var (
	enSmall = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	enTens  = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	enTh    = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
	enMoons = strings.Fields("January February March April May June July August September October November December")
)

// longNumber is how many digits are still said as a number in English and
// Russian.
const longNumber = 12

// enNumber says a number with thousands separators and decimals.
func enNumber(s string) string {
	whole, decimals, _ := strings.Cut(strings.ReplaceAll(s, ",", ""), ".")
	if len(whole) > longNumber || len(whole) > 1 && whole[0] == '0' {
		return enTelephone(s)
	}
	n, _ := strconv.ParseInt(whole, 10, 64)
	said := enWhole(n)
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		said += " point " + enDigits(decimals)
	}
	return said
}

func enWhole(n int64) string {
	for _, p := range []struct {
		of   int64
		name string
	}{{1e9, "billion"}, {1e6, "million"}, {1000, "thousand"}, {100, "hundred"}} {
		if n >= p.of {
			said := enWhole(n/p.of) + " " + p.name
			switch left := n % p.of; {
			case left == 0:
				return said
			case left < 100:
				return said + " and " + enWhole(left)
			default:
				return said + " " + enWhole(left)
			}
		}
	}
	if n < 20 {
		return enSmall[n]
	}
	if n%10 == 0 {
		return enTens[n/10]
	}
	return enTens[n/10] + " " + enSmall[n%10]
}

func enDigits(s string) string {
	return strings.TrimRight(mapDigits(s, func(d byte) string { return enSmall[d-'0'] + " " }), " ")
}

func enTelephone(s string) string {
	var all []string
	for _, g := range phoneGroups(s) {
		all = append(all, enDigits(g))
	}
	return strings.Join(all, ", ")
}

// enOrdinal says first, second, twenty first.
func enOrdinal(s string) string {
	if len(s) > longNumber {
		return enTelephone(s)
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	words := strings.Fields(enWhole(n))
	last := words[len(words)-1]
	switch th, ok := enTh[last]; {
	case ok:
		last = th
	case strings.HasSuffix(last, "y"):
		last = strings.TrimSuffix(last, "y") + "ieth"
	default:
		last += "th"
	}
	words[len(words)-1] = last
	return strings.Join(words, " ")
}

func enDay(s string) string { return "the " + enOrdinal(trimZero(s)) }

func enMonth(s string) string {
	n, _ := strconv.Atoi(s)
	return enMoons[min(max(n, 1), 12)-1]
}

// enYear says a year in two halves: twenty twenty six.
func enYear(s string) string {
	if s == "" {
		return ""
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	switch {
	case n%1000 < 10:
		return enWhole(n)
	case n%100 == 0:
		return enWhole(n/100) + " hundred"
	case n%100 < 10:
		return enWhole(n/100) + " oh " + enWhole(n%100)
	}
	return enWhole(n/100) + " " + enWhole(n%100)
}

// enTime says a time of day by the clock of twelve hours.
func enTime(hour, minute string) string {
	h, _ := strconv.Atoi(hour)
	half := " A M"
	if h%24 >= 12 {
		half = " P M"
	}
	said := enWhole(int64((h+11)%12 + 1))
	switch {
	case minute == "00" && h%12 == 0:
		return map[bool]string{true: "noon", false: "midnight"}[h == 12]
	case minute == "00":
	case minute[0] == '0':
		said += " oh " + enDigits(minute[1:])
	default:
		m, _ := strconv.ParseInt(minute, 10, 64)
		said += " " + enWhole(m)
	}
	return said + half
}
