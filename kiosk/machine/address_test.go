package machine_test

import (
	"errors"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/linktest"
	"mingbai/kiosk"
	"mingbai/kiosk/machine"
)

// TestHostileAddressesAreNotSubmitted tries the door of the staff: each is
// refused when it is written or when it is handed to the reviewer, which the
// editor shows before; good ones are handed in.
func TestHostileAddressesAreNotSubmitted(t *testing.T) {
	h := newScreen(t, heat(t, "工作日", "12345"))
	h.setup.Config.Hosts, h.setup.Config.HTTPHosts = linktest.Hosts().HTTPS, linktest.Hosts().HTTP
	m := h.open()
	enter(t, m, "RS-020", pinWang)
	for _, a := range linktest.Hostile() {
		var o *kiosk.Objection
		if err := submitted(t, m, catalog.Link{URL: a.URL}); !errors.As(err, &o) || o.Say[catalog.ZH] == "" || o.Hint[catalog.ZH] == "" {
			t.Errorf("%q is submitted: %v", a.URL, err)
		}
	}
	for _, a := range linktest.HostileShort() {
		if submitted(t, m, catalog.Link{URL: linktest.Good()[0], Short: a.URL}) == nil {
			t.Errorf("%q is submitted to be typed", a.URL)
		}
	}
	if papers := ok(m.Papers(kiosk.PaperQuery{Sort: kiosk.PaperLocal}))(t); len(papers) == 0 {
		t.Error("no draft was kept: nothing was tried")
	} else {
		for _, p := range papers {
			if p.State != kiosk.StateDraft {
				t.Errorf("%s is %s", p.Record, p.State)
			}
		}
	}
	for _, address := range linktest.Good() {
		if err := submitted(t, m, catalog.Link{URL: address, Short: "www.hall.gov.cn/a"}); err != nil {
			t.Errorf("%q is not submitted: %v", address, err)
		}
	}
}

// submitted writes a guide with a link in the hall and hands it in.
func submitted(t *testing.T, m *machine.Machine, l catalog.Link) error {
	t.Helper()
	r := ok(m.NewLocal(catalog.KindGuide))(t)
	r.Title, r.Office = catalog.Text{catalog.ZH: "领取取暖补贴"}, "office/heat"
	r.Body.(*catalog.Guide).Channels = []catalog.Way{{Sort: catalog.Code{Code: "counter"}, Place: catalog.Text{catalog.ZH: "二楼"}},
		{Sort: catalog.Code{Code: "online"}, Link: &l}}
	blocked := m.Judge(r).Blocking() > 0
	err := m.Write(r)
	if err == nil {
		err = m.Submit(r.ID)
	}
	if blocked != (err != nil) {
		t.Errorf("%+v: the editor shows blocking findings: %v, and then: %v", l, blocked, err)
	}
	return err
}
