package exchange

import (
	"errors"

	"mingbai/catalog"
)

// readAddress returns the host of an address that a kiosk could show, or what
// is wrong with it.
func readAddress(s string) (host string, wrong *fault) {
	host, _, err := catalog.SplitAddress(s)
	switch {
	case errors.Is(err, catalog.ErrLong):
		return "", faultf("「%s」太长，超过 %d 字节，做成二维码扫不出；请换短的网址，没有就空着", "%q is longer than %d bytes and cannot be scanned; take a shorter one, or leave it empty", brief(s), catalog.MaxURL)
	case err != nil:
		return "", faultf("「%s」不是网址，请照浏览器地址栏填写以 https:// 开头的完整网址，不带账号和端口，没有就空着", "%q is no web address; copy the whole of it from a browser, with https:// and without a name or a port, or leave it empty", brief(s))
	}
	return host, nil
}
