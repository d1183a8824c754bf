package review

import "mingbai/catalog"

// noBasis notes fees that rest on nothing. What government charges or sets
// needs a document; a company's own price needs none (价格法 第三条).
func noBasis(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	fee, ok := r.Body.(*catalog.Fee)
	if !ok || len(r.Basis) > 0 || fee.Sort.Code == "market" {
		return
	}
	found := block("fee-no-basis", "basis", "收费没有依据，请填批准文件的名称和文号",
		"the fee has no basis: name the document that allows it, with its number", "У тарифа нет основания: укажите документ и его номер")
	if r.Example {
		found.Severity = catalog.Advice // what is made up rests on nothing
	}
	note(found)
}
