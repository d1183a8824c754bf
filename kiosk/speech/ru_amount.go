package speech

import (
	"slices"
	"strings"
	"unicode"
)

// ruNumbers says money, shares, measures, ranges and other numbers.
func ruNumbers() []rule {
	return []rule{
		when(`[￥¥]\s*(`+ruNumber+`)`, func(c cut) (string, bool) {
			return ruAmount(c.m[1], ruCaseOf(c.before), ruMasculine) + " " + ruMany(c.m[1], "юань", "юаня", "юаней"), true
		}),
		when(`-?(`+ruNumber+`)\s*%`, func(c cut) (string, bool) {
			return minus(c, "минус ") + ruAmount(c.m[1], ruNominative, ruMasculine) + " " + ruMany(c.m[1], "процент", "процента", "процентов"), true
		}),
		when(`(\d+)-(й|го|му|м|е|я|ю)`, ruEnding),
		when(`(`+ruNumber+`)\s*(кВт·ч|кВт|кВ|ч|мин|см|мм|км|кг|м²|м2|м³|м3|м|с|г|М|[㎡㎥℃°])`, ruMeasure),
		when(`(\d+)\s+(этаж[\x{0400}-\x{04FF}]*)`, func(c cut) (string, bool) {
			return ruOrdinal(c.m[1], ruFloor[c.m[2]]) + " " + c.m[2], ruFloor[c.m[2]] != ""
		}),
		when(`(`+ruNumber+`)`+dash+`(`+ruNumber+`)`, ruRange),
		when(`(`+ruNumber+`)`, func(c cut) (string, bool) {
			return ruAmount(c.m[1], ruCaseBy(c), ruGenderBy(c.after)), true
		}),
		when(dash, func(c cut) (string, bool) { return sayDash(c, " до ", " минус ") }),
		when(`\.`, func(c cut) (string, bool) { return " точка ", afterNumber(c) && isDigit(firstRune(c.after)) }),
	}
}

var ruFloor = map[string]string{"этаж": "ый", "этажа": "ого", "этаже": "ом", "этажу": "ому"}

// ruEnding says an ordinal that is written with its last letters: 1-й.
func ruEnding(c cut) (string, bool) {
	endings := map[string]string{"й": "ый", "го": "ого", "м": "ом", "е": "ое", "я": "ая", "ю": "ую", "му": "ому"}
	return ruOrdinal(c.m[1], endings[c.m[2]]), c.after == "" || !unicode.IsLetter(firstRune(c.after)) || c.after[0] == ' '
}

func ruMeasure(c cut) (string, bool) {
	u, ok := ruUnits[c.m[2]]
	if !ok || c.after != "" && c.after[0] != ' ' && unicode.IsLetter(firstRune(c.after)) {
		return "", false
	}
	return ruThings(c.m[1], ruCaseOf(c.before), u), true
}

// ruThings says a number with its measure.
func ruThings(number string, kase ruCase, u ruUnit) string {
	noun := ruMany(number, u.one, u.few, u.many)
	if kase == ruGenitive {
		noun = ruMany1(number, u.few, u.many)
	}
	return ruAmount(number, kase, u.gender) + " " + noun
}

// ruRange says two numbers with a dash: от … до, or both as they are after a
// preposition.
func ruRange(c cut) (string, bool) {
	before := strings.ToLower(strings.TrimRight(c.before, " "))
	word := before[strings.LastIndexAny(before, " («,.;:")+1:]
	gender := ruGenderBy(c.after)
	if slices.Contains(strings.Fields("в на за при по о об"), word) {
		return ruAmount(c.m[1], ruNominative, gender) + " " + ruAmount(c.m[2], ruNominative, gender), c.ends()
	}
	said := ruAmount(c.m[1], ruGenitive, gender) + " до " + ruAmount(c.m[2], ruGenitive, gender)
	if word != "от" && word != "с" {
		said = "от " + said
	}
	return said, c.ends()
}

// A ruUnit is a measure: its forms after 1, 2 and 5.
type ruUnit struct {
	one, few, many string
	gender         ruGender
}

