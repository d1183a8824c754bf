package gallery_test

import (
	"strings"
	"testing"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/page"
	"mingbai/ui/part"
	"mingbai/ui/theme"
)

// TestWritingChinese types pinyin on both keyboards, chooses words, moves the
// caret and deletes.
func TestWritingChinese(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-new0")
	w.tap("f/title.zh", "key/c", "key/k", "spell/窗口")
	w.letters("yl")
	w.letters("2")
	if !says(w.Shell, "窗口医疗") {
		t.Fatalf("written was:\n%s", texts(w.Shell))
	}
	w.press(page.KeyLeft, page.KeyLeft)
	w.letters("jiaban ")
	w.press(page.KeyEnd, page.KeyBackspace)
	w.tap("f/title.zh", "key/。")
	if !says(w.Shell, "窗口加班医。") {
		t.Errorf("written was:\n%s", texts(w.Shell))
	}
	w.press(page.KeyHome, page.KeyDelete)
	if w.has("key/Right") {
		t.Error("the keys on the screen stay beside a real keyboard")
	}
	w.press(page.KeyRight)
	w.letters("ckyl")
	w.tap("spell/窗口", "spell/养老")
	if !says(w.Shell, "口窗口养老加班医。") {
		t.Errorf("written was:\n%s", texts(w.Shell))
	}
}

// TestMoreWordsThanFit turns to the next words for the same letters, with the
// finger and on a real keyboard.
func TestMoreWordsThanFit(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-new0")
	w.tap("f/title.zh")
	w.letters("shi")
	if w.has("spell/示") || w.has("spell/first") {
		t.Fatalf("all words are there at once: %v", w.keys())
	}
	judge(t, w.Shell, panels["upright"])
	w.tap("spell/more")
	if w.has("spell/是") || !w.has("spell/first") {
		t.Fatalf("the first words are still there: %v", w.keys())
	}
	judge(t, w.Shell, panels["upright"])
	w.letters("-1")
	w.letters("shi=2")
	all := strings.Split("是时十事实使世师石识史市始似式失士示", "")
	for i, words := range all {
		if says(w.Shell, "是"+words) && i < 5 {
			t.Errorf("after turning on the second word is %s", words)
		}
	}
}

// TestWritingOtherScripts types Latin with capitals, Cyrillic, digits and
// signs, and letters that are no pinyin.
func TestWritingOtherScripts(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-new0?tab=languages")
	w.tap("f/title.en", "key/upper", "key/A", "key/b", "key/space")
	w.letters("Cd")
	w.tap("f/title.en", "script/signs", "key/8", "key/:", "key/3")
	if !says(w.Shell, "Ab Cd8:3") {
		t.Errorf("written was:\n%s", texts(w.Shell))
	}
	w.tap("f/title.ru", "key/upper", "key/Ж", "key/ё")
	w.letters("Дом")
	if !says(w.Shell, "ЖёДом") {
		t.Errorf("written was:\n%s", texts(w.Shell))
	}
	w = work(t, "RS-017", "staff/edit/notice/h-new0")
	w.tap("f/title.zh")
	w.letters("xyz")
	w.press(page.KeyReturn)
	if !says(w.Shell, "xyz") {
		t.Errorf("written was:\n%s", texts(w.Shell))
	}
}

// TestCaretGoesWhereTheFingerIs touches a field in the middle of its words.
func TestCaretGoesWhereTheFingerIs(t *testing.T) {
	d := newStaffDesk(t).enter("RS-021")
	watch(t, d, "staff/edit/notice/h-02", panels["upright"], func(w *watched) {
		var at part.Rect
		for _, target := range w.Targets() {
			if target.Key == "f/title.zh" {
				at = target.At
			}
		}
		two := theme.Width("周六", theme.BodyL)
		w.touch(at.X+24+two+4, at.Y+at.H/2)
		w.Tap("script/latin")
		w.Typed('X')
		if !says(w.Shell, "周六X上午加开社保窗口") {
			t.Errorf("written was:\n%s", texts(w.Shell))
		}
	})
}

// TestPasteFromAStick puts a text into the field that is written in.
func TestPasteFromAStick(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-new0")
	w.tap("f/body.zh", "keys/paste", "paste/通知.txt")
	if !says(w.Shell, "因线路检修，本周六停电。") {
		t.Errorf("pasted was:\n%s", texts(w.Shell))
	}
}

