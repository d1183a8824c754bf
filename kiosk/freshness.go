package kiosk

import "mingbai/catalog"

// After so many days without a check a record warns, and after so many
// without a new document a column does (design rules, 6.7).
const (
	GuideDays  = 90
	ColumnDays = 60
)

// GuideStale returns how many days ago a record was checked, and whether
// that is too long. A record that was never checked is stale.
func GuideStale(checked, today catalog.Date) (days int, stale bool) {
	if checked.IsZero() {
		return 0, true
	}
	days = checked.Days(today)
	return days, days > GuideDays
}

// ColumnStale returns how many days ago a column was updated, and whether
// that is too long.
func ColumnStale(updated, today catalog.Date) (days int, stale bool) {
	days = updated.Days(today)
	return days, days > ColumnDays
}
