package gallery_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// A worker does things at a shell, and must be able to.
type worker struct {
	*testing.T
	*ui.Shell
	desk *staffDesk
}

// work opens a page for somebody who is in.
func work(t *testing.T, badge, route string) worker {
	t.Helper()
	test.NewApp().Settings().SetTheme(theme.Toolkit())
	d := newStaffDesk(t).enter(badge)
	return worker{t, openStaff(d, route, panels["upright"], catalog.ZH), d}
}

func (w worker) tap(keys ...string) {
	w.Helper()
	for _, key := range keys {
		if !w.Tap(key) {
			w.Fatalf("there is no target %s; there are %v", key, w.keys())
		}
	}
}

func (w worker) keys() []string {
	var all []string
	for _, t := range w.Targets() {
		all = append(all, t.Key)
	}
	return all
}

func (w worker) has(key string) bool { return slices.Contains(w.keys(), key) }

// letters are typed on a real keyboard.
func (w worker) letters(words string) {
	for _, r := range words {
		w.Typed(r)
	}
}

func (w worker) press(names ...fyne.KeyName) {
	for _, name := range names {
		w.Pressed(name)
	}
}

// TestCorrectAWindow finds a window, gives it another number, and sees it
// marked on the public pages.
func TestCorrectAWindow(t *testing.T) {
	w := work(t, "RS-017", "staff")
	w.tap("staff/find")
	for _, r := range "社保窗口" {
		w.Typed(r)
	}
	w.tap("board/none", "row/staff/record/counter/social-insurance", "field/place", "f/part3")
	w.press(page.KeyEnd)
	for range 10 {
		w.press(page.KeyBackspace)
	}
	w.tap("f/part3", "key/2", "key/1", "keys/none", "amend/save")
	if !says(w.Shell, "21 号窗口") || !says(w.Shell, "本厅更正") {
		t.Errorf("the record does not show it:\n%s", texts(w.Shell))
	}
	w.Open(page.ParseRoute("counter/social-insurance"))
	for _, want := range []string{"本厅更正", "地点·同江市政务服务大厅·李敏·2026-11-23"} {
		if !says(w.Shell, want) {
			t.Errorf("the public page does not say %s:\n%s", want, texts(w.Shell))
		}
	}
	judge(t, w.Shell, panels["upright"])
	w.Open(page.ParseRoute("guide/pension-enrolment"))
	if !says(w.Shell, "21 号窗口") || !says(w.Shell, "本厅更正") {
		t.Errorf("the guide does not say where to go now:\n%s", texts(w.Shell))
	}
}

// TestWhatIsWrongStandsBelowItsField saves a telephone number that is none,
// and a day that is over.
func TestWhatIsWrongStandsBelowItsField(t *testing.T) {
	w := work(t, "RS-017", "staff/amend/office/social-insurance?field=telephone")
	w.tap("f/part0")
	for range 20 {
		w.press(page.KeyBackspace)
	}
	w.letters("12")
	w.tap("amend/save")
	if !says(w.Shell, "电话号码不对。写成 0454-555-0127") {
		t.Errorf("it does not say what to do:\n%s", texts(w.Shell))
	}
	if _, ok := w.desk.corrected["office/social-insurance"]; ok {
		t.Error("it was saved")
	}
	w.tap("f/until")
	w.press(page.KeyEnd)
	for range 10 {
		w.press(page.KeyBackspace)
	}
	w.letters("2026-11-01")
	w.tap("amend/save")
	if !says(w.Shell, "这一天已经过去") {
		t.Errorf("it takes a day that is over:\n%s", texts(w.Shell))
	}
}

// TestLockedFieldsSayWhy finds fees, basis and limits greyed, without a
// target, with the reason.
func TestLockedFieldsSayWhy(t *testing.T) {
	w := work(t, "RS-017", "staff/record/guide/pension-enrolment")
	for _, want := range []string{"收费须由两人签名的发布版更改", "时限须由两人签名的发布版更改", "依据须由两人签名的发布版更改"} {
		if !says(w.Shell, want) {
			t.Errorf("%s is not said", want)
		}
	}
	if !slices.ContainsFunc(w.Drawn(), func(m part.Mark) bool { return m.Text == "收费" && m.Decoration }) {
		t.Error("the fee is not greyed")
	}
	for _, key := range w.keys() {
		if strings.HasPrefix(key, "field/") && key != "field/note" {
			t.Errorf("%s can be touched", key)
		}
	}
}

