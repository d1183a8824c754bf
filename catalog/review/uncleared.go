package review

import "mingbai/catalog"

// uncleared notes records that do not say who cleared them. It is advice:
// without a reviewer's signature nothing is published anyway.
func uncleared(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	if r.Clear.On.IsZero() || r.Clear.By.Empty() {
		note(advise("not-cleared", "clear", "没有写保密审查的人和日期，请审查后填写",
			"it does not say who cleared it and when: have it cleared, then write both", "Не указано, кто и когда проверил на секретность: проверьте и напишите"))
	}
}
