package speech

import "strings"

// cyrillicOf spells characters by their sounds in Cyrillic letters, as the
// system of Palladius does: 同江 is "тун цзян".
func cyrillicOf(han string) string {
	all := bareSounds(han)
	for i, s := range all {
		all[i] = palladius(s)
	}
	return strings.Join(all, " ")
}

// palladius spells one syllable without tone.
func palladius(s string) string {
	if said, ok := wholeSyllables[s]; ok {
		return said
	}
	initial, final := splitSyllable(s)
	if strings.Contains("jqxy", initial) && initial != "" && strings.HasPrefix(final, "u") {
		final = "v" + final[1:]
	}
	return cyrillicInitials[initial] + cyrillicFinals[final]
}

var wholeSyllables = map[string]string{
	"zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "er": "эр", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yang": "ян", "yin": "инь", "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
	"wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "hui": "хой", "bian": "бянь",
}

var cyrillicInitials = map[string]string{"b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с", "y": "", "w": "в", "": ""}

var cyrillicFinals = map[string]string{
	"a": "а", "o": "о", "e": "э", "i": "и", "u": "у", "v": "юй", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр",
	"ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь", "uang": "уан", "ueng": "ун",
	"ve": "юэ", "ue": "юэ", "van": "юань", "vn": "юнь",
}
