package machine_test

import (
	"crypto/ed25519"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/kiosk"
)

// forger is a hub that answers with items of its own.
func forger(t *testing.T, items ...kiosk.Item) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		json.NewEncoder(w).Encode(kiosk.Answer{Version: kiosk.DeliveryVersion, Amendments: items, Cursor: int64(len(items))})
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestHubCannotPutWordsIntoAnotherScreensMouth: what is forged is passed over
// and what stands behind it arrives.
func TestHubCannotPutWordsIntoAnotherScreensMouth(t *testing.T) {
	_, key, _ := ed25519.GenerateKey(nil)
	_, other, _ := ed25519.GenerateKey(nil)
	item := func(id, hall, words string, key ed25519.PrivateKey) kiosk.Item {
		d := amend.Draft{ID: id, Field: "hours", Value: amend.Value(`{"body.hours":{"zh":"` + words + `"}}`), By: amend.Person{Badge: "RS-099", Name: "外人"}, On: catalog.DateOf(morning), Until: lastDay()}
		base := heat(t, "工作日 8:30", "12345")
		base.ID = catalog.ID("office/" + id[:4])
		a, err := amend.Correct(base, amend.Amendment{}, d)
		must(t, err)
		body := ok(amend.Proposal{Amendment: &a}.Body())(t)
		return kiosk.Item{ID: id, Kind: kiosk.ItemAmendment, Body: ok(kiosk.SealEntry(kiosk.Entry{Kiosk: "KIOSKB02KIOSKB02", Hall: hall, Body: body}, key))(t)}
	}
	good := item("good-0000000000000001", "hall", "周一", key)
	touched := item("touc-0000000000000002", "hall", "周二", key)
	touched.Body = []byte(strings.Replace(string(touched.Body), "周二", "周三", 1))
	renamed := item("rena-0000000000000003", "hall", "周四", key)
	renamed.ID = "else-0000000000000003"
	nonsense := kiosk.Item{ID: "nons-0000000000000004", Kind: kiosk.ItemAmendment, Body: json.RawMessage(`{"x":1}`)}
	last := item("last-0000000000000009", "hall", "周五", key)
	h := newScreen(t, heat(t, "工作日 8:30", "12345"))
	h.setup.Config.Hub = forger(t, good, touched, renamed, nonsense, item("othr-0000000000000005", "fuyuan", "周六", key), item("impo-0000000000000006", "hall", "周日", other), last)
	log := logs(t)
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	exchange(t, m)
	wantPapers(t, m, kiosk.PaperQuery{}, "amendment office/good#hours orphan", "amendment office/last#hours orphan")
	if n := strings.Count(log.String(), "passed over"); n != 5 {
		t.Errorf("%d were passed over in the log, want 5: %s", n, log)
	}
	must(t, m.VerifyChanges(t.Context()))
}
