package review

import (
	"fmt"

	"mingbai/catalog"
)

// sameItemCode notes guides that share an item code: one of them is a copy,
// or has the code of another item.
func sameItemCode(f *folder, note func(catalog.ID, catalog.Finding)) {
	first := map[string]catalog.ID{}
	for _, r := range f.records {
		g, ok := r.Body.(*catalog.Guide)
		if !ok || g.ItemCode == "" {
			continue
		}
		if other, ok := first[g.ItemCode]; ok {
			note(r.ID, block("item-code-twice", "body.item_code", fmt.Sprintf("实施编码与 %s 相同，请核对哪个对", other),
				fmt.Sprintf("%s has the same item code: check which is right", other), fmt.Sprintf("Такой же код услуги у %s: проверьте, где верно", other)))
			continue
		}
		first[g.ItemCode] = r.ID
	}
}
