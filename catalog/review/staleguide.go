package review

import (
	"fmt"

	"mingbai/catalog"
)

// guideDays is for how many days a guide counts as checked.
const guideDays = 90

// staleGuide notes guides that nobody checked against reality for long.
func staleGuide(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	if days, ok := f.age(r.Checked.On); ok && r.Kind() == catalog.KindGuide && days > guideDays {
		note(advise("guide-stale", "checked", fmt.Sprintf("指南 %d 天没有核验（上限 %d 天），请核对后改核验日期", days, guideDays),
			fmt.Sprintf("the guide was not checked for %d days, at most %d: check it and write the date", days, guideDays), fmt.Sprintf("Услугу не проверяли %d дн., можно %d: проверьте и напишите дату", days, guideDays)))
	}
}
