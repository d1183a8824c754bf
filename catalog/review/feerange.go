package review

import "mingbai/catalog"

// feeRange notes prices from more to less.
func feeRange(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	fee, ok := r.Body.(*catalog.Fee)
	if !ok || fee.Standard.Upto == nil {
		return
	}
	if low := fee.Standard.Amount; low == nil || *fee.Standard.Upto < *low {
		note(block("fee-range", "body.standard.upto", "收费上限低于下限，或没有下限，请核对", "the upper price is below the lower, or there is no lower: check both", "Верхняя цена ниже нижней, или нижней нет: проверьте"))
	}
}
