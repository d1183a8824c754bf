package review

import "mingbai/catalog"

// foreignHost notes links that kiosks will not show: malformed ones always,
// and those outside the allow-list where there is one.
func foreignHost(f *folder, r *catalog.Record, note func(catalog.Finding)) {
	for _, l := range r.Links() {
		name, scheme, err := host(l.URL)
		switch {
		case err != nil:
			note(block("link-malformed", "body", "链接写法不对，请照浏览器地址栏重新填写："+l.URL,
				"the link is malformed: copy it again from a browser: "+l.URL))
		case f.Hosts != nil && !f.Hosts.allow(name, scheme):
			note(block("link-host", "body", "链接不在允许的网站之内，终端不会显示，请改用允许的网站或申请加入："+l.URL,
				"kiosks do not show this host: use one that is allowed, or have it allowed: "+l.URL))
		}
	}
}
