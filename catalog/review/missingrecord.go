package review

import (
	"fmt"

	"mingbai/catalog"
)

// missingRecord notes references to records that are not there, or that are
// not of the kind that belongs there.
func missingRecord(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	for _, ref := range references(r) {
		if ref.id == "" {
			continue
		}
		switch {
		case f.byID[ref.id] == nil:
			note(block("reference-missing", ref.field, fmt.Sprintf("引用的 %s 不存在，请改正编号或补上这个条目", ref.id),
				fmt.Sprintf("%s is not there: correct the id or add the record", ref.id), fmt.Sprintf("Записи %s нет: исправьте номер или добавьте её", ref.id)))
		case ref.kind != "" && ref.id.Kind() != ref.kind:
			note(block("reference-kind", ref.field, fmt.Sprintf("这里应引用类目 %s 的条目，写的却是 %s", ref.kind, ref.id),
				fmt.Sprintf("a record of kind %s belongs here, not %s", ref.kind, ref.id), fmt.Sprintf("Здесь нужна запись вида %s, а не %s", ref.kind, ref.id)))
		}
	}
}

// A reference is an id in a record, where it stands, and the kind it has to
// be of, "" for any.
type reference struct {
	field string
	id    catalog.ID
	kind  catalog.Kind
}

// references lists what a record names.
func references(r *catalog.Record) []reference {
	all := []reference{{"office", r.Office, catalog.KindOffice}}
	list := func(field string, ids []catalog.ID, kind catalog.Kind) {
		for i, id := range ids {
			all = append(all, reference{fmt.Sprintf("body.%s[%d]", field, i), id, kind})
		}
	}
	one := func(field string, id catalog.ID, kind catalog.Kind) {
		all = append(all, reference{"body." + field, id, kind})
	}
	switch b := r.Body.(type) {
	case *catalog.Office:
		one("parent", b.Parent, catalog.KindOffice)
		one("supervisor", b.Supervisor, catalog.KindOffice)
	case *catalog.Post:
		list("counters", b.Counters, catalog.KindCounter)
	case *catalog.Guide:
		list("topics", b.Topics, catalog.KindTopic)
		list("counters", b.Counters, catalog.KindCounter)
		list("fees", b.Fees, catalog.KindFee)
	case *catalog.Fee:
		one("hearing", b.Hearing, catalog.KindDecision)
	case *catalog.Power:
		list("complaints", b.Complaints, catalog.KindChannel)
	case *catalog.Disclosure:
		list("explains", b.Explains, "")
	case *catalog.Topic:
		list("members", b.Members, "")
		for i, g := range b.Groups {
			list(fmt.Sprintf("groups[%d].members", i), g.Members, "")
		}
	}
	return all
}
