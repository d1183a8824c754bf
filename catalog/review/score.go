package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"mingbai/catalog"
)

// A Score says how complete, how timely and how accurate the records of an
// office are.
type Score struct {
	Office  catalog.ID   `json:"office"` // "" for records of no office
	Title   catalog.Text `json:"title,omitempty"`
	Records int          `json:"records"`
	Filled  int          `json:"filled"` // fields that are filled, of those that count
	Fields  int          `json:"fields"`
	Late    int          `json:"late"`  // records that are overdue, stale, or were never checked
	Wrong   int          `json:"wrong"` // records with a blocking finding or a dead link
}

// Timely returns the share of the records that are neither overdue nor stale,
// 0 to 100, never rounded up to 100.
func (s Score) Timely() int { return share(s.Records-s.Late, s.Records) }

// Accurate returns the share of the records without a blocking finding or a
// dead link, 0 to 100, never rounded up to 100.
func (s Score) Accurate() int { return share(s.Records-s.Wrong, s.Records) }

func share(part, whole int) int {
	if whole == 0 {
		return 100
	}
	return part * 100 / whole
}

// late are the findings that say a record was left alone for too long.
var late = []string{"unchecked", "guide-stale", "record-stale", "fee-expired", "fee-not-valid", "notice-over", "decision-over", "report-missing"}

// Percent says how complete they are: the share of the fields that are
// filled, 0 to 100, never rounded up to 100.
func (s Score) Percent() int {
	return share(s.Filled, s.Fields)
}

// Fields that count in every kind, and in each. "a|b" is one that either
// fills. What only arranges the screen does not count.
var (
	common = []string{"title", "checked", "clear", "basis"}
	counts = map[catalog.Kind][]string{
		catalog.KindOffice:     {"sort", "duties", "leaders", "address", "hours", "telephone|hotline", "rules", "discipline"},
		catalog.KindPost:       {"duties", "counters", "on_duty"},
		catalog.KindCounter:    {"floor", "window|zone", "handles", "hours", "directions", "step_free"},
		catalog.KindGuide:      {"item_code", "plain_name", "summary", "subjects", "topics", "conditions", "materials", "steps", "legal", "promised", "visits", "counters|channels", "free|fees", "results", "questions"},
		catalog.KindFee:        {"sort", "standard", "scope", "payer", "exemptions", "approver", "ways"},
		catalog.KindCommitment: {"topic", "promise", "metric", "remedy", "how", "kept"},
		catalog.KindChannel:    {"sort", "value|place|link", "say", "hours", "answer"},
		catalog.KindPower:      {"sort", "content", "discretion", "procedure", "complaints"},
		catalog.KindDisclosure: {"column", "number|index", "issued", "body|full|attachments"},
		catalog.KindDecision:   {"stage", "body", "stages", "take_part", "ways", "deadline"},
		catalog.KindRequest:    {"intro", "ways", "form", "limit", "answers", "remedies"},
		catalog.KindReport:     {"year", "body", "figures"},
		catalog.KindNotice:     {"sort", "body", "issued", "effective", "expires"},
		catalog.KindTopic:      {},
		catalog.KindCalendar:   {"year", "holidays|opens"},
	}
)

// scores adds up the fields and the findings of the records of each office.
// An office is a record of itself.
func scores(f *folder, findings []Finding) []Score {
	isLate, isWrong := faulty(findings)
	by := map[catalog.ID]*Score{}
	titles := map[catalog.ID]catalog.Text{}
	for _, r := range f.records {
		id := r.Office
		if r.Kind() == catalog.KindOffice {
			id = r.ID
			titles[id] = r.Title
		}
		s := by[id]
		if s == nil {
			s = &Score{Office: id}
			by[id] = s
		}
		t := f.tallies[r.ID]
		s.Records, s.Filled, s.Fields = s.Records+1, s.Filled+t.filled, s.Fields+t.fields
		s.Late, s.Wrong = s.Late+count(isLate[r.ID]), s.Wrong+count(isWrong[r.ID])
	}
	var all []Score
	for _, id := range slices.Sorted(maps.Keys(by)) {
		by[id].Title = titles[id]
		all = append(all, *by[id])
	}
	slices.SortStableFunc(all, func(a, b Score) int { return cmp.Compare(a.Percent(), b.Percent()) })
	return all
}

// faulty returns the records that are late, and those that are wrong.
func faulty(findings []Finding) (isLate, isWrong map[catalog.ID]bool) {
	isLate, isWrong = map[catalog.ID]bool{}, map[catalog.ID]bool{}
	for _, f := range findings {
		if slices.Contains(late, f.Code) {
			isLate[f.ID] = true
		}
		if f.Severity == catalog.Blocking || f.Code == "link-dead" {
			isWrong[f.ID] = true
		}
	}
	return isLate, isWrong
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// A tally is how many fields of a record are filled, of those that count.
type tally struct{ filled, fields int }

// completeness counts the fields of a record. Empty fields are left out of a
// line, so that what is there is filled.
func completeness(kind catalog.Kind, record map[string]any) tally {
	var t tally
	count := func(object map[string]any, names []string) {
		for _, either := range names {
			t.fields++
			if slices.ContainsFunc(strings.Split(either, "|"), func(n string) bool { return object[n] != nil }) {
				t.filled++
			}
		}
	}
	count(record, common)
	body, _ := record["body"].(map[string]any)
	count(body, counts[kind])
	return t
}
