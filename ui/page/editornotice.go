package page

import (
	"slices"
	"strings"

	"mingbai/catalog"
)

// Codes of what a notice of the hall may be, and where it is listed.
var (
	noticeSorts  = []string{"general", "closure", "outage", "urgent"}
	noticeGroups = []string{"service", "outage", "heating", "jobs", "publicity"}
)

// codeOptions are codes to choose from, with their words.
func (d duty) codeOptions(prefix string, codes []string) []option {
	var all []option
	for _, code := range codes {
		all = append(all, option{code, d.w(prefix + code)})
	}
	return all
}

// noticeTabs are the parts of the form of a notice.
func (e draft) noticeTabs() []editTab {
	text := []field{
		{name: "title.zh", label: e.w("editor.title"), must: true, most: 60},
		{name: "sort", label: e.w("editor.sort"), sort: fieldTrack, of: e.codeOptions("noticesort.", noticeSorts)},
		{name: "lead.zh", label: e.w("editor.lead"), most: 80, note: e.w("form.optional")},
		{name: "body.zh", label: e.w("editor.body"), must: true, sort: fieldLines, note: e.w("editor.body.note")},
	}
	when := []field{
		{name: "effective", label: e.w("notice.from"), sort: fieldDigits, most: 10, note: e.w("form.daynote")},
		{name: "expires", label: e.w("editor.expires"), must: true, sort: fieldDigits, most: 10, note: e.w("editor.expires.note")},
		{name: "group", label: e.w("editor.group"), sort: fieldTrack, of: e.codeOptions("group.", noticeGroups)},
		{name: "priority", label: e.w("editor.pin"), sort: fieldTrack, of: []option{{"", e.w("editor.pin.no")}, {"1", e.w("editor.pin.yes")}}},
		{name: "office", label: e.w("document.office"), must: true, sort: fieldPick, of: e.officeOptions()},
	}
	return []editTab{{"text", text}, {"when", when}, {"languages", e.languageFields("title", "lead", "body")}}
}

// languageFields ask for the same words in the other languages.
func (e draft) languageFields(names ...string) []field {
	var all []field
	for _, lang := range catalog.Langs()[1:] {
		for _, name := range names {
			f := field{name: name + "." + string(lang), label: e.w("form.in", "what", e.w("editor."+name), "lang", e.w("lang."+string(lang))), note: e.w("form.optional")}
			if name == "body" {
				f.sort = fieldLines
			}
			all = append(all, f)
		}
	}
	return all
}

// noticeField is the field that fills in a path of a notice.
func noticeField(path string) string {
	switch path {
	case "body.body":
		return "body.zh"
	case "body.issued", "body.effective":
		return "effective"
	case "body.expires":
		return "expires"
	}
	return ""
}

func (e draft) fillNotice(n *catalog.Notice) {
	e.put("sort", n.Sort.Code)
	e.put("group", n.Group.Code)
	if e.local.Text == nil && n.Sort.Code == "" && n.Group.Code == "" {
		e.put("sort", noticeSorts[0])
		e.put("group", noticeGroups[0])
	}
	if n.Priority > 0 {
		e.put("priority", "1")
	}
	e.put("effective", n.Effective.String())
	e.put("expires", n.Expires.String())
	for _, lang := range catalog.Langs() {
		e.put("lead."+string(lang), n.Lead[lang])
		e.put("body."+string(lang), blockText(n.Body, lang))
	}
}

// blockText writes a longer text as it is typed: an empty line between its
// paragraphs. Tables are not typed and stay as they are.
func blockText(blocks []catalog.Block, lang catalog.Lang) string {
	var all []string
	for _, b := range blocks {
		for _, t := range []catalog.Text{b.Heading, b.Text} {
			if s := t[lang]; s != "" {
				all = append(all, s)
			}
		}
	}
	return strings.Join(all, "\n")
}

func (e draft) madeNotice(n catalog.Notice) *catalog.Notice {
	n.Sort, n.Group = e.codeOf("sort", n.Sort), e.codeOf("group", n.Group)
	n.Lead = e.words("lead", n.Lead)
	n.Priority = len(e.valueOf("priority"))
	n.Effective, n.Expires = e.dayOf("effective"), e.dayOf("expires")
	if n.Issued.IsZero() {
		n.Issued = e.Desk.Today()
	}
	n.Body = e.madeBlocks(n.Body)
	return &n
}

// codeOf returns the code that was chosen; one that is not offered stays.
func (e draft) codeOf(name string, was catalog.Code) catalog.Code {
	if code := e.valueOf(name); code != was.Code {
		return catalog.Code{Code: code}
	}
	return was
}

// dayOf reads a day.
func (e draft) dayOf(name string) catalog.Date {
	day, bad := e.day(name)
	if bad != "" {
		e.unread[name] = bad
	}
	return day
}

// madeBlocks makes paragraphs of what was typed, one a line; what was not
// touched stays with its headings and tables.
func (e draft) madeBlocks(was []catalog.Block) []catalog.Block {
	same := true
	lines := map[catalog.Lang][]string{}
	for _, lang := range catalog.Langs() {
		typed := e.valueOf("body." + string(lang))
		same = same && strings.TrimSpace(typed) == strings.TrimSpace(blockText(was, lang))
		for _, line := range strings.Split(typed, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines[lang] = append(lines[lang], line)
			}
		}
	}
	if same {
		return was
	}
	n := 0
	for _, all := range lines {
		n = max(n, len(all))
	}
	blocks := slices.DeleteFunc(slices.Clone(was), func(b catalog.Block) bool { return len(b.Table) == 0 })
	var typed []catalog.Block
	for i := range n {
		t := catalog.Text{}
		for lang, all := range lines {
			if i < len(all) {
				t[lang] = all[i]
			}
		}
		typed = append(typed, catalog.Block{Text: t})
	}
	return append(typed, blocks...)
}