var ruUnits = map[string]ruUnit{
	"ч": {"час", "часа", "часов", 0}, "мин": {"минута", "минуты", "минут", 1}, "с": {"секунда", "секунды", "секунд", 1}, "м": {"метр", "метра", "метров", 0}, "км": {"километр", "километра", "километров", 0}, "см": {"сантиметр", "сантиметра", "сантиметров", 0}, "мм": {"миллиметр", "миллиметра", "миллиметров", 0},
	"кг": {"килограмм", "килограмма", "килограммов", 0}, "кВ": {"киловольт", "киловольта", "киловольт", 0}, "кВт": {"киловатт", "киловатта", "киловатт", 0}, "кВт·ч": {"киловатт час", "киловатт часа", "киловатт часов", 0}, "М": {"мегабит", "мегабита", "мегабит", 0},
	"м²": {"квадратный метр", "квадратных метра", "квадратных метров", 0}, "м2": {"квадратный метр", "квадратных метра", "квадратных метров", 0}, "㎡": {"квадратный метр", "квадратных метра", "квадратных метров", 0},
	"м³": {"кубический метр", "кубических метра", "кубических метров", 0}, "м3": {"кубический метр", "кубических метра", "кубических метров", 0}, "㎥": {"кубический метр", "кубических метра", "кубических метров", 0},
	"℃": {"градус", "градуса", "градусов", 0}, "°": {"градус", "градуса", "градусов", 0},
}

// ruBefore are the words after which a number is in the genitive.
var ruBefore = []string{"до", "от", "с", "из", "для", "без", "около", "после", "ниже", "выше", "больше", "меньше", "более", "менее", "свыше", "старше", "моложе", "дольше", "у", "кроме", "против"}

// ruCaseOf returns the case that the words before a number ask for.
func ruCaseOf(before string) ruCase {
	before = strings.TrimRight(before, " ")
	if endsAny(before, []string{"–", "—", "-"}) {
		before = strings.TrimRight(before, "–—- ")
		if isDigit(lastRune(before)) {
			return ruGenitive
		}
	}
	word := strings.ToLower(before[strings.LastIndexAny(before, " («,.;:")+1:])
	for _, w := range ruBefore {
		if word == w {
			return ruGenitive
		}
	}
	return ruNominative
}

// ruCaseBy looks before a number and at what follows, which tells по 20 рублей
// from с 1 окном.
func ruCaseBy(c cut) ruCase {
	if strings.HasSuffix(strings.TrimRight(c.before, " "), " с") && !strings.Contains(c.after, " до ") {
		return ruNominative
	}
	kase := ruCaseOf(c.before)
	if first := nextWord(c.after); kase == ruNominative && strings.HasSuffix(first, "у") && c.m[1] == "1" {
		return ruAccusative
	}
	return kase
}

// nextWord returns the first word of text in small letters, an adjective in
// -ых or -их left out.
func nextWord(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	if text == "" || text[0] != ' ' || len(words) == 0 {
		return ""
	}
	first := strings.ToLower(words[0])
	if len(words) > 1 && endsAny(first, []string{"ых", "их", "ые", "ие"}) {
		return strings.ToLower(words[1])
	}
	return first
}

// ruGenderBy guesses the gender of what is counted by its form after 1 and 2:
// минута and минуты are feminine, окно is neuter.
func ruGenderBy(after string) ruGender {
	w := nextWord(after)
	switch {
	case len([]rune(w)) < 3:
		return ruMasculine
	case endsAny(w, []string{"ы", "и", "ую", "ость", "ись", "адь", "дверь", "часть", "цать"}), hasAny(w, []string{"тысяч", "минут", "секунд", "копе", "недел", "копи"}):
		return ruFeminine
	case endsAny(w, []string{"о", "ие", "ье"}):
		return ruNeuter
	case endsAny(w, []string{"а", "я", "у", "ю"}):
		return ruEither
	}
	return ruMasculine
}

// atMost reads a whole number from 1 to most.
func atMost(s string, most int) int {
	n := 0
	for i := range len(s) {
		n = min(n*10+int(s[i]-'0'), most)
	}
	return max(n, 1)
}
