package machine_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// TestTextsOfTheHallNeedTwoPeople goes through the steps of a guide.
func TestTextsOfTheHallNeedTwoPeople(t *testing.T) {
	m := newScreen(t, heat(t, "工作日", "12345")).open()
	enter(t, m, "RS-020", pinWang)
	r := ok(m.NewLocal(catalog.KindGuide))(t)
	if _, err := m.NewLocal(catalog.KindFee); err == nil {
		t.Error("a hall makes a fee")
	}
	must(t, m.Autosave(r.ID, "", json.RawMessage(`{"title":{"zh":"写到一半"}}`)))
	if p := ok(m.Papers(kiosk.PaperQuery{Sort: kiosk.PaperBegun}))(t); len(p) != 1 || p[0].Title[catalog.ZH] != "写到一半" || p[0].Record != r.ID || p[0].At.IsZero() {
		t.Errorf("begun %+v", p)
	}
	if b := ok(m.Autosaved(r.ID, ""))(t); !strings.Contains(string(b), "写到一半") {
		t.Errorf("autosaved %s", b)
	}
	must(t, m.Write(r))
	if b := ok(m.Autosaved(r.ID, ""))(t); b != nil {
		t.Errorf("saved, and the autosave is still %s", b)
	}
	var o *kiosk.Objection
	if err := m.Submit(r.ID); !errors.As(err, &o) || m.Judge(r).Blocking() == 0 || m.Judge(r).Percent != 0 {
		t.Errorf("an empty guide is submitted: %v, %+v", err, m.Judge(r))
	}
	full := ok(m.Local(r.ID))(t).Text
	full.Title, full.Office = catalog.Text{catalog.ZH: "领取取暖补贴"}, "office/heat"
	g := full.Body.(*catalog.Guide)
	g.Channels = []catalog.Way{{Sort: catalog.Code{Code: "counter"}, Place: catalog.Text{catalog.ZH: "二楼"}}, {Sort: catalog.Code{Code: "online"}, Link: &catalog.Link{URL: "https://evil.example/x"}}}
	if j := m.Judge(full); !slices.ContainsFunc(j.Findings, func(f catalog.Finding) bool { return f.Code == "link-refused" }) || j.Percent == 0 || j.Percent == 100 {
		t.Errorf("judged %+v", j)
	}
	must(t, m.Write(full))
	if err := m.Submit(r.ID); !errors.As(err, &o) || o.Code != "link-refused" || m.Judge(full).Blocking() == 0 {
		t.Errorf("a link that no visitor would see is submitted: %v", err)
	}
	g.Channels = g.Channels[:1]
	must(t, m.Write(full))
	must(t, m.Submit(r.ID))
	if err := m.Clear(r.ID); !errors.As(err, &o) || o.Code != "own-text" {
		t.Errorf("the author clears: %v", err)
	}
	must(t, m.Return(r.ID, "请写明带什么材料"))
	if l := ok(m.Local(r.ID))(t); l.State != kiosk.StateReturned || l.Why != "请写明带什么材料" || l.Public != nil || len(l.Steps) != 3 {
		t.Errorf("returned %+v", l)
	}
	if _, err := m.Record(r.ID); !errors.Is(err, catalog.ErrNoRecord) {
		t.Errorf("visitors see a draft: %v", err)
	}
	enter(t, m, "RS-017", pinLi)
	if err := m.Clear(r.ID); !errors.Is(err, kiosk.ErrRight) {
		t.Errorf("staff clear: %v", err)
	}
}
