// Package linktest has addresses for the tests of whatever an address comes in
// by: an import, a review, a proposal, a correction of the hall, a screen. Each
// of those doors has to refuse every hostile one and to let every good one
// through.
//
//	for _, a := range linktest.Hostile() {
//		if err := hosts.Allow(a.URL); !errors.Is(err, a.Why) { … }
//	}
package linktest

import (
	"strings"

	"mingbai/catalog"
)

// Hosts returns what is allowed where the addresses are tried.
func Hosts() catalog.Hosts {
	return catalog.Hosts{HTTPS: []string{"www.hall.gov.cn", ".mingbai.example"}, HTTP: []string{"old.hall.gov.cn"}}
}

// Good returns addresses that may be shown.
func Good() []string {
	return []string{
		"https://www.hall.gov.cn", "https://www.hall.gov.cn/", "https://www.hall.gov.cn/a?b=c&d=%E5%8A%9E#e",
		"https://a.mingbai.example/x", "https://a.b.mingbai.example/x", "http://old.hall.gov.cn/item?code=1", "https://old.hall.gov.cn/",
		"https://www.hall.gov.cn/a%20b/@c:d", "https://www.hall.gov.cn?to=https://www.hall.gov.cn",
	}
}

// An Address is a hostile one.
type Address struct {
	URL string
	Why error // catalog.ErrMalformed, ErrLong, ErrHost or ErrPlainHTTP
}

// Readable reports whether it can be read, so that only an allow-list can
// refuse it.
func (a Address) Readable() bool { return a.Why == catalog.ErrHost || a.Why == catalog.ErrPlainHTTP }

// Hostile returns the ways of leading a phone somewhere else, or nowhere.
func Hostile() []Address {
	var all []Address
	add := func(why error, urls ...string) {
		for _, u := range urls {
			all = append(all, Address{u, why})
		}
	}
	add(catalog.ErrMalformed, schemes...)
	add(catalog.ErrMalformed, authorities...)
	add(catalog.ErrMalformed, letters...)
	add(catalog.ErrMalformed, names...)
	add(catalog.ErrMalformed, numbers...)
	add(catalog.ErrHost,
		"https://evil.com/www.hall.gov.cn", "https://evil.com?https://www.hall.gov.cn", "https://evil.com#www.hall.gov.cn",
		"https://evil.com?@www.hall.gov.cn", "https://evil.com#@www.hall.gov.cn/",
		"https://www.hall.gov.cn.evil.com/", "https://www-hall.gov.cn/", "https://hall.gov.cn/", "https://wwww.hall.gov.cn/", "https://xwww.hall.gov.cn/",
		"https://evilmingbai.example/", "https://mingbai.example/", "https://evil.com/?x=http://old.hall.gov.cn")
	add(catalog.ErrPlainHTTP, "http://www.hall.gov.cn/", "http://a.mingbai.example/", "http://evil.com/")
	add(catalog.ErrLong, "https://www.hall.gov.cn/"+strings.Repeat("x", catalog.MaxURL))
	return all
}

// HostileShort returns those that can be a short address, which is typed without
// its scheme, in that form.
func HostileShort() []Address {
	var all []Address
	for _, a := range Hostile() {
		if rest, ok := strings.CutPrefix(a.URL, "https://"); ok && rest != "" {
			all = append(all, Address{rest, a.Why})
		}
	}
	return all
}

// What is no https.
var schemes = []string{
	"javascript:alert(1)", "data:text/html,x", "ftp://www.hall.gov.cn/", "file:///etc/passwd", "weixin://dl/business", "alipays://platformapi/startapp",
	"intent://www.hall.gov.cn/#Intent;scheme=https;package=com.evil;end", "intent:#Intent;action=android.intent.action.CALL;end", "weixin:dl", "market://details?id=evil",
	"tel:12345", "sms:12345", "mailto:a@www.hall.gov.cn", "WIFI:T:WPA;S:hall;P:x;;", "www.hall.gov.cn", "//www.hall.gov.cn/", "/www.hall.gov.cn",
	"https:www.hall.gov.cn", "https:/www.hall.gov.cn", "https:///www.hall.gov.cn", "https://", "https:", "HTTPS://www.hall.gov.cn/", "httpss://www.hall.gov.cn/",
	"view-source:https://www.hall.gov.cn/", "blob:https://www.hall.gov.cn/x", "about:blank",
}

