package press

import (
	"mingbai/catalog"
	"mingbai/catalog/review"
)

// stillDown finds records that a reviewer has taken down and the folder still
// holds: they stay down whatever is published.
func (r *Repository) stillDown(records []*catalog.Record) ([]review.Finding, error) {
	list, err := r.Withdrawn()
	if err != nil {
		return nil, err
	}
	down := map[catalog.ID]bool{}
	for _, w := range list {
		down[w.ID] = true
	}
	var found []review.Finding
	for _, record := range records {
		if down[record.ID] {
			found = append(found, review.Finding{ID: record.ID, Finding: catalog.Finding{Code: "still-down",
				Say: catalog.Text{catalog.ZH: "已被紧急撤下，发布后也不显示；改好后请审查人员用 withdraw -restore 恢复",
					catalog.EN: "it was taken down and stays so: once it is right, have a reviewer run withdraw -restore"}}})
		}
	}
	return found, nil
}
