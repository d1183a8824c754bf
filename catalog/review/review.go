package review

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"slices"

	"mingbai/catalog"
)

// Options say what records are held against. The zero Options judge no dates
// and allow every host.
type Options struct {
	Today catalog.Date // the day to judge freshness by; zero judges none
	// Hosts, where not nil, is what kiosks show: a link elsewhere blocks.
	Hosts *catalog.Hosts
	// Glyph, where not nil, reports whether the font of kiosks has a
	// character. It is called in the goroutine of Check.
	Glyph func(rune) bool
	// Media, where not nil, is the folder of the records: the files that they
	// name are looked for in it. Published, where not nil, reports which the
	// repository has. Both are called in the goroutine of Check.
	Media     fs.FS
	Published func(catalog.Blob) bool
}

// A Finding is a finding of one record, or of the folder as a whole.
type Finding struct {
	ID catalog.ID // "" for the folder as a whole
	catalog.Finding
}

// A Report is what a review found. It is a value: nothing changes it later.
type Report struct {
	Records  int
	Findings []Finding // blocking ones first, then by record
	Offices  []Score   // the least complete first
}

// Blocking returns how many findings keep the folder from being proposed.
func (r Report) Blocking() int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == catalog.Blocking {
			n++
		}
	}
	return n
}

// Check reviews records, which it does not change. They may come in any
// order.
func Check(records []*catalog.Record, o Options) Report {
	f := newFolder(records, o)
	r := Report{Records: len(records)}
	for _, record := range records {
		f.read(record)
		note := func(found catalog.Finding) { r.Findings = append(r.Findings, Finding{record.ID, found}) }
		record.Check(note)
		for _, look := range perRecord {
			look(f, record, note)
		}
	}
	for _, look := range perFolder {
		look(f, func(id catalog.ID, found catalog.Finding) { r.Findings = append(r.Findings, Finding{id, found}) })
	}
	r.Offices = scores(f, r.Findings)
	Sort(r.Findings)
	return r
}

// Sort sorts findings: blocking ones first, then by record, field and code.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Code, b.Code))
	})
}

// perRecord looks at one record at a time, with the others at hand.
var perRecord = []func(*folder, *catalog.Record, func(catalog.Finding)){
	plainHTTP, foreignHost, deadLink,
	staleGuide, staleRecord, over, lateCheck, fieldMissing,
	noBasis, exemption, feeRange, feeDates, uncleared, latePromise, lateAnswer, missingRecord,
	untranslated, personalData, secretWords, hiddenCharacter, glyphMissing,
	longLine, unknownFields, exampleRecord, officeUnreached, blobMissing,
}

// perFolder looks at all records together.
var perFolder = []func(*folder, func(catalog.ID, catalog.Finding)){
	emptyColumn, staleColumn, topicEmpty, officeOwes, reportMissing,
	sameID, sameItemCode, sameNumber, sameFee, sameDocument,
}

// A folder is the records under review.
type folder struct {
	Options
	records []*catalog.Record
	byID    map[catalog.ID]*catalog.Record
	reached map[catalog.ID]bool // offices that a channel belongs to
	hall    bool                // a channel is for the whole hall
	tallies map[catalog.ID]tally
	page    page // the record that perRecord looks at
}

// A page is a record as it will be published.
type page struct {
	line  []byte
	err   error          // why it cannot be
	tree  map[string]any // the line, read
	words []leaf
}

// A leaf is a piece of text in a record, and its JSON path.
type leaf struct{ path, words string }

// read turns to the next record.
func (f *folder) read(r *catalog.Record) {
	f.page = page{}
	if f.page.line, f.page.err = r.Line(); f.page.err == nil {
		f.page.err = json.Unmarshal(f.page.line, &f.page.tree)
	}
	walk("", f.page.tree, func(path, words string) { f.page.words = append(f.page.words, leaf{path, words}) })
	f.tallies[r.ID] = completeness(r.Kind(), f.page.tree)
}

func newFolder(records []*catalog.Record, o Options) *folder {
	f := &folder{Options: o, records: records, byID: map[catalog.ID]*catalog.Record{}, reached: map[catalog.ID]bool{}, tallies: map[catalog.ID]tally{}}
	for _, r := range records {
		f.byID[r.ID] = r
		if c, ok := r.Body.(*catalog.Channel); ok {
			f.reached[r.Office] = true
			f.hall = f.hall || c.Hall
		}
	}
	return f
}

// age returns the days from day to today, and whether both are known.
func (f *folder) age(day catalog.Date) (int, bool) {
	if f.Today.IsZero() || day.IsZero() {
		return 0, false
	}
	return day.Days(f.Today), true
}

func block(code, field, zh, en, ru string) catalog.Finding {
	return catalog.Finding{Severity: catalog.Blocking, Code: code, Field: field, Say: catalog.Text{catalog.ZH: zh, catalog.EN: en, catalog.RU: ru}}
}

func advise(code, field, zh, en, ru string) catalog.Finding {
	return catalog.Finding{Severity: catalog.Advice, Code: code, Field: field, Say: catalog.Text{catalog.ZH: zh, catalog.EN: en, catalog.RU: ru}}
}
