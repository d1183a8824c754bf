package review

import (
	"strings"

	"mingbai/catalog"
)

// plainHTTP notes links by plain http, where no allow-list says what kiosks
// show of them.
func plainHTTP(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	if f.Hosts != nil {
		return // foreignHost judges them
	}
	for _, l := range r.Links() {
		if strings.HasPrefix(strings.ToLower(l.URL), "http://") {
			note(advise("link-plain-http", "body", "链接不是 https，终端默认不显示二维码，请换成 https："+l.URL,
				"the link is plain http and kiosks show no code for it: change it to https: "+l.URL, "Ссылка без https, кода для неё не будет: замените на https: "+l.URL))
		}
	}
}
