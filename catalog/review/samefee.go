package review

import (
	"fmt"

	"mingbai/catalog"
)

// sameFee notes fees of one office and one name that hold on the same day:
// a visitor could be told either.
func sameFee(f *folder, note func(catalog.ID, catalog.Finding)) {
	type key struct {
		office catalog.ID
		title  string
	}
	seen := map[key][]*catalog.Record{}
	for _, r := range f.records {
		if r.Kind() != catalog.KindFee {
			continue
		}
		k := key{r.Office, r.Title[catalog.ZH]}
		for _, other := range seen[k] {
			if overlap(r.Valid, other.Valid) {
				note(r.ID, block("fee-twice", "valid", fmt.Sprintf("与 %s 同名且有效期重叠，请写明各自的起止日期", other.ID),
					fmt.Sprintf("%s has the same name and holds on the same days: give each its dates", other.ID), fmt.Sprintf("%s называется так же и действует в те же дни: укажите даты каждого", other.ID)))
			}
		}
		seen[k] = append(seen[k], r)
	}
}

func overlap(a, b catalog.Period) bool {
	before := func(a, b catalog.Period) bool { return !a.To.IsZero() && !b.From.IsZero() && a.To.Before(b.From) }
	return !before(a, b) && !before(b, a)
}
