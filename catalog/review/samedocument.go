package review

import (
	"fmt"

	"mingbai/catalog"
)

// sameDocument notes documents that share an index number (索引号), and
// reports of one office for one year.
func sameDocument(f *folder, note func(catalog.ID, catalog.Finding)) {
	index := map[string]catalog.ID{}
	type yearly struct {
		office catalog.ID
		year   int
	}
	reports := map[yearly]catalog.ID{}
	for _, r := range f.records {
		switch b := r.Body.(type) {
		case *catalog.Disclosure:
			if other, ok := index[b.Index]; ok && b.Index != "" && other != r.ID {
				note(r.ID, block("index-twice", "body.index", fmt.Sprintf("索引号与 %s 相同，请核对哪个对", other),
					fmt.Sprintf("%s has the same index number: check which is right", other), fmt.Sprintf("Такой же индекс у %s: проверьте, где верно", other)))
				continue
			}
			index[b.Index] = r.ID
		case *catalog.Report:
			key := yearly{r.Office, b.Year}
			if other, ok := reports[key]; ok && b.Year != 0 && other != r.ID {
				note(r.ID, block("report-twice", "body.year", fmt.Sprintf("与 %s 是同一单位同一年的年报，请只留一份", other),
					fmt.Sprintf("%s is the report of the same office and year: keep one", other), fmt.Sprintf("%s — отчёт того же ведомства за тот же год: оставьте один", other)))
				continue
			}
			reports[key] = r.ID
		}
	}
}