// TestHideNeedsAReason hides a record, first with too short a reason.
func TestHideNeedsAReason(t *testing.T) {
	w := work(t, "RS-017", "staff/record/guide/pension-enrolment")
	w.tap("hide", "script/latin")
	w.letters("No")
	w.tap("reason/do")
	if len(w.desk.hidden) > 0 || !says(w.Shell, "现在 2 字，请写 4 至 200 字") {
		t.Errorf("hidden %v; the screen says:\n%s", w.desk.hidden, texts(w.Shell))
	}
	w.letters("body reads it")
	w.tap("reason/do")
	if got := w.desk.hidden["guide/pension-enrolment"]; got != "Nobody reads it" {
		t.Errorf("hidden with the reason %q", got)
	}
	w.tap("hide/again")
	if len(w.desk.hidden) > 0 {
		t.Error("it stays hidden")
	}
}

// TestConflictsAreDecided takes the edition's, the hall's and another
// kiosk's value.
func TestConflictsAreDecided(t *testing.T) {
	for key, want := range map[string]kiosk.PaperState{"conflict/edition/hours": kiosk.StateBack, "conflict/hall/hours": kiosk.StateShown, "conflict/rival/hours/r1": kiosk.StateShown} {
		w := work(t, "RS-017", "staff/record/office/social-insurance")
		w.tap(key)
		papers, err := w.desk.Papers(kiosk.PaperQuery{Record: "office/social-insurance", Sort: kiosk.PaperAmendment})
		if err != nil || len(papers) != 1 || papers[0].State != want {
			t.Errorf("%s: %v %+v", key, err, papers)
		}
	}
}

// TestOrphansAreTakenBack finds the amendment of a record that is gone.
func TestOrphansAreTakenBack(t *testing.T) {
	w := work(t, "RS-017", "staff/record/guide/gone")
	w.tap("back/hours")
	papers, _ := w.desk.Papers(kiosk.PaperQuery{Record: "guide/gone"})
	if papers[0].State != kiosk.StateBack {
		t.Errorf("it is %s", papers[0].State)
	}
}

// TestImportIsReviewed reads a workbook, looks at a difference and keeps the
// drafts.
func TestImportIsReviewed(t *testing.T) {
	for name, size := range panels {
		for _, lang := range catalog.Langs() {
			d := newStaffDesk(t).enter("RS-017")
			test.NewApp().Settings().SetTheme(theme.Toolkit())
			d.hold = true
			w := worker{t, openStaff(d, "staff/import", size, lang), d}
			w.tap("file/人社局办事指南_202611.xlsx")
			if w.has("file/人社局办事指南_202611.xlsx") {
				t.Error("it can be read twice")
			}
			judge(t, w.Shell, size)
			d.hold = false
			d.later[0]()
			judge(t, w.Shell, size)
			if !says(w.Shell, "缺少“法律依据”，不能提交审核") {
				t.Errorf("%s: the problem is not said:\n%s", name, texts(w.Shell))
			}
			w.tap("importrow/1")
			if !says(w.Shell, "身份证、失业证明") {
				t.Errorf("the difference is not shown:\n%s", texts(w.Shell))
			}
			judge(t, w.Shell, size)
			w.tap("verdict/same")
			judge(t, w.Shell, size)
			w.tap("import/problems", "import/take")
			if d.taken != 3 {
				t.Errorf("%d drafts were made, want 3", d.taken)
			}
			judge(t, w.Shell, size)
		}
	}
}

// TestAdministratorWritesNothing offers no content to who may not change any.
func TestAdministratorWritesNothing(t *testing.T) {
	w := work(t, "AD-001", "staff")
	for _, key := range []string{"staff/find", "staff/new"} {
		if w.has(key) {
			t.Errorf("%s is offered", key)
		}
	}
	w = work(t, "AD-001", "staff/record/guide/pension-enrolment")
	if w.has("hide") {
		t.Error("hiding is offered")
	}
}

// TestCorrectionsAreMarked judges public pages with amendments, a notice and
// a record of the hall.
func TestCorrectionsAreMarked(t *testing.T) {
	eachLook(t, func(t *testing.T, content desk, size fyne.Size, lang catalog.Lang) {
		d := staffDeskOver(content)
		note := catalog.Text{"zh": "本周六窗口停办，请改用网上办理", "en": "No counters on Saturday: apply online", "ru": "В субботу окна закрыты"}
		for _, id := range []catalog.ID{"guide/pension-enrolment", "office/social-insurance", "counter/social-insurance", "notice/heating-hotline", "fee/water-price"} {
			d.papers = append(d.papers, kiosk.Paper{Sort: kiosk.PaperAmendment, Record: id, Field: "hours", Say: catalog.Text{"zh": "办公时间", "en": "hours", "ru": "часы"}, State: kiosk.StateShown, On: d.today},
				kiosk.Paper{Sort: kiosk.PaperAmendment, Record: id, Field: "note", State: kiosk.StateShown, On: d.today, Mine: []kiosk.Value{{Text: note}}})
			s := openStaff(d, string(id), size, lang)
			judge(t, s, size)
			if !says(s, note[lang]) {
				t.Errorf("%s: the notice is not there", id)
			}
		}
	})
}
