package machine_test

import (
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mingbai/assets"
	"mingbai/catalog"
	"mingbai/catalog/source"
	"mingbai/kiosk"
	"mingbai/kiosk/desk"
	"mingbai/kiosk/machine"
)

// TestLongWorkEndsOnTheGoroutineThatDraws: a page starts none.
func TestLongWorkEndsOnTheGoroutineThatDraws(t *testing.T) {
	m := newScreen(t, fee("a", "水费")).open()
	drawing := make(chan func())
	m.OnScreen(func(do func()) { drawing <- do })
	var told error
	calls := 0
	m.Enter("RS-017", pinLi, func(err error) { told, calls = err, calls+1 })
	if !m.Door().Trying {
		t.Error("nobody sees that the PIN is being checked")
	}
	m.Enter("RS-017", pinLi, func(err error) {
		if !errors.Is(err, kiosk.ErrBusy) {
			t.Errorf("a second try at once: %v", err)
		}
	})
	(<-drawing)()
	if s, in := m.Session(); told != nil || calls != 1 || !in || s.Name != "李敏" || !s.May(kiosk.MayAmend) || s.May(kiosk.MayClear) || s.Left <= 0 {
		t.Errorf("told %v %d times, session %+v", told, calls, s)
	}
	if m.Door().Trying {
		t.Error("it is still being checked")
	}
}

func TestBadgesAreListedWithTheirRoles(t *testing.T) {
	m := newScreen(t, fee("a", "水费")).open()
	all := ok(m.Badges())(t)
	if len(all) != 3 || all[0].ID != "ADM-1" || all[0].Role != kiosk.RoleAdministrator || all[1].Role != kiosk.RoleStaff || all[2].Role != kiosk.RoleReviewer || all[2].Name != "王晓东" {
		t.Errorf("badges %+v", all)
	}
	enter(t, m, "RS-020", pinWang)
	s, _ := m.Session()
	if !s.May(kiosk.MayClear) || !s.May(kiosk.MayExport) {
		t.Errorf("a reviewer may %v", s.Rights)
	}
	enter(t, m, "ADM-1", pinZhao)
	if s, _ := m.Session(); s.May(kiosk.MayWrite) || s.May(kiosk.MayAmend) || !s.May(kiosk.MayExport) {
		t.Errorf("an administrator may %v", s.Rights)
	}
}

// TestContentIsLookedAt: the starter catalog, and a guide that nobody checked
// for long.
func TestContentIsLookedAt(t *testing.T) {
	all := ok(source.Folder(assets.Seed()))(t)
	old := parsed(t, `{"id":"guide/old","title":{"zh":"很久没核验"},"office":"office/heat","checked":{"on":"2026-01-02"},"body":{}}`)
	dead := parsed(t, `{"id":"guide/dead","title":{"zh":"链接失效"},"office":"office/heat","checked":{"on":"2026-11-18"},
		"body":{"channels":[{"sort":{"code":"online"},"link":{"url":"https://zw.mingbai.example/x","dead":"2026-11-20"}}]}}`)
	m := newScreen(t, append(all, old, dead)...).open()
	if _, known := m.Checkup(); known {
		t.Error("it was looked at before anybody came")
	}
	looked := make(chan struct{}, 9)
	m.OnChange(func() { looked <- struct{}{} })
	enter(t, m, "RS-017", pinLi)
	<-looked
	c, known := m.Checkup()
	guides := 0
	for _, r := range append(all, old, dead) {
		if r.Kind() == catalog.KindGuide {
			guides++
		}
	}
	if !known || c.Guides != guides || len(c.Stale) == 0 || c.Stale[0].Record != "guide/old" || c.Generation != m.State().Generation {
		t.Errorf("looked at %v: %d guides, want %d; stale %+v", known, c.Guides, guides, c.Stale)
	}
	found := false
	for _, d := range c.Dead {
		found = found || d.Record == "guide/dead" && d.Link == "https://zw.mingbai.example/x"
	}
	if !found || c.Due() != len(c.Stale)+len(c.Dead)+len(c.Empty) {
		t.Errorf("dead %+v", c.Dead)
	}
}