// TestSubmitGoesToTheFirstError submits an empty notice: the button stays,
// the first field says what to do.
func TestSubmitGoesToTheFirstError(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-new0?tab=review")
	w.tap("editor/submit")
	if !w.has("f/title.zh") || !says(w.Shell, "这一项必填，请填写") {
		t.Fatalf("it is not at the title:\n%s", texts(w.Shell))
	}
	w.letters("ck ")
	w.tap("f/body.zh")
	w.letters("yl ")
	w.tap("editor/submit")
	if !w.has("f/expires") {
		t.Fatalf("it is not at the last day:\n%s", texts(w.Shell))
	}
	w.letters("2026-13-40")
	w.tap("editor/submit")
	if !says(w.Shell, "请填日期，例如 2026-11-23") {
		t.Errorf("it does not say how a day is written:\n%s", texts(w.Shell))
	}
	for range 10 {
		w.press(page.KeyBackspace)
	}
	w.letters("2026-12-31")
	w.tap("f/office", "pick/office/social-insurance", "editor/submit")
	l := w.desk.locals["notice/h-new0"]
	if l.State != kiosk.StateSubmitted || l.Text.Title["zh"] != "窗口" || l.Text.Body.(*catalog.Notice).Body[0].Text["zh"] != "养老" {
		t.Errorf("submitted was %+v %+v; the screen says:\n%s", l.Paper, l.Text, texts(w.Shell))
	}
}

// TestNobodyReviewsTheirOwn wants another person to clear a text: its author
// is not offered to, the reviewer is, and then publishes it.
func TestNobodyReviewsTheirOwn(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/notice/h-02")
	if w.has("editor/clear") || !says(w.Shell, "等另一位同事审查") {
		t.Errorf("the author is offered to clear it")
	}
	w = work(t, "RS-021", "staff/edit/notice/h-02")
	w.tap("editor/clear")
	w.tap("editor/publish")
	if got := w.desk.locals["notice/h-02"].State; got != kiosk.StatePublished {
		t.Errorf("it is %s", got)
	}
	w.tap("editor/withdraw", "script/latin")
	w.letters("a mistake")
	w.tap("reason/do")
	if got := w.desk.locals["notice/h-02"]; got.State != kiosk.StateWithdrawn || got.Why != "a mistake" {
		t.Errorf("it is %s for %q", got.State, got.Why)
	}
}

// TestChangedTextIsADraftAgain writes in a text that waits for its review.
func TestChangedTextIsADraftAgain(t *testing.T) {
	w := work(t, "RS-021", "staff/edit/notice/h-02")
	w.tap("f/title.zh", "script/latin")
	w.letters("!")
	if w.has("editor/clear") || !w.has("editor/submit") {
		t.Errorf("what was changed can be cleared: %v", w.keys())
	}
}

// TestPreviewDoesNothing looks at the page of a draft as visitors will see
// it, and touches everything on it.
func TestPreviewDoesNothing(t *testing.T) {
	w := work(t, "RS-017", "staff/edit/guide/h-01")
	w.tap("editor/look")
	if !says(w.Shell, "灵活就业人员社保补贴") || !says(w.Shell, "申请材料") {
		t.Fatalf("it does not show the page:\n%s", texts(w.Shell))
	}
	for _, key := range w.keys() {
		if key != "bar/back" && key != "staff/exit" {
			w.Tap(key)
			if !w.has("staff/exit") {
				t.Fatalf("%s leaves the preview", key)
			}
		}
	}
	w.tap("bar/back")
	if !w.has("editor/submit") {
		t.Error("it does not go back to writing")
	}
}

// TestDraftSurvives leaves a guide with something that cannot be read, and
// finds it again.
func TestDraftSurvives(t *testing.T) {
	w := work(t, "RS-017", "staff")
	w.Open(page.ParseRoute("staff/edit/guide/h-01?tab=limit"))
	w.tap("f/promised", "script/latin")
	w.letters("soon")
	w.tap("f/legal")
	if !says(w.Shell, "请填数字，例如 5") {
		t.Errorf("it takes a word for a number:\n%s", texts(w.Shell))
	}
	w.tap("keys/none", "bar/back")
	w.Open(page.ParseRoute("staff/edit/guide/h-01?tab=limit"))
	if !says(w.Shell, "soon") {
		t.Errorf("what was written is gone:\n%s", texts(w.Shell))
	}
	l, err := w.desk.Local("guide/h-01")
	if err != nil || l.Text.Body.(*catalog.Guide).Legal.N != 30 {
		t.Errorf("the saved text changed: %v", err)
	}
}
