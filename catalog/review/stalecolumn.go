package review

import (
	"fmt"
	"maps"
	"slices"

	"mingbai/catalog"
)

// columnDays is for how many days a disclosure column counts as kept up.
const columnDays = 60

// staleColumn notes disclosure columns in which nothing new came for long.
func staleColumn(f *folder, note func(catalog.ID, catalog.Finding)) {
	newest := f.columns()
	for _, c := range slices.Sorted(maps.Keys(newest)) {
		if days, ok := f.age(newest[c]); ok && days > columnDays {
			note("", advise("column-stale", "disclosure/"+c, fmt.Sprintf("公开栏目「%s」已 %d 天没有更新（上限 %d 天），请更新", columnName(c), days, columnDays),
				fmt.Sprintf("nothing new in the disclosure column %s for %d days, at most %d: bring it up to date", c, days, columnDays), fmt.Sprintf("В разделе %s нет нового %d дн., можно %d: обновите", c, days, columnDays)))
		}
	}
}
