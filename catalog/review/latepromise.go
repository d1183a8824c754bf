package review

import "mingbai/catalog"

// latePromise notes promises in working days that end, in days of the
// calendar, after a legal limit given in days: 25 working days are 35 days.
// Limits of one unit are compared by the guide's own Check.
func latePromise(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	g, ok := r.Body.(*catalog.Guide)
	if !ok || g.Promised == nil || g.Legal == nil || g.Promised.Unit.Code != "workday" {
		return
	}
	legal := g.Legal.N
	switch g.Legal.Unit.Code {
	case "day":
	case "month":
		legal *= 30
	default:
		return
	}
	if promised := g.Promised.N; promised <= legal && promised*7 > legal*5 {
		note(block("promise-late-calendar", "body.promised", "承诺的工作日折成自然日后超过法定时限，请核对",
			"counted in days of the calendar it promises later than the law allows: check both limits", "В календарных днях обещанный срок дольше срока по закону: проверьте"))
	}
}
