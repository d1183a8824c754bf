package page

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/catalog"
)

// Codes that a guide of the hall chooses from.
var (
	needs      = []string{"required", "optional", "later"}
	subjects   = []string{"person", "company"}
	limitUnits = []string{"workday", "day", "hour", "now"}
)

// guideTabs are the parts of the form of a guide.
func (e draft) guideTabs() []editTab {
	basic := []field{
		{name: "title.zh", label: e.w("editor.title"), must: true, most: 60},
		{name: "plain.zh", label: e.w("editor.plain"), most: 40, note: e.w("form.optional")},
		{name: "summary.zh", label: e.w("editor.summary"), sort: fieldLines, most: 300, note: e.w("form.optional")},
		{name: "subject", label: e.w("editor.subject"), sort: fieldTrack, of: append([]option{{"", e.w("editor.unset")}}, e.codeOptions("subject.", subjects)...)},
		{name: "office", label: e.w("guide.office"), must: true, sort: fieldPick, of: e.officeOptions()},
		{name: "counter", label: e.w("guide.counter"), must: true, sort: fieldPick, of: e.counterOptions()},
		{name: "conditions", label: e.w("tab.conditions"), sort: fieldLines, note: e.w("editor.oneline")},
	}
	limit := []field{
		{name: "legal", label: e.w("editor.legal"), sort: fieldDigits, most: 4, half: true, note: e.limitUnit("legalunit")},
		{name: "promised", label: e.w("editor.promised"), sort: fieldDigits, most: 4, half: true, note: e.limitUnit("promisedunit")},
		{name: "legalunit", label: e.w("editor.unit"), sort: fieldTrack, half: true, of: e.codeOptions("editor.unit.", limitUnits)},
		{name: "promisedunit", label: e.w("editor.unit"), sort: fieldTrack, half: true, of: e.codeOptions("editor.unit.", limitUnits)},
		{name: "limitnote.zh", label: e.w("editor.limitnote"), sort: fieldLines, most: 200, note: e.w("form.optional")},
		{name: "free", label: e.w("editor.free"), sort: fieldTrack, of: []option{{"", e.w("editor.unset")}, {"free", e.w("free")}, {"fee", e.w("editor.charged")}}},
	}
	if e.valueOf("free") == "fee" {
		limit = append(limit, field{name: "fee", label: e.w("entry.fees"), must: true, sort: fieldPick, of: e.feeOptions()})
	}
	basis := []field{
		{name: "basis.title", label: e.w("editor.basis.title"), most: 100, note: e.w("form.optional")},
		{name: "basis.number", label: e.w("document.number"), most: 60, note: e.w("editor.basis.number.note")},
		{name: "basis.article", label: e.w("editor.basis.article"), most: 60, note: e.w("form.optional")},
	}
	return []editTab{{"basic", basic}, {"materials", e.groupFields("m", e.materialField)}, {"steps", e.groupFields("s", e.stepField)}, {"limit", limit}, {"basis", basis},
		{"questions", e.groupFields("q", e.questionField)}}
}

// limitUnit is the unit beside a number.
func (e draft) limitUnit(name string) string {
	if u := e.valueOf(name); u != "" {
		return e.w("editor.unit." + u)
	}
	return ""
}

// feeOptions are what is charged, to choose from.
func (d duty) feeOptions() []option {
	var all []option
	for _, h := range d.browse(catalog.Query{Kind: catalog.KindFee}) {
		all = append(all, option{string(h.ID), d.staffTitle(h.Title, h.ID)})
	}
	return all
}

// guideField is the field that fills in a path of a guide.
func guideField(path string) string {
	var i int
	if n, _ := fmt.Sscanf(path, "body.materials[%d]", &i); n == 1 {
		return "m." + strconv.Itoa(i) + ".name"
	}
	switch path {
	case "body.channels", "body.counters":
		return "counter"
	case "body.promised":
		return "promised"
	case "body.legal":
		return "legal"
	case "body.free", "body.fees":
		return "free"
	}
	return ""
}

