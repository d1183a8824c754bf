package search

import (
	"strings"

	"mingbai/catalog"
)

// An Entry is what the short index knows of a record. It is shared: never
// change its texts.
type Entry struct {
	catalog.Head
	Slot  uint32         // its number in the postings
	Names []catalog.Text // plain name, aliases, short name
	Until catalog.Date   // the last day on which it holds; zero is open
}

// Entries are all entries of one state of a catalog. Corrections of a hall
// may be laid over them before they go to [New]: a changed name under the
// slot it has, a record that the catalog lacks under a slot above all others.
type Entries struct {
	Generation int64 // of the postings whose slots they name
	List       []Entry
}

// EntryOf returns the entry of a record that the catalog lacks, for a slot
// above all others.
func EntryOf(r *catalog.Record, slot uint32) Entry {
	return Entry{Head: r.Heading(), Slot: slot, Names: namesOf(r), Until: until(r)}
}

// namesOf returns the names of a record beside its title.
func namesOf(r *catalog.Record) []catalog.Text {
	var names []catalog.Text
	switch b := r.Body.(type) {
	case *catalog.Guide:
		names = append([]catalog.Text{b.PlainName}, b.Aliases...)
	case *catalog.Office:
		names = []catalog.Text{b.Short}
	}
	var some []catalog.Text
	for _, n := range names {
		if !n.Empty() {
			some = append(some, n)
		}
	}
	return some
}

// until returns the last day on which a record holds.
func until(r *catalog.Record) catalog.Date {
	last := r.Valid.To
	if n, ok := r.Body.(*catalog.Notice); ok && !n.Expires.IsZero() && (last.IsZero() || n.Expires.Before(last)) {
		last = n.Expires
	}
	return last
}

// codesOf returns the numbers by which a record is known: item codes, its
// document number, telephone numbers.
func codesOf(r *catalog.Record) []string {
	switch b := r.Body.(type) {
	case *catalog.Guide:
		codes := append([]string{b.ItemCode, b.BaseCode}, telephones(b.Channels)...)
		for _, a := range b.Agents {
			codes = append(codes, a.Telephone)
		}
		return codes
	case *catalog.Office:
		return []string{b.Telephone, b.Hotline}
	case *catalog.Channel:
		return []string{telephone(b.Value)}
	case *catalog.Disclosure:
		return []string{b.Number, b.Index}
	case *catalog.Decision:
		return telephones(b.Ways)
	case *catalog.Request:
		return telephones(b.Ways)
	}
	return nil
}

func telephones(ways []catalog.Way) []string {
	var all []string
	for _, w := range ways {
		all = append(all, telephone(w.Value))
	}
	return all
}

// telephone returns value where it may be a telephone number, else "": other
// ways have an address, of the web or of a street.
func telephone(value string) string {
	digits, letters := 0, 0
	for _, r := range value {
		switch classOf(r) {
		case digit:
			digits++
		case letter:
			letters++
		}
	}
	if digits < 3 || letters > 3 || strings.Contains(value, "://") {
		return ""
	}
	return value
}

// basesOf returns the document numbers on which a record rests.
func basesOf(r *catalog.Record) []string {
	all := append([]catalog.Basis{}, r.Basis...)
	switch b := r.Body.(type) {
	case *catalog.Guide:
		for _, m := range b.Materials {
			all = append(all, m.Basis...)
		}
	case *catalog.Fee:
		for _, e := range b.Exemptions {
			all = appendBasis(all, e.Basis)
		}
	case *catalog.Power:
		for _, d := range b.Discretion {
			all = appendBasis(all, d.Basis)
		}
	}
	var numbers []string
	for _, b := range all {
		numbers = append(numbers, b.Number)
	}
	return numbers
}

func appendBasis(all []catalog.Basis, b *catalog.Basis) []catalog.Basis {
	if b == nil {
		return all
	}
	return append(all, *b)
}
