package amend

import (
	"errors"

	"mingbai/catalog"
)

// checkAddresses refuses links of a record that could hide where they lead.
// Where they may lead is the kiosk's to say, which knows its list of hosts.
func checkAddresses(r *catalog.Record) error {
	for _, l := range r.Links() {
		for _, a := range l.Addresses() {
			if err := checkAddress(a); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkAddress(address string) error {
	switch _, _, err := catalog.SplitAddress(address); {
	case errors.Is(err, catalog.ErrLong):
		return refuse("link-long", "links", says{"网址太长，做成二维码扫不出：" + clip(address), "the address is too long to be scanned: " + clip(address), "Адрес слишком длинный, код не прочтут: " + clip(address)},
			says{"请换短的网址", "take a shorter one", "Возьмите адрес короче"})
	case err != nil:
		return refuse("link-malformed", "links", says{"网址写法不对：" + clip(address), "the address is malformed: " + clip(address), "Адрес записан неверно: " + clip(address)},
			says{"请照浏览器地址栏填写以 https:// 开头的网址，不带账号和端口", "copy it again from a browser, with https:// and without a name or a port", "Скопируйте его из браузера целиком, с https://, без имени и порта"})
	}
	return nil
}
