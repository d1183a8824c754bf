package search

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

	"mingbai/catalog"
)

// An Index is the short index: the titles, plain names and aliases of one
// state of the catalog. It never changes and is safe for concurrent use. The
// only way to make one is [New].
type Index struct {
	generation int64
	entries    []Entry   // by slot
	slots      []uint32  // of entries
	base       []float32 // what each entry weighs itself
	heaviest   []uint32  // the entries by base, the first heaviest
	lasts      []int32   // the last day of each entry, as dayNumber has it; 0 is open
	kinds      map[catalog.Kind]*posting
	langs      []catalog.Lang

	fields  []field
	firsts  []uint32 // the first field of each entry, and the end of all
	names   []uint32 // the glyphs of all fields, one after the other
	glyphs  []glyph
	glyphOf map[rune]uint32

	pairs      [26 * 26][]uint32   // fields by the first letters of two glyphs side by side
	words      []wordList          // fields by words of alphabets
	syllables  []wordList          // fields by how a character is spelt
	spelt      map[string]bool     // beginnings of syllables: whether it is one
	loose      []wordList          // numbers of syllables by how they are spelt by ear
	speltLoose map[string]bool     // the same for loose
	bySound    map[string][]uint32 // glyphs by the common form of a reading

	kept map[string]*kept // the most frequent terms
}

// A field is one title or name in one language.
type field struct {
	entry  uint32 // index of Index.entries
	from   uint32 // in Index.names
	length uint16
	lang   uint8 // index of Index.langs
	role   role
	name   uint16 // index of Entry.Names, for names
}

// A role says what a field is to its record.
type role uint8

const (
	isTitle role = iota
	isPlain      // plain or short name
	isAlias
)

// A wordList is what has a word or syllable, sorted.
type wordList struct {
	word string
	list []uint32
}

// maxName is how many runes of a name are looked at; longer ones are found
// by what the postings say of them.
const maxName = 250

// New builds the short index: 0.1 s or so for 10,000 records. opens says how
// often a record was opened lately, never below 0; it may be nil. New keeps
// the texts of e, and sorts its list by slot.
func New(e Entries, opens func(catalog.ID) int) *Index {
	return newIndex(e, opens, keeping{from: keepFrom, terms: keepTerms, best: keepBest})
}

func newIndex(e Entries, opens func(catalog.ID) int, most keeping) *Index {
	slices.SortFunc(e.List, func(a, b Entry) int { return cmp.Compare(a.Slot, b.Slot) })
	b := newBuilder(e)
	for i := range e.List {
		n := 0
		if opens != nil {
			n = opens(e.List[i].ID)
		}
		b.addEntry(uint32(i), n)
	}
	x := b.finish()
	x.keep(most)
	return x
}

// kindsOf returns the slots of each kind.
func kindsOf(list []Entry) map[catalog.Kind]*posting {
	kinds := map[catalog.Kind]*posting{}
	for i := range list {
		k := list[i].ID.Kind()
		if kinds[k] == nil {
			kinds[k] = roaring.New()
		}
		kinds[k].Add(list[i].Slot)
	}
	return kinds
}

// text returns the words of a field.
func (x *Index) text(f *field) string {
	e, lang := &x.entries[f.entry], x.langs[f.lang]
	if f.role == isTitle {
		return e.Title[lang]
	}
	return e.Names[f.name][lang]
}

// fieldsOf returns the range of the fields of an entry.
func (x *Index) fieldsOf(entry uint32) (from, to uint32) { return x.firsts[entry], x.firsts[entry+1] }

func (x *Index) glyphsOf(f *field) []uint32 { return x.names[f.from : f.from+uint32(f.length)] }

// entryAt returns the index of the entry of a slot, or -1.
func (x *Index) entryAt(slot uint32) int {
	if i, ok := slices.BinarySearch(x.slots, slot); ok {
		return i
	}
	return -1
}

// dayNumber orders days; no day is 0.
func dayNumber(d catalog.Date) int32 {
	if d.IsZero() {
		return 0
	}
	return int32(d.Year*10_000 + int(d.Month)*100 + d.Day)
}

// starting returns the lists of all words that begin with prefix.
func starting(lists []wordList, prefix string) []wordList {
	from := sort.Search(len(lists), func(i int) bool { return lists[i].word >= prefix })
	to := from
	for to < len(lists) && len(lists[to].word) >= len(prefix) && lists[to].word[:len(prefix)] == prefix {
		to++
	}
	return lists[from:to]
}

// popular turns a number of opens into weight.
func popular(opens int) float32 { return weightOpens * float32(math.Log1p(float64(max(opens, 0)))) }
