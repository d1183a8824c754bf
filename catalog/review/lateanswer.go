package review

import "mingbai/catalog"

// answerDays is the legal limit for an answer to a request for information,
// and for its extension, in working days (政府信息公开条例 第三十三条).
const answerDays = 20

// lateAnswer notes requests for information that are answered later than the
// law allows.
func lateAnswer(_ *folder, r *catalog.Record, note func(catalog.Finding)) {
	q, ok := r.Body.(*catalog.Request)
	if !ok {
		return
	}
	for field, l := range map[string]*catalog.Limit{"body.limit": q.Limit, "body.extended": q.Extended} {
		if l != nil && workdays(l) > answerDays {
			note(block("answer-late", field, "答复时限超过条例规定的二十个工作日，请更正",
				"the answer may take longer than the 20 working days of the regulation: correct it", "Срок ответа больше двадцати рабочих дней по положению: исправьте"))
		}
	}
}

// workdays counts a limit in working days, at least as many as it is.
func workdays(l *catalog.Limit) int {
	switch l.Unit.Code {
	case "workday":
		return l.N
	case "day":
		return l.N * 5 / 7
	case "month":
		return l.N * 21
	}
	return 0
}
