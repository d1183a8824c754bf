package review

import "mingbai/catalog"

// officeUnreached notes offices that can only be visited: no telephone, and
// no channel for complaints. One with nothing at all is found by its Check.
func officeUnreached(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	o, ok := r.Body.(*catalog.Office)
	if !ok || o.Telephone != "" || o.Hotline != "" || f.reached[r.ID] || o.Address.Empty() {
		return
	}
	note(advise("office-only-address", "body.telephone", "只有地址，没有电话，也没有监督渠道，请至少补一项",
		"it has an address alone: add a telephone or a channel for complaints", "Есть только адрес: добавьте телефон или способ жалобы"))
}
