package kiosk_test

import (
	"errors"
	"strings"
	"testing"

	"mingbai/kiosk"
)

var hosts = kiosk.Hosts{HTTPS: []string{"www.hall.gov.cn", ".mingbai.example"}, HTTP: []string{"old.hall.gov.cn"}}

func TestAllowedLinks(t *testing.T) {
	for _, address := range []string{
		"https://www.hall.gov.cn", "https://www.hall.gov.cn/", "https://www.hall.gov.cn/a?b=c&d=%E5%8A%9E#e",
		"https://a.mingbai.example/x", "https://a.b.mingbai.example/x", "http://old.hall.gov.cn/item?code=1", "https://old.hall.gov.cn/",
	} {
		if err := hosts.Allow(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestHostileAddresses lists the ways of leading a phone somewhere else.
func TestHostileAddresses(t *testing.T) {
	for address, want := range map[string]error{
		"":                                                    kiosk.ErrMalformed,
		"javascript:alert(1)":                                 kiosk.ErrMalformed,
		"data:text/html,x":                                    kiosk.ErrMalformed,
		"ftp://www.hall.gov.cn/":                              kiosk.ErrMalformed,
		"weixin://dl/business":                                kiosk.ErrMalformed,
		"//www.hall.gov.cn/":                                  kiosk.ErrMalformed,
		"https:www.hall.gov.cn":                               kiosk.ErrMalformed,
		"https:///www.hall.gov.cn":                            kiosk.ErrMalformed,
		"https://":                                            kiosk.ErrMalformed,
		"https://www.hall.gov.cn@evil.com/":                   kiosk.ErrMalformed,
		"https://www.hall.gov.cn:pw@evil.com/":                kiosk.ErrMalformed,
		"https://www.hall.gov.cn:8443/":                       kiosk.ErrMalformed,
		"https://www.hall.gov.cn\\@evil.com/":                 kiosk.ErrMalformed,
		"https://evil.com\\.www.hall.gov.cn/":                 kiosk.ErrMalformed,
		"https://www.hall.gov.cn\t.evil.com/":                 kiosk.ErrMalformed,
		"https://www.hall.gov.cn /":                           kiosk.ErrMalformed,
		"https://www.hall.gov.cn\r\n.evil.com":                kiosk.ErrMalformed,
		"https://www.hall.gov.cn\x00.evil.com":                kiosk.ErrMalformed,
		"https://WWW.HALL.GOV.CN/":                            kiosk.ErrMalformed,
		"https://www.hаll.gov.cn/":                            kiosk.ErrMalformed, // a Cyrillic letter
		"https://xn--hll-5cd.gov.cn/":                         kiosk.ErrMalformed,
		"https://www.hall.gov.cn./":                           kiosk.ErrMalformed,
		"https://www..hall.gov.cn/":                           kiosk.ErrMalformed,
		"https://%77ww.hall.gov.cn/":                          kiosk.ErrMalformed,
		"https://127.0.0.1/":                                  kiosk.ErrMalformed,
		"https://2130706433/":                                 kiosk.ErrMalformed,
		"https://0x7f.1/":                                     kiosk.ErrMalformed,
		"https://[::1]/":                                      kiosk.ErrMalformed,
		"https://localhost/":                                  kiosk.ErrMalformed,
		"https://www.hall.gov.cn/%00":                         kiosk.ErrMalformed,
		"https://evil.com/www.hall.gov.cn":                    kiosk.ErrHost,
		"https://evil.com?https://www.hall.gov.cn":            kiosk.ErrHost,
		"https://evil.com#www.hall.gov.cn":                    kiosk.ErrHost,
		"https://www.hall.gov.cn.evil.com/":                   kiosk.ErrHost,
		"https://evilmingbai.example/":                        kiosk.ErrHost,
		"https://mingbai.example/":                            kiosk.ErrHost,
		"https://hall.gov.cn/":                                kiosk.ErrHost,
		"http://www.hall.gov.cn/":                             kiosk.ErrPlainHTTP,
		"https://www.hall.gov.cn/" + strings.Repeat("x", 280): kiosk.ErrLong,
	} {
		if err := hosts.Allow(address); !errors.Is(err, want) {
			t.Errorf("%q: err = %v, want %v", address, err, want)
		}
	}
}

func FuzzAllow(f *testing.F) {
	f.Add("https://www.hall.gov.cn/a")
	f.Add("https://www.hall.gov.cn@evil.com/")
	f.Fuzz(func(t *testing.T, address string) {
		if hosts.Allow(address) != nil {
			return
		}
		rest, ok := strings.CutPrefix(address, "https://")
		if !ok {
			rest, ok = strings.CutPrefix(address, "http://old.hall.gov.cn")
			rest = "old.hall.gov.cn" + rest
		}
		host := rest
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			host = rest[:i]
		}
		if !ok || host != "www.hall.gov.cn" && host != "old.hall.gov.cn" && !strings.HasSuffix(host, ".mingbai.example") {
			t.Errorf("%q is allowed: it leads to %q", address, host)
		}
	})
}
