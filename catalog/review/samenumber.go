package review

import (
	"fmt"

	"mingbai/catalog"
)

// sameNumber notes records that share a short number.
func sameNumber(f *folder, note func(catalog.ID, catalog.Finding)) {
	first := map[uint32]catalog.ID{}
	for _, r := range f.records {
		if r.Number == 0 {
			continue
		}
		if other, ok := first[r.Number]; ok {
			note(r.ID, block("number-twice", "number", fmt.Sprintf("短编号 %d 已被 %s 使用，请清空，发布时会重新分配", r.Number, other),
				fmt.Sprintf("%s has the number %d too: leave it empty and the press assigns one", other, r.Number), fmt.Sprintf("Короткий номер %d уже у %s: оставьте пустым, его назначат при публикации", r.Number, other)))
			continue
		}
		first[r.Number] = r.ID
	}
}
