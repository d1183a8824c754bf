package exchange

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
)

// listsOf returns what the drop-down list of a field offers, nil for none.
func (x *writing) listsOf(key string) []string {
	if choices[key] != nil {
		return names(key)
	}
	kind, ok := refers[key]
	if !ok {
		return nil
	}
	var all []string
	for _, r := range x.records {
		if r.Kind() == kind {
			all = append(all, x.directory.text(r.ID))
		}
	}
	return all
}

// keys are the fields with a drop-down list, in the order of their columns.
func (x *writing) keys() []string {
	var all []string
	for _, p := range x.layout.all() {
		for _, c := range p.columns {
			key := c.choiceKey()
			if key != "" && !slices.Contains(all, key) && x.listsOf(key) != nil {
				all = append(all, key)
			}
		}
	}
	return all
}

// choiceKey is the field whose list the column offers: one value of it. In a
// cell for several a list would overwrite what is there.
func (c *column) choiceKey() string {
	if c.field.typ == codeType || c.field.typ == idType {
		return c.field.key
	}
	return ""
}

// placeChoices says where on their sheet the lists will stand.
func (x *writing) placeChoices() {
	x.choices = map[string]string{}
	for i, key := range x.keys() {
		from, to := spot{2, i + 1}, spot{len(x.listsOf(key)) + 1, i + 1}
		x.choices[key] = fmt.Sprintf("'%s'!%s:%s", choiceSheet, from.fixed(), to.fixed())
	}
}

// fixed writes a cell as $A$1.
func (s spot) fixed() string {
	name, err := excelize.CoordinatesToCellName(s.col, s.row, true)
	if err != nil {
		return s.String()
	}
	return name
}

// writeChoices writes the unseen sheet of the lists, row by row.
func (x *writing) writeChoices() error {
	sw, err := x.file.NewStreamWriter(choiceSheet)
	if err != nil {
		return err
	}
	var columns [][]string
	rows := 0
	for _, key := range x.keys() {
		columns = append(columns, append([]string{key}, x.listsOf(key)...))
		rows = max(rows, len(columns[len(columns)-1]))
	}
	for row := range rows {
		cells := make([]any, len(columns))
		for i, column := range columns {
			if row < len(column) {
				cells[i] = column[row]
			}
		}
		if err := sw.SetRow(spot{row + 1, 1}.String(), cells); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// yesNo are the values of a cell that says yes or no.
var yesNo = []string{"是", "否"}

// validate gives the columns of a sheet their drop-down lists and what is
// said when a cell is chosen.
func (x *writing) validate(p *plan, first, last int) error {
	hints := []string{wordings["Record.id"].zh}
	if p.kind == "" {
		hints = []string{"这一行属于哪一条：写条目编号，或写标题。", "只供查看，不用填。", "按数字从小到大排；插在 1 和 2 之间写 1.5。"}
	}
	for i, hint := range hints {
		dv := excelize.NewDataValidation(true)
		dv.Sqref = spot{2, i + 1}.String() + ":" + spot{last, i + 1}.String()
		dv.SetInput([]string{headID, headName, headOrder}[i], hint)
		if err := x.file.AddDataValidation(p.sheet, dv); err != nil {
			return err
		}
	}
	for i, c := range p.columns {
		if c.lang == catalog.EN || c.lang == catalog.RU {
			continue
		}
		dv := excelize.NewDataValidation(true)
		dv.Sqref = spot{2, first + i}.String() + ":" + spot{last, first + i}.String()
		dv.SetInput(short(c.head, 30), short(x.help(c), 250))
		if list := x.choices[c.choiceKey()]; list != "" {
			dv.SetSqrefDropList(list)
			dv.SetError(excelize.DataValidationErrorStyleWarning, "不在列表里", "列表以外的值写成 名称 [代码]。仍要这样填吗？")
		} else if c.field.typ.Kind() == reflect.Bool {
			if err := dv.SetDropList(yesNo); err != nil {
				return err
			}
		}
		if err := x.file.AddDataValidation(p.sheet, dv); err != nil {
			return err
		}
	}
	return nil
}

// help is what an editor is told about a column.
func (x *writing) help(c *column) string {
	s := c.field.words().zh
	if list := choices[c.field.key]; list != nil && c.choiceKey() == "" {
		s += fmt.Sprintf("可填：%v", names(c.field.key))
	}
	return s
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
