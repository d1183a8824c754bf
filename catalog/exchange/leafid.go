package exchange

import (
	"reflect"
	"slices"
	"strings"

	"mingbai/catalog"
)

// refers says of which kind the records are that a field names; the others
// name any.
var refers = map[string]catalog.Kind{
	"Record.office":       catalog.KindOffice,
	"Office.parent":       catalog.KindOffice,
	"Office.supervisor":   catalog.KindOffice,
	"Post.counters":       catalog.KindCounter,
	"Guide.topics":        catalog.KindTopic,
	"Guide.counters":      catalog.KindCounter,
	"Guide.fees":          catalog.KindFee,
	"Fee.hearing":         catalog.KindDecision,
	"Power.complaints":    catalog.KindChannel,
	"Disclosure.explains": catalog.KindDisclosure,
}

// A directory knows the records that cells may name.
type directory struct {
	titles map[catalog.ID]string
	ids    map[string][]catalog.ID // by title
}

// newDirectory returns a directory of records.
func newDirectory(records []*catalog.Record) *directory {
	d := &directory{titles: map[catalog.ID]string{}, ids: map[string][]catalog.ID{}}
	for _, r := range records {
		d.add(r.ID, r.Title[catalog.ZH])
	}
	return d
}

// add makes a record known by its title.
func (d *directory) add(id catalog.ID, title string) {
	title = norm(title)
	d.titles[id] = title
	if title != "" && len(d.ids[title]) < most && !slices.Contains(d.ids[title], id) {
		d.ids[title] = append(d.ids[title], id)
	}
}

// text shows an id with the title of what it names.
func (d *directory) text(id catalog.ID) string {
	title := strings.Join(strings.Fields(clean(d.titles[id])), " ")
	if id == "" || title == "" || strings.ContainsAny(title, "[]") {
		return clean(string(id))
	}
	return title + " [" + string(id) + "]"
}

// find returns the record that a cell names by id or by title, of a kind or
// of any.
func (d *directory) find(kind catalog.Kind, s string) (catalog.ID, *fault) {
	word := s
	if m := withCode.FindStringSubmatch(s); m != nil {
		word = norm(m[2])
	}
	if id := catalog.ID(word); id.Check() == nil {
		if kind != "" && id.Kind() != kind {
			return "", faultf("%[1]s 不是「%[2]s」，请从下拉列表中选", "%[1]s is no %[3]s; choose one from the list", id, kindName(kind), kind)
		}
		return id, nil
	}
	var found []catalog.ID
	for _, id := range d.ids[norm(s)] {
		if kind == "" || id.Kind() == kind {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", faultf("没有叫「%s」的%s，请从下拉列表中选，或先在「%[2]s」表里加一行", "there is no %[3]s called %[1]q; choose one from the list, or add it to its own sheet first", brief(s), kindName(kind), kind)
	}
	return "", faultf("叫「%s」的有 %d 个，请写编号：%s", "%q are %d records; write the id: %s", brief(s), len(found), joinIDs(found))
}

func joinIDs(ids []catalog.ID) string {
	var all []string
	for _, id := range ids[:min(len(ids), 5)] {
		all = append(all, string(id))
	}
	return strings.Join(all, " / ")
}

// kindName returns the Chinese name of a kind, which is that of its sheet.
func kindName(k catalog.Kind) string {
	if k == "" {
		return "条目"
	}
	return wordings[strings.ToUpper(string(k[:1]))+string(k[1:])].head
}

func showID(_ *column, v reflect.Value, d *directory) string {
	return d.text(v.Interface().(catalog.ID))
}

func readID(c *column, s string, d *directory) (any, *fault) {
	id, fault := d.find(refers[c.field.key], s)
	return id, fault
}

func showIDs(_ *column, v reflect.Value, d *directory) string {
	var all []string
	for _, id := range v.Interface().([]catalog.ID) {
		all = append(all, d.text(id))
	}
	return strings.Join(all, "\n")
}

func readIDs(c *column, s string, d *directory) (any, *fault) {
	var all []catalog.ID
	for line := range strings.SplitSeq(s, "\n") {
		names := several(line, "、，,；;")
		if d.ids[norm(line)] != nil { // a title with such marks in it
			names = []string{norm(line)}
		}
		for _, name := range names {
			id, fault := d.find(refers[c.field.key], name)
			if fault != nil {
				return nil, fault
			}
			all = append(all, id)
		}
	}
	return all, nil
}

func sameIDs(_ *column, v reflect.Value, val any) bool {
	all, _ := val.([]catalog.ID)
	return slices.Equal(v.Interface().([]catalog.ID), all)
}
