package review

import "mingbai/catalog"

// sameID notes records that share an id: only one of them can be published.
func sameID(f *folder, note func(catalog.ID, catalog.Finding)) {
	seen := map[catalog.ID]bool{}
	for _, r := range f.records {
		if seen[r.ID] {
			note(r.ID, block("id-twice", "id", "编号重复，请给其中一个换编号", "the id is there twice: give one of them another", "Номер повторяется: дайте одной записи другой"))
		}
		seen[r.ID] = true
	}
}
