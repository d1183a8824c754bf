package search

// grams returns the grams of the postings, sorted, each once.
func (s sheet) grams() []gram {
	var all []gram
	for _, p := range s.pages {
		all = nameGrams(all, p.title)
		for _, n := range p.names {
			all = nameGrams(all, n)
		}
		for _, t := range p.rest {
			all = textGrams(all, foldText(t).runes)
		}
	}
	for _, c := range s.codes {
		all = codeGrams(all, c, wholeCode)
	}
	for _, c := range s.bases {
		all = codeGrams(all, c, wholeBasis)
	}
	if s.short != "" {
		all = append(all, wholeCode([]rune(s.short)))
	}
	return distinct(all)
}

func wholeName(runes []rune) gram  { return hashed(whole, runes) | named }
func wholeCode(runes []rune) gram  { return hashed(whole, runes) }
func wholeBasis(runes []rune) gram { return hashed(whole, append([]rune{'§'}, runes...)) }

// nameGrams adds the grams of a title or name: as of any text, and as of a
// name.
func nameGrams(to []gram, name string) []gram {
	f := foldText(name)
	if len(f.runes) == 0 {
		return to
	}
	return append(twice(to, textGrams(nil, f.runes)), wholeName(f.runes))
}

func twice(to, grams []gram) []gram {
	for _, g := range grams {
		to = append(to, g, g|named)
	}
	return to
}

// codeGrams finds a code like a name, and whole also by its digits alone:
// 〔2016〕2559.
func codeGrams(to []gram, code string, whole func([]rune) gram) []gram {
	f := foldText(code)
	if len(f.runes) == 0 {
		return to
	}
	to = append(twice(to, textGrams(nil, f.runes)), whole(f.runes))
	if digits := digitsOf(f.runes); len(digits) >= minCode {
		to = append(to, whole(digits))
	}
	return to
}

// minCode is how many digits tell a code from others.
const minCode = 5

func digitsOf(runes []rune) []rune {
	var digits []rune
	for _, r := range runes {
		if ascii(r) {
			digits = append(digits, r)
		}
	}
	return digits
}
