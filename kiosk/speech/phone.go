package speech

import "strings"

// phoneGroups parts a telephone number as it is said: where it is written
// apart, else three and fours from the end.
func phoneGroups(s string) []string {
	groups := strings.FieldsFunc(s, func(r rune) bool { return !isDigit(r) })
	if len(groups) > 1 {
		return groups
	}
	digits := strings.Join(groups, "")
	switch n := len(digits); {
	case n <= 5:
		return groups
	case n == 6:
		return []string{digits[:3], digits[3:]}
	case n == 11 && digits[0] == '1':
		return []string{digits[:3], digits[3:7], digits[7:]}
	}
	var all []string
	for ; len(digits) > 4; digits = digits[4:] {
		all = append(all, digits[:4])
	}
	return append(all, digits)
}

// Forms of telephone numbers in China: with area code, of a mobile, and the
// short ones that everybody knows.
const (
	landline = `0\d{2,3}[- ]?\d{3,4}[- ]?\d{4}\b|[48]00[- ]?\d{3}[- ]?\d{4}\b|1[3-9]\d[- ]?\d{4}[- ]?\d{4}\b|\+?86[- ]?1[3-9]\d{9}\b`
	services = `(?:12[13]\d{2}|95\d{3,4}|96\d{3,4})\b`
	alarms   = `(?:1[12]\d|100\d{2}|11[46]\d{2}|12\d{3}|11[68]\d{3})\b`
)
