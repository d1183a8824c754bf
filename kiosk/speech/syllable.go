package speech

import "strings"

// Initials and finals of the standard language, as pinyin spells them.
var (
	initials = []string{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", ""}
	finals   = strings.Fields("a o e i u v ai ei ao ou an en ang eng ong er ia ie iao iu ian in iang ing iong ua uo uai ui uan un uang ueng ve ue van vn")
)

// isSyllable reports whether s is a syllable with its tone, 5 for none.
func isSyllable(s string) bool {
	if len(s) < 2 || s[len(s)-1] < '1' || s[len(s)-1] > '5' {
		return false
	}
	initial, final := splitSyllable(s[:len(s)-1])
	return final != "" || initial == "m" || initial == "n"
}

// splitSyllable parts a syllable without tone; the final is "" when there is
// none of that name.
func splitSyllable(s string) (initial, final string) {
	for _, initial = range initials {
		if strings.HasPrefix(s, initial) {
			break
		}
	}
	for _, final = range finals {
		if s[len(initial):] == final {
			return initial, final
		}
	}
	return initial, ""
}

func tone(syllable string) byte {
	if syllable == "" {
		return 0
	}
	return syllable[len(syllable)-1]
}
