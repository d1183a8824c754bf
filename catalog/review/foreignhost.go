package review

import (
	"errors"

	"mingbai/catalog"
)

// foreignHost notes links that kiosks will not show because they lead outside
// the allow-list, where there is one. What is malformed the record notes
// itself.
func foreignHost(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	if f.Hosts == nil {
		return
	}
	for _, l := range r.Links() {
		for _, a := range l.Addresses() {
			if err := f.Hosts.Allow(a); errors.Is(err, catalog.ErrHost) || errors.Is(err, catalog.ErrPlainHTTP) {
				note(block("link-host", "body", "链接不在允许的网站之内，终端不会显示，请改用允许的网站或申请加入："+a,
					"kiosks do not show this host: use one that is allowed, or have it allowed: "+a, "Такой сайт терминалы не показывают: возьмите разрешённый или попросите добавить: "+a))
			}
		}
	}
}
