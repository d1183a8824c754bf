package review

import (
	"cmp"

	"mingbai/catalog"
)

// officeOwes notes offices that serve visitors and have published no promise,
// no fee or no way to complain, and names who owes it.
func officeOwes(f *folder, note func(catalog.ID, catalog.Finding)) {
	has := map[catalog.ID]map[catalog.Kind]bool{}
	unpriced := map[catalog.ID]bool{} // has a guide that may cost something, of which no fee is known
	for _, r := range f.records {
		if has[r.Office] == nil {
			has[r.Office] = map[catalog.Kind]bool{}
		}
		has[r.Office][r.Kind()] = true
		if g, ok := r.Body.(*catalog.Guide); ok && !g.Free && len(g.Fees) == 0 {
			unpriced[r.Office] = true
		}
	}
	for _, r := range f.records {
		o, ok := r.Body.(*catalog.Office)
		kinds := has[r.ID]
		if !ok || !o.Enterprise() && !kinds[catalog.KindGuide] {
			continue
		}
		owes := func(code, zh, en, ru string) {
			who, what, whose := f.debtor(r, o)
			note(r.ID, advise(code, "", who+"没有公开"+zh, what+" has published no "+en, whose+": нет "+ru))
		}
		if !kinds[catalog.KindCommitment] {
			owes("office-no-promise", "服务承诺，请补上", "promise: add one", "обещаний: добавьте")
		}
		if !kinds[catalog.KindFee] && (o.Enterprise() || unpriced[r.ID]) {
			owes("office-no-fee", "收费标准，请补上，不收费的请在指南标明", "fee: add them, or mark the guides as free", "тарифов: добавьте или отметьте услуги как бесплатные")
		}
		if !kinds[catalog.KindChannel] && !f.hall {
			owes("office-no-channel", "监督投诉渠道，请补上", "channel for complaints: add one", "способа жалобы: добавьте")
		}
	}
}

// debtor names an office, and the one that supervises it, in every language.
func (f *folder) debtor(r *catalog.Record, o *catalog.Office) (zh, en, ru string) {
	zh = cmp.Or(r.Title[catalog.ZH], string(r.ID))
	en, ru = cmp.Or(r.Title[catalog.EN], zh), cmp.Or(r.Title[catalog.RU], zh)
	if s := f.byID[cmp.Or(o.Supervisor, o.Parent)]; s != nil && s != r {
		over := cmp.Or(s.Title[catalog.ZH], string(s.ID))
		zh += "（主管单位：" + over + "）"
		en += " (supervised by " + cmp.Or(s.Title[catalog.EN], over) + ")"
		ru += " (вышестоящее ведомство: " + cmp.Or(s.Title[catalog.RU], over) + ")"
	}
	return zh, en, ru
}
