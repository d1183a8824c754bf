package review

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"mingbai/catalog"
)

// reportMissing notes yearly reports on open information that are overdue.
// Departments of governments from the county up publish that of the year
// before by 31 January, governments by 31 March (政府信息公开条例 第四十九条,
// 第五十条). A body of a department is in its department's.
func reportMissing(f *folder, note func(catalog.ID, catalog.Finding)) {
	if f.Today.IsZero() {
		return
	}
	year := f.Today.Year - 1
	published := f.reports(year)
	governed, government := false, false
	for _, r := range f.records {
		o, ok := r.Body.(*catalog.Office)
		if !ok || o.Sort.Code != "government" || o.Parent != "" || township(r.Title[catalog.ZH]) {
			continue
		}
		governed = true
		due := catalog.Date{Year: year + 1, Month: time.January, Day: 31}
		if strings.HasSuffix(r.Title[catalog.ZH], "政府") {
			due.Month, government = time.March, true
		}
		if !published[r.ID] && due.Before(f.Today) {
			zh, en, ru := f.debtor(r, o)
			note(r.ID, overdue(year, due, zh, en, ru))
		}
	}
	due := catalog.Date{Year: year + 1, Month: time.March, Day: 31}
	if governed && !government && len(published) == 0 && due.Before(f.Today) {
		note("", overdue(year, due, "本级政府", "the government", "правительство"))
	}
}

func overdue(year int, due catalog.Date, zh, en, ru string) catalog.Finding {
	return advise("report-missing", "report", fmt.Sprintf("%s没有公布 %d 年政府信息公开年度报告（%s 到期），请补上", zh, year, due),
		fmt.Sprintf("%s has not published the report on open information for %d, due on %s: add it", en, year, due),
		fmt.Sprintf("%s: нет отчёта об открытости за %d год, срок %s: добавьте", ru, year, due))
}

// township reports whether an office is of a township or street, which the
// articles do not oblige.
func township(title string) bool {
	for _, end := range []string{"乡人民政府", "镇人民政府", "乡政府", "镇政府", "街道办事处"} {
		if strings.HasSuffix(title, end) {
			return true
		}
	}
	return false
}

// reports returns the offices that published the report of a year.
func (f *folder) reports(year int) map[catalog.ID]bool {
	all := map[catalog.ID]bool{}
	for _, r := range f.records {
		if b, ok := r.Body.(*catalog.Report); ok && cmp.Or(b.Year, r.Valid.From.Year) == year {
			all[r.Office] = true
		}
	}
	return all
}
