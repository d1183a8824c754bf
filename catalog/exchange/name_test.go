package exchange_test

import (
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

func TestFieldsHaveTheNamesOfTheirColumns(t *testing.T) {
	for path, want := range map[string]string{
		"body.materials[2].name.zh": "申请材料·材料名称", "title.ru": "标题", "body.promised.n": "承诺时限·数", "valid.to": "有效期·止",
		"body.topics[0]": "人生事件", "body": "", "nonsense": "", "": "",
	} {
		if got := exchange.Name(catalog.KindGuide, path)[catalog.ZH]; got != want {
			t.Errorf("%q is called %q, want %q", path, got, want)
		}
	}
	if got := exchange.Name("nokind", "title"); got != nil {
		t.Errorf("of no kind: %v", got)
	}
}
