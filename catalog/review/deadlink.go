package review

import "mingbai/catalog"

// deadLink notes links that were found unreachable. Nothing is opened here:
// the record says it.
func deadLink(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	for _, l := range r.Links() {
		if !l.Dead.IsZero() {
			note(advise("link-dead", "body", "链接 "+l.Dead.String()+" 已打不开，请更正或删去："+l.URL,
				"the link was found dead on "+l.Dead.String()+": correct or remove it: "+l.URL, "Ссылка не открылась "+l.Dead.String()+", исправьте или уберите: "+l.URL))
		}
	}
}
