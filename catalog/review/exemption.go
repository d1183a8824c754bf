package review

import (
	"fmt"

	"mingbai/catalog"
)

// exemption notes exemptions that rest on nothing: whoever asks for one has to
// be able to name the document. A company's own rebate needs none.
func exemption(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	fee, ok := r.Body.(*catalog.Fee)
	if !ok || fee.Sort.Code == "market" {
		return
	}
	for i, e := range fee.Exemptions {
		if b := e.Basis; b != nil && (!b.Title.Empty() || b.Number != "") {
			continue
		}
		found := block("exemption-no-basis", fmt.Sprintf("body.exemptions[%d].basis", i), "减免没有依据，请填文件的名称和文号",
			"the exemption has no basis: name the document that grants it, with its number", "У льготы нет основания: укажите документ и его номер")
		if r.Example {
			found.Severity = catalog.Advice // what is made up rests on nothing
		}
		note(found)
	}
}
