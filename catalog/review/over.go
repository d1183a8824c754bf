package review

import "mingbai/catalog"

// over notes notices that are not shown any more, and decisions that still
// wait for opinions after their last day.
func over(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	past := func(day catalog.Date) bool { return !f.Today.IsZero() && !day.IsZero() && day.Before(f.Today) }
	switch b := r.Body.(type) {
	case *catalog.Notice:
		if past(b.Expires) {
			note(advise("notice-over", "body.expires", "公告 "+b.Expires.String()+" 已过期，不再显示，请撤下或更新",
				"the notice ended on "+b.Expires.String()+" and is not shown: take it out or renew it", "Объявление кончилось "+b.Expires.String()+" и не показывается: уберите или обновите"))
		}
	case *catalog.Decision:
		if past(b.Deadline) && (b.Stage.Code == "draft" || b.Stage.Code == "hearing") {
			note(advise("decision-over", "body.stage", "征求意见 "+b.Deadline.String()+" 已截止，请公布结果并改进行阶段",
				"opinions were taken until "+b.Deadline.String()+": publish the result and correct the stage", "Обсуждение кончилось "+b.Deadline.String()+": опубликуйте итог и исправьте этап"))
		}
	}
}
