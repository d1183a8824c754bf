package exchange

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
)

//go:embed example.json
var exampleRecords []byte

// howTo is the first sheet of a workbook.
var howTo = []string{
	"怎么填这个工作簿",
	"1. 每个类目一张表，一行一条；材料、流程、依据等各有一张表，用「条目编号」和「序号」对应。",
	"2. 灰色的格只供查看，有工作表保护（没有密码）。条目编号不要改；新加的行可以空着编号，导入时自动编号，明细表里写它的标题即可。",
	"3. 列表里插一行：序号写 1.5 就排在 1 和 2 之间。删一行：整行删除，或把那一行清空。",
	"4. 一格里有几条的（受理条件、别名等），每条一行（Alt+Enter 换行）；各语言的行一一对应。",
	"5. 金额写元，日期写 2026-11-18，时限写 20 个工作日；列表以外的值写成 名称 [代码]。",
	"6. 不要用公式、宏和外部链接；存成 .xlsx。删掉一条的行不会删除条目，只是这次不导入。",
	"7. 导入时只改您改过的格。有问题的格会逐个指出来，改好再导入。",
	"",
}

// guide writes the first sheet: how to fill the workbook, and what every
// column holds.
func (x *writing) guide() error {
	sw, err := x.file.NewStreamWriter(guideSheet)
	if err != nil {
		return err
	}
	if err := shapeColumns(sw, []colShape{{width: 16}, {width: 26}, {width: 90}}); err != nil {
		return err
	}
	row := 0
	put := func(cells ...any) error {
		row++
		return sw.SetRow(spot{row, 1}.String(), cells)
	}
	for i, line := range howTo {
		var cell any = line
		if i == 0 {
			cell = excelize.Cell{StyleID: x.looks.big, Value: line}
		}
		if err := put(cell); err != nil {
			return err
		}
	}
	if err := put(x.headRowOf("表", "列", "填什么")...); err != nil {
		return err
	}
	for _, p := range x.layout.all() {
		for _, c := range p.columns {
			if c.lang == catalog.EN || c.lang == catalog.RU {
				continue
			}
			if err := put(p.sheet, c.head, x.explained(c)); err != nil {
				return err
			}
		}
	}
	return sw.Flush()
}

// explained is what the first sheet says about a column.
func (x *writing) explained(c *column) string {
	s := c.field.words().zh
	if list := names(c.field.key); list != nil {
		s += "可填：" + strings.Join(list, "、") + "。"
	}
	return s
}

func (x *writing) headRowOf(heads ...string) []any {
	var row []any
	for _, head := range heads {
		row = append(row, excelize.Cell{StyleID: x.looks.head, Value: head})
	}
	return row
}

// examples writes a sheet that shows two rows each of what is written most,
// with the rows of their lists.
func (x *writing) examples() error {
	records, err := readExamples()
	if err != nil {
		return err
	}
	of := *x
	of.records, of.directory = records, newDirectory(records)
	sw, err := x.file.NewStreamWriter(exampleSheet)
	if err != nil {
		return err
	}
	if err := sw.SetColWidth(1, 60, 22); err != nil {
		return err
	}
	row := 0
	put := func(cells []any) error {
		row++
		return sw.SetRow(spot{row, 1}.String(), cells)
	}
	if err := put([]any{excelize.Cell{StyleID: x.looks.big, Value: "示例：这一页只供参考，不会导入"}}); err != nil {
		return err
	}
	for _, p := range x.layout.all() {
		rows, head := of.listRows(p, records), x.headRow(p)
		if p.kind != "" {
			rows = of.kindRows(p)
		} else {
			head = head[:len(head)-1] // the origin is not seen
		}
		if len(rows) == 0 {
			continue
		}
		title := []any{excelize.Cell{StyleID: x.looks.big, Value: fmt.Sprintf("「%s」表", p.sheet)}}
		for _, cells := range append([][]any{nil, title, head}, of.rowCells(p, rows)...) {
			if err := put(cells); err != nil {
				return err
			}
		}
	}
	return sw.Flush()
}

// rowCells returns the cells of rows, without those that are not seen.
func (x *writing) rowCells(p *plan, rows []sheetRow) [][]any {
	var all [][]any
	for _, row := range rows {
		row.behind = nil
		all = append(all, x.cells(p, row))
	}
	return all
}

func readExamples() ([]*catalog.Record, error) {
	var records []*catalog.Record
	if err := json.Unmarshal(exampleRecords, &records); err != nil {
		return nil, fmt.Errorf("read the examples: %w", err)
	}
	slices.SortFunc(records, func(a, b *catalog.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return records, nil
}