// TestWhatIsSavedGoesOutByItself: nobody has to ask for it.
func TestWhatIsSavedGoesOutByItself(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "12345"))
	h.setup.Config.Hub = "http://127.0.0.1:1"
	m := h.open()
	rings := make(chan struct{}, 99)
	m.OnChange(func() { rings <- struct{}{} })
	m.Start()
	enter(t, m, "RS-017", pinLi)
	was := m.State().Generation
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	for m.State().Generation <= was {
		<-rings
	}
	for m.Syncing().Waiting == 0 { // right after the screen was told
		runtime.Gosched()
	}
	if p := ok(m.Papers(kiosk.PaperQuery{}))(t)[0]; p.Travel != kiosk.TravelWaits {
		t.Errorf("it %s", p.Travel)
	}
}

// TestUnreachableHubIsTold and nothing is lost for it.
func TestUnreachableHubIsTold(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "12345"))
	h.setup.Config.Hub = "http://127.0.0.1:1"
	m := h.open()
	if err := await(m.SyncNow); !errors.Is(err, kiosk.ErrEnded) {
		t.Errorf("anybody may sync: %v", err)
	}
	enter(t, m, "RS-017", pinLi)
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	if err := await(m.SyncNow); err == nil {
		t.Error("a hub that is not there answered")
	}
	if s := m.Syncing(); s.Trouble == "" || s.Waiting != 1 || s.Running || s.Dropped != 0 {
		t.Errorf("syncing %+v", s)
	}
}

// TestSessionEndsWithoutATouch after three minutes; the draft stays.
func TestSessionEndsWithoutATouch(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "12345"))
	synctest.Test(t, func(t *testing.T) {
		m := ok(machine.Open(t.Context(), h.setup))(t)
		defer m.Close()
		enter(t, m, "RS-017", pinLi)
		must(t, m.Autosave("office/heat", "hours", []byte(`{"a":1}`)))
		time.Sleep(179 * time.Second)
		must(t, m.Touch())
		time.Sleep(179 * time.Second)
		if _, in := m.Session(); !in {
			t.Error("a touch makes it no longer")
		}
		time.Sleep(2 * time.Second)
		if _, in := m.Session(); in {
			t.Error("nobody touched it for three minutes")
		}
		for what, err := range map[string]error{"touch": m.Touch(), "amend": m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()), "autosave": m.Autosave("office/heat", "", []byte(`{}`))} {
			if !errors.Is(err, kiosk.ErrEnded) {
				t.Errorf("%s: %v", what, err)
			}
		}
		enter(t, m, "RS-017", pinLi)
		if body := ok(m.Autosaved("office/heat", "hours"))(t); string(body) != `{"a":1}` {
			t.Errorf("the draft is %s", body)
		}
		must(t, m.Drop("office/heat", "hours"))
		if body := ok(m.Autosaved("office/heat", "hours"))(t); body != nil {
			t.Errorf("dropped, it is %s", body)
		}
	})
}

// TestBrokenPaperHidesNoOther: a row that a bad disk spoilt is left out.
func TestBrokenPaperHidesNoOther(t *testing.T) {
	h := newScreen(t, heat(t, "工作日 8:30", "0454-555-0127"))
	m := h.open()
	enter(t, m, "RS-017", pinLi)
	must(t, m.Amend("office/heat", "hours", words("body.hours", "周一"), lastDay()))
	must(t, m.Amend("office/heat", "telephone", line("body.telephone", "0454-555-0199"), lastDay()))
	must(t, m.Close())
	d := ok(desk.Open(t.Context(), filepath.Join(h.dir, "desk.db")))(t)
	ok(d.Write.Exec(`UPDATE staff_paper SET body = '{"turn":' WHERE key = 'office/heat#hours'`))(t)
	must(t, d.Close())
	log := logs(t)
	m = h.open()
	if o := ok(m.Record("office/heat"))(t).Body.(*catalog.Office); o.Telephone != "0454-555-0199" || o.Hours[catalog.ZH] != "工作日 8:30" {
		t.Errorf("it shows %+v", o)
	}
	if !strings.Contains(log.String(), "left out") {
		t.Errorf("nobody is told: %s", log)
	}
	if err := m.VerifyChanges(t.Context()); err == nil {
		t.Error("the record of changes does not tell of it")
	}
}
