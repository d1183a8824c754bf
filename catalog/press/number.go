package press

import (
	"encoding/json"
	"fmt"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/review"
)

// firstNumber is the least short number that the press assigns: three digits
// read like a page.
const firstNumber = 101

// assign gives every record without a short number the one it had before, or
// the next that no record ever had. book is the numbers of all records that
// were ever published. Records that get one are copies.
func assign(records []*catalog.Record, book map[catalog.ID]uint32) []*catalog.Record {
	next := uint32(firstNumber)
	for _, n := range book {
		next = max(next, n+1)
	}
	for _, r := range records {
		next = max(next, r.Number+1)
	}
	numbered := make([]*catalog.Record, len(records))
	for i, r := range records {
		numbered[i] = r
		if r.Number != 0 {
			continue
		}
		with := *r
		if with.Number = book[r.ID]; with.Number == 0 {
			with.Number, next = next, next+1
		}
		numbered[i] = &with
	}
	return numbered
}

// misnumbered finds records whose number belongs to another, or changed: what
// visitors wrote down would lead elsewhere.
func misnumbered(records []*catalog.Record, book map[catalog.ID]uint32) []review.Finding {
	owner := map[uint32]catalog.ID{}
	for id, n := range book {
		owner[n] = id
	}
	var found []review.Finding
	note := func(r *catalog.Record, code, zh, en string) {
		found = append(found, review.Finding{ID: r.ID, Finding: catalog.Finding{Severity: catalog.Blocking,
			Code: code, Field: "number", Say: catalog.Text{catalog.ZH: zh, catalog.EN: en}}})
	}
	for _, r := range records {
		if other, ok := owner[r.Number]; r.Number != 0 && ok && other != r.ID {
			note(r, "number-taken", fmt.Sprintf("短编号 %d 一直属于 %s，请清空，发布时会分配新的", r.Number, other),
				fmt.Sprintf("the number %d belongs to %s for ever: leave it empty and the press assigns one", r.Number, other))
		} else if old := book[r.ID]; r.Number != 0 && old != 0 && old != r.Number {
			note(r, "number-changed", fmt.Sprintf("短编号原来是 %d，不能改，请改回或清空", old),
				fmt.Sprintf("its number was %d and stays so: write that, or leave it empty", old))
		}
	}
	return found
}

// numbersOf reads the short numbers of an edition.
func numbersOf(set *edition.Set) (map[catalog.ID]uint32, error) {
	book := map[catalog.ID]uint32{}
	for line := range set.Lines() {
		var j struct {
			ID     catalog.ID `json:"id"`
			Number uint32     `json:"number"`
		}
		if err := json.Unmarshal(line, &j); err != nil {
			return nil, fmt.Errorf("read number: %w", err)
		}
		if j.Number != 0 {
			book[j.ID] = j.Number
		}
	}
	return book, nil
}
