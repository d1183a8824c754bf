package review

import (
	"fmt"

	"mingbai/catalog"
)

// recordDays is for how many days a record that is no guide counts as
// checked: a year.
const recordDays = 365

// staleRecord notes records of other kinds that nobody checked against
// reality for a year. What is published once, such as a document, does not
// change any more.
func staleRecord(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	switch r.Kind() {
	case catalog.KindGuide, catalog.KindDisclosure, catalog.KindReport, catalog.KindNotice, catalog.KindDecision, catalog.KindTopic:
		return
	}
	if days, ok := f.age(r.Checked.On); ok && days > recordDays {
		note(advise("record-stale", "checked", fmt.Sprintf("%d 天没有核验（上限 %d 天），请核对后改核验日期", days, recordDays),
			fmt.Sprintf("it was not checked for %d days, at most %d: check it and write the date", days, recordDays), fmt.Sprintf("Не проверяли %d дн., можно %d: проверьте и напишите дату", days, recordDays)))
	}
}
