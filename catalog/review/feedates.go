package review

import (
	"fmt"

	"mingbai/catalog"
)

// feeDates notes fees that do not hold any more, and guides that name a fee
// that does not hold today.
func feeDates(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	if f.Today.IsZero() {
		return
	}
	if r.Kind() == catalog.KindFee && !r.Valid.To.IsZero() && r.Valid.To.Before(f.Today) {
		note(advise("fee-expired", "valid.to", "收费标准 "+r.Valid.To.String()+" 已失效，请更新或撤下",
			"the fee ended on "+r.Valid.To.String()+": renew it or take it out", "Тариф утратил силу "+r.Valid.To.String()+": обновите или уберите"))
	}
	g, ok := r.Body.(*catalog.Guide)
	if !ok {
		return
	}
	for i, id := range g.Fees {
		if fee := f.byID[id]; fee != nil && !fee.Valid.Contains(f.Today) {
			note(block("fee-not-valid", fmt.Sprintf("body.fees[%d]", i), fmt.Sprintf("引用的收费 %s 今天不在有效期内，请核对日期", id),
				fmt.Sprintf("the fee %s does not hold today: check its dates", id), fmt.Sprintf("Тариф %s сегодня не действует: проверьте даты", id)))
		}
	}
}