// Names, passwords, ports, and what is taken for them.
var authorities = []string{
	"https://www.hall.gov.cn@evil.com/", "https://www.hall.gov.cn:pw@evil.com/", "https://evil.com@www.hall.gov.cn/", "https://@www.hall.gov.cn/",
	"https://www.hall.gov.cn%40evil.com/", "https://www.hall.gov.cn:8443/", "https://www.hall.gov.cn:443/", "https://www.hall.gov.cn:/", "https://www.hall.gov.cn:evil.com/",
	`https://www.hall.gov.cn\@evil.com/`, `https://evil.com\.www.hall.gov.cn/`, `https:\\www.hall.gov.cn\`, `https://www.hall.gov.cn\.evil.com`, "https://evil.com%5c.www.hall.gov.cn/",
	"https://www.hall.gov.cn;evil.com/", "https://www.hall.gov.cn,evil.com/", "https://www.hall.gov.cn&evil.com/",
}

// Letters that do not show, or show as others.
var letters = []string{
	"https://www.hall.gov.cn\t.evil.com/", "https://www.hall.gov.cn\n.evil.com/", "https://www.hall.gov.cn\r\n.evil.com", "https://www.hall.gov.cn /",
	"https://www.hall.gov.cn/a\tb", "https://www.hall.gov.cn/a\nb", "ht\ntps://www.hall.gov.cn/", "java\tscript:alert(1)", "\x01https://www.hall.gov.cn/",
	"https://www.hall.gov.cn\x00.evil.com", "https://www.hall.gov.cn/%00", "https://www.hall.gov.cn%00.evil.com/", "https://www.hall.gov.cn%0a.evil.com/", "https://www.hall.gov.cn%09.evil.com/",
	"https://www.hall.gov.cn\u00a0/", "https://www.hall.gov.cn\u200b.evil.com/", "https://www.hall.gov.cn/\u202egpj.exe", "https://www.hall.gov.cn\u3000/", "\ufeffhttps://www.hall.gov.cn/",
	"https://www．hall.gov.cn/", "https://www。hall.gov.cn/", "https://www｡hall.gov.cn/", "https://www․hall.gov.cn/", "https://evil.com／www.hall.gov.cn/", "https://evil.com？www.hall.gov.cn/",
	"https://evil.com＃www.hall.gov.cn/", "https://www.hall.gov.cn＠evil.com/", "https://ｗww.hall.gov.cn/", "https://www.hаll.gov.cn/", "https://www.hall.gov.cn：443/",
	"https：//www.hall.gov.cn/", "https://www.hall.gov.cn/办事", "https://大厅.中国/",
}

// Names of hosts that are none, or are written otherwise.
var names = []string{
	"https://WWW.HALL.GOV.CN/", "https://xn--hll-5cd.gov.cn/", "https://www.hall.xn--fiqs8s/", "https://a.xn--x.mingbai.example/",
	"https://www.hall.gov.cn./", "https://.www.hall.gov.cn/", "https://.hall.gov.cn/", "https://.mingbai.example/", "https://www..hall.gov.cn/", "https://a..mingbai.example/", "https://./", "https://../",
	"https://%77ww.hall.gov.cn/", "https://www%2ehall.gov.cn/", "https://www%2Ehall%2Egov%2Ecn/", "https://www%E3%80%82hall.gov.cn/", "https://www.hall.gov.cn%2f.evil.com/", "https://www.hall.gov.cn%23.evil.com/",
	"https://a_b.mingbai.example/", "https://*.mingbai.example/", "https://a!.mingbai.example/", "https://localhost/", "https://hall/",
}

// Numbers for names.
var numbers = []string{
	"https://127.0.0.1/", "https://10.1/", "https://2130706433/", "https://0x7f.1/", "https://0x7f000001/", "https://017700000001/", "https://0177.0.0.1/", "https://1.2.3.0x4/",
	"https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[::1]:443/", "https://[www.hall.gov.cn]/", "https://www.hall.gov.cn.127/",
}
