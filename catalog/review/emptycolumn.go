package review

import (
	"cmp"
	"fmt"

	"mingbai/catalog"
)

// emptyColumn notes disclosure columns in which nothing is published. A folder
// without any disclosure has no columns yet.
func emptyColumn(f *folder, note func(catalog.ID, catalog.Finding)) {
	newest := f.columns()
	if len(newest) == 0 {
		return
	}
	for _, c := range catalog.Columns() {
		if _, ok := newest[c]; !ok {
			note("", advise("column-empty", "disclosure/"+c, fmt.Sprintf("公开栏目「%s」是空的，请公开文件，或写明为什么没有", columnName(c)),
				fmt.Sprintf("the disclosure column %s is empty: publish what belongs there, or say why there is nothing", c), fmt.Sprintf("Раздел %s пуст: опубликуйте документы или напишите, почему их нет", c)))
		}
	}
}

// columns returns the day of the newest document by column.
func (f *folder) columns() map[string]catalog.Date {
	newest := map[string]catalog.Date{}
	for _, r := range f.records {
		d, ok := r.Body.(*catalog.Disclosure)
		if !ok || d.Column.Empty() {
			continue
		}
		if last, ok := newest[d.Column.Code]; !ok || last.IsZero() || last.Before(d.Issued) {
			newest[d.Column.Code] = d.Issued
		}
	}
	return newest
}

// columnNames are the disclosure columns in Chinese, as the screen has them.
var columnNames = map[string]string{
	"budget": "预决算与三公经费", "housing": "保障性住房", "food": "食品药品安全", "environment": "环境保护",
	"tender": "招标投标", "accident": "生产安全事故", "land": "征地拆迁", "price": "价格与收费",
	"education": "义务教育", "employment": "公共就业", "social_insurance": "社会保险", "medical": "医疗卫生",
	"relief": "社会救助", "elderly": "养老服务", "culture": "公共文化", "transport": "公共交通",
	"rural": "农村事务", "public_security": "治安户籍", "legal_aid": "法律服务", "poverty": "扶贫与乡村振兴",
}

// columnName returns what people call a column; one of another list keeps its
// code.
func columnName(code string) string { return cmp.Or(columnNames[code], code) }
