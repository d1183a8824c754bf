package search

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mingbai/catalog"
)

// A sheet is everything of a record that search reads, as it was when its
// postings were written.
type sheet struct {
	pages []page
	codes []string // item codes, document numbers, telephone numbers
	bases []string // document numbers of laws
	short string   // the number shown on its page; found whole or not at all
}

// A page holds the texts of one language.
type page struct {
	lang  catalog.Lang
	title string
	names []string
	rest  []string
}

func newSheet(r *catalog.Record) sheet {
	s := sheet{codes: cleanAll(codesOf(r)), bases: cleanAll(basesOf(r))}
	if r.Number > 0 {
		s.short = strconv.FormatUint(uint64(r.Number), 10)
	}
	names := namesOf(r)
	var rest []catalog.Text
	for t := range r.Words {
		rest = append(rest, t)
	}
	for _, lang := range languages(r.Title, names, rest) {
		s.pages = append(s.pages, newPage(lang, r.Title, names, rest))
	}
	return s
}

func newPage(lang catalog.Lang, title catalog.Text, names, rest []catalog.Text) page {
	p := page{lang: catalog.Lang(clean(string(lang))), title: clean(title[lang])}
	seen := map[string]bool{p.title: true, "": true}
	in := func(texts []catalog.Text) []string {
		var some []string
		for _, t := range texts {
			if line := clean(t[lang]); !seen[line] {
				seen[line] = true
				some = append(some, line)
			}
		}
		return some
	}
	p.names = in(names)
	p.rest = in(rest)
	return p
}

// languages returns the languages that occur, those of every kiosk first.
func languages(title catalog.Text, lists ...[]catalog.Text) []catalog.Lang {
	occurs := map[catalog.Lang]bool{}
	note := func(t catalog.Text) {
		for lang, words := range t {
			if words != "" {
				occurs[lang] = true
			}
		}
	}
	note(title)
	for _, list := range lists {
		for _, t := range list {
			note(t)
		}
	}
	all := catalog.Langs()
	for _, lang := range slices.Sorted(maps.Keys(occurs)) {
		if !slices.Contains(all, lang) {
			all = append(all, lang)
		}
	}
	return slices.DeleteFunc(all, func(l catalog.Lang) bool { return !occurs[l] || l == "" })
}

// clean makes text one line, rune for rune: what parts a sheet is no text.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

func cleanAll(texts []string) []string {
	var some []string
	for _, t := range texts {
		if t = clean(t); t != "" && !slices.Contains(some, t) {
			some = append(some, t)
		}
	}
	return some
}

// What parts a sheet: pages, the fields of a page, the lines of a field.
const (
	pageEnd  = "\x1e"
	fieldEnd = "\x1d"
	lineEnd  = "\n"
)

// String writes s for [parseSheet]; the codes are a page without language.
func (s sheet) String() string {
	var b strings.Builder
	write := func(fields ...string) {
		b.WriteString(strings.Join(fields, fieldEnd))
		b.WriteString(pageEnd)
	}
	for _, p := range s.pages {
		write(string(p.lang), p.title, strings.Join(p.names, lineEnd), strings.Join(p.rest, lineEnd))
	}
	write("", s.short, strings.Join(s.codes, lineEnd), strings.Join(s.bases, lineEnd))
	return b.String()
}

// parseSheet reads what String wrote. Of anything else it makes what it can.
func parseSheet(text string) sheet {
	var s sheet
	for part := range strings.SplitSeq(text, pageEnd) {
		f := strings.Split(part, fieldEnd)
		switch {
		case len(f) != 4:
		case f[0] == "":
			s.short, s.codes, s.bases = f[1], lines(f[2]), lines(f[3])
		default:
			s.pages = append(s.pages, page{catalog.Lang(f[0]), f[1], lines(f[2]), lines(f[3])})
		}
	}
	return s
}

func lines(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, lineEnd)
}

// all yields every text in which a part of a word is looked for.
func (s sheet) all() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, p := range s.pages {
			for _, texts := range [][]string{{p.title}, p.names, p.rest} {
				for _, text := range texts {
					if !yield(text) {
						return
					}
				}
			}
		}
		for _, code := range slices.Concat(s.codes, s.bases) {
			if !yield(code) {
				return
			}
		}
	}
}
