package review

import "mingbai/catalog"

// unknownFields notes fields that this version does not show, mostly slips of
// the pen.
func unknownFields(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	for _, name := range catalog.UnknownFields(r) {
		note(advise("field-unknown", name, "不认识这个字段，不会显示，请检查是否写错",
			"this field is not known and is not shown: check its name", "Такое поле неизвестно и не показывается: проверьте название"))
	}
}
