package speech

import "strings"

// latinOf spells characters by their sounds without tones, for the voices of
// other languages: 发改价格 is "fa gai jia ge".
func latinOf(han string) string {
	all := bareSounds(han)
	for i, s := range all {
		all[i] = strings.ReplaceAll(s, "v", "u")
	}
	return strings.Join(all, " ")
}

// bareSounds returns the sounds of characters without their tones.
func bareSounds(han string) []string {
	var all []string
	for _, s := range strings.Fields(Pinyin(han)) {
		if isSyllable(s) {
			all = append(all, s[:len(s)-1])
		}
	}
	return all
}
