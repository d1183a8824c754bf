package press

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"mingbai/catalog"
)

// A List is what residents will see differently, for people to read.
type List struct {
	Title   catalog.Text
	Facts   []catalog.Text // what the list is of
	Changes []Change
	Files   []File // pictures and forms of the records that change or come
}

// List returns the list of a proposal.
func (p *Proposal) List() List {
	return List{
		Title: catalog.Text{catalog.ZH: fmt.Sprintf("发布版 %d 的变更", p.Edition), catalog.EN: fmt.Sprintf("What edition %d changes", p.Edition)},
		Facts: []catalog.Text{
			{catalog.ZH: "校验 " + p.State.Short(), catalog.EN: "digest " + p.State.String()},
			{catalog.ZH: fmt.Sprintf("条目 %d", p.Records), catalog.EN: fmt.Sprintf("%d records", p.Records)},
			{catalog.ZH: "提请于 " + p.Made.Format("2006-01-02 15:04 MST"), catalog.EN: "proposed then"},
		},
		Changes: p.news,
		Files:   p.Files(),
	}
}

// words are the sorts of change as people read them.
var words = map[Sort]catalog.Text{
	Added:     {catalog.ZH: "新增", catalog.EN: "added"},
	Changed:   {catalog.ZH: "变更", catalog.EN: "changed"},
	Withdrawn: {catalog.ZH: "撤下", catalog.EN: "withdrawn"},
}

// Counts returns how many records are added, changed and withdrawn.
func (l List) Counts() (added, changed, withdrawn int) {
	n := map[Sort]int{}
	for _, c := range l.Changes {
		n[c.Sort]++
	}
	return n[Added], n[Changed], n[Withdrawn]
}

// String returns the list as plain text, Chinese with English labels.
func (l List) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s / %s\n", l.Title[catalog.ZH], l.Title[catalog.EN])
	for _, f := range l.Facts {
		fmt.Fprintf(&out, "%s / %s\n", f[catalog.ZH], f[catalog.EN])
	}
	added, changed, withdrawn := l.Counts()
	fmt.Fprintf(&out, "新增 added %d · 变更 changed %d · 撤下 withdrawn %d\n", added, changed, withdrawn)
	for _, c := range l.Changes {
		fmt.Fprintf(&out, "\n%s %s  %s  %s\n", words[c.Sort][catalog.ZH], words[c.Sort][catalog.EN], c.ID, c.Title[catalog.ZH])
		for _, f := range c.Fields {
			fmt.Fprintf(&out, "  %s (%s): %s\n", f.Label()[catalog.ZH], f.Label()[catalog.EN], f.arrow(c.Sort))
		}
	}
	for _, f := range l.Files {
		fmt.Fprintf(&out, "\n附图附表 file %s  %s  %s %d bytes\n", f.ID, f.Name, f.Format, f.Bytes)
	}
	return out.String()
}

// arrow writes old → new, of an added record the new alone.
func (f Field) arrow(s Sort) string {
	if s == Added {
		return f.New
	}
	return orNone(f.Old) + " → " + orNone(f.New)
}

func orNone(s string) string {
	if s == "" {
		return "（无 none）"
	}
	return s
}

//go:embed changes.html
var changesHTML string

// WriteHTML writes the list as one page that needs nothing else.
func (l List) WriteHTML(w io.Writer) error {
	t, err := template.New("changes").Funcs(template.FuncMap{
		"sort": func(s Sort) catalog.Text { return words[s] },
		"none": orNone,
		"zh":   func(t catalog.Text) string { return t[catalog.ZH] },
		"en":   func(t catalog.Text) string { return t[catalog.EN] },
	}).Parse(changesHTML)
	if err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	if err := t.Execute(w, l); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return nil
}
