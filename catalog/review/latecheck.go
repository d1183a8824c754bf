package review

import "mingbai/catalog"

// lateCheck notes a check or a clearance of a day that has not come.
func lateCheck(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	if days, ok := f.age(r.Checked.On); ok && days < 0 {
		note(block("checked-later", "checked.on", "核验日期还没到，请更正", "it was checked on a day that has not come: correct the date", "Дата проверки ещё не наступила: исправьте"))
	}
	if days, ok := f.age(r.Clear.On); ok && days < 0 {
		note(block("cleared-later", "clear.on", "保密审查日期还没到，请更正", "it was cleared on a day that has not come: correct the date", "Дата проверки на секретность ещё не наступила: исправьте"))
	}
}