func (e draft) fillGuide(g *catalog.Guide) {
	for _, lang := range catalog.Langs() {
		e.put("plain."+string(lang), g.PlainName[lang])
		e.put("summary."+string(lang), g.Summary[lang])
	}
	if len(g.Subjects) == 1 {
		e.put("subject", g.Subjects[0].Code)
	}
	if len(g.Counters) > 0 {
		e.put("counter", string(g.Counters[0]))
	}
	var conditions []string
	for _, c := range g.Conditions {
		conditions = append(conditions, c[catalog.ZH])
	}
	e.put("conditions", strings.Join(conditions, "\n"))
	e.fillLimit("legal", g.Legal)
	e.fillLimit("promised", g.Promised)
	e.put("free", freeWord(g))
	if len(g.Fees) > 0 {
		e.put("fee", string(g.Fees[0]))
	}
	if len(e.base.Basis) > 0 {
		b := e.base.Basis[0]
		e.put("basis.title", b.Title[catalog.ZH])
		e.put("basis.number", b.Number)
		e.put("basis.article", b.Article[catalog.ZH])
	}
	e.fillGroups(g)
}

func freeWord(g *catalog.Guide) string {
	switch {
	case g.Free:
		return "free"
	case len(g.Fees) > 0:
		return "fee"
	}
	return ""
}

func (e draft) fillLimit(name string, l *catalog.Limit) {
	e.put(name+"unit", "workday")
	if l == nil {
		return
	}
	e.put(name+"unit", l.Unit.Code)
	if l.N > 0 {
		e.put(name, strconv.Itoa(l.N))
	}
	if name == "promised" {
		e.put("limitnote.zh", l.Note[catalog.ZH])
	}
}

func (e draft) madeGuide(r *catalog.Record, g catalog.Guide) *catalog.Guide {
	g.PlainName, g.Summary = e.words("plain", g.PlainName), e.words("summary", g.Summary)
	if code := e.valueOf("subject"); len(g.Subjects) < 2 {
		g.Subjects = nil
		if code != "" {
			g.Subjects = []catalog.Code{{Code: code}}
		}
	}
	if id := catalog.ID(e.valueOf("counter")); len(g.Counters) == 0 && id != "" || len(g.Counters) > 0 && g.Counters[0] != id {
		g.Counters = []catalog.ID{id}
	}
	g.Conditions = nil
	for _, line := range strings.Split(e.valueOf("conditions"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			g.Conditions = append(g.Conditions, catalog.Text{catalog.ZH: line})
		}
	}
	g.Legal, g.Promised = e.limitOf("legal", g.Legal), e.limitOf("promised", g.Promised)
	g.Free = e.valueOf("free") == "free"
	if e.valueOf("free") != "fee" {
		g.Fees = nil
	} else if id := catalog.ID(e.valueOf("fee")); id != "" && (len(g.Fees) == 0 || g.Fees[0] != id) {
		g.Fees = []catalog.ID{id}
	}
	r.Basis = e.basisOf(r.Basis)
	g.Materials, g.Steps, g.Questions = e.materialsOf(g.Materials), e.stepsOf(g.Steps), e.questionsOf(g.Questions)
	return &g
}

// limitOf reads a limit: a number with its unit.
func (e draft) limitOf(name string, was *catalog.Limit) *catalog.Limit {
	s, unit := strings.TrimSpace(e.valueOf(name)), e.valueOf(name+"unit")
	l := catalog.Limit{}
	if was != nil {
		l = *was
	}
	if unit != l.Unit.Code {
		l.Unit = catalog.Code{Code: unit}
	}
	if name == "promised" {
		l.Note = chinese(l.Note, e.valueOf("limitnote.zh"))
	}
	if unit == "now" {
		l.N = 0
		return &l
	}
	n, err := strconv.Atoi(s)
	switch {
	case s == "":
		return nil
	case err != nil || n < 1 || n > 9999:
		e.unread[name] = e.w("form.number", "example", 5)
		return was
	}
	l.N = n
	return &l
}

func (e draft) basisOf(was []catalog.Basis) []catalog.Basis {
	b := catalog.Basis{}
	if len(was) > 0 {
		b = was[0]
	}
	b.Title, b.Number, b.Article = chinese(b.Title, e.valueOf("basis.title")), strings.TrimSpace(e.valueOf("basis.number")), chinese(b.Article, e.valueOf("basis.article"))
	if b.Title.Empty() && b.Number == "" && b.Article.Empty() {
		return nil
	}
	return append([]catalog.Basis{b}, was[min(1, len(was)):]...)
}
