package search

import "slices"

// A glyph is one rune that occurs in names, and how it may be typed.
type glyph struct {
	rune    rune
	class   class
	tight   spelling
	loose   spelling // by ear
	sounds  []string // the common forms of its readings
	fields  []uint32 // where it occurs
	after   []uint32 // glyphs that follow it in some name
	records int      // in how many records
}

// A spelling is every syllable by which a glyph may be typed, and the set of
// their first letters, bit 0 for a. A Latin letter has itself as first letter.
type spelling struct {
	syllables []string
	first     uint32
}

func newGlyph(r rune) glyph {
	g := glyph{rune: r, class: classOf(r)}
	if isLatin(r) {
		g.tight.first, g.loose.first = letterBit(r), letterBit(r)
		return g
	}
	for _, s := range readingsOf(r) {
		g.tight.add(s)
		for _, e := range allByEar(s) {
			g.loose.add(e)
		}
	}
	g.sounds = soundsOf(g.tight.syllables)
	return g
}

func (s *spelling) add(syllable string) {
	if !slices.Contains(s.syllables, syllable) {
		s.syllables = append(s.syllables, syllable)
		s.first |= letterBit(rune(syllable[0]))
	}
}

// letterBit returns the bit of a Latin letter, 0 for others.
func letterBit(r rune) uint32 {
	if !isLatin(r) {
		return 0
	}
	return 1 << (r - 'a')
}

// spell returns how g is typed by an exact or by a guessing matcher.
func (g *glyph) spell(guess bool) *spelling {
	if guess {
		return &g.loose
	}
	return &g.tight
}
