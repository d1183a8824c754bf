package review

import (
	"fmt"

	"mingbai/catalog"
)

// longLine notes records that do not fit into a line of an edition.
func longLine(f *folder, _ *catalog.Record, note func(catalog.Finding)) {
	line, err := f.page.line, f.page.err
	switch {
	case err != nil:
		note(block("not-writable", "", "条目写不成 JSON，请检查："+err.Error(), "the record cannot be written as JSON: "+err.Error(), "Запись не сохраняется в JSON: "+err.Error()))
	case len(line) > catalog.MaxLine:
		note(block("too-long", "", fmt.Sprintf("条目有 %d 字节，上限 %d，请把长文改成链接", len(line), catalog.MaxLine),
			fmt.Sprintf("the record has %d bytes, at most %d: put long text behind a link", len(line), catalog.MaxLine), fmt.Sprintf("В записи %d байт, можно %d: длинный текст замените ссылкой", len(line), catalog.MaxLine)))
	}
}
