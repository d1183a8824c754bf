package exchange

import (
	"encoding/json"
	"reflect"
	"strings"

	"mingbai/catalog"
)

// shown is the leaf of what a sheet cannot hold: it is there to be read.
var shown = leaf{show: showList}

// showList shows a list within an item of a list, one line an entry, in
// Chinese.
func showList(_ *column, v reflect.Value, _ *directory) string {
	var all []string
	for i := range v.Len() {
		if b, ok := v.Index(i).Interface().(catalog.Basis); ok {
			all = append(all, strings.TrimSpace(b.Title[catalog.ZH]+" "+b.Number+" "+b.Article[catalog.ZH]))
			continue
		}
		line, err := json.Marshal(v.Index(i).Interface())
		if err == nil {
			all = append(all, string(line))
		}
	}
	return clean(strings.Join(all, "\n"))
}
