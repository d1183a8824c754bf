package gallery_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui"
	"mingbai/ui/page"
	"mingbai/ui/part"
)

// said reports whether a text that is drawn has words in it.
func said(s *ui.Shell, words string) bool {
	return slices.ContainsFunc(s.Drawn(), func(m part.Mark) bool { return strings.Contains(m.Text, words) })
}

// wantSaid wants all words on the screen.
func wantSaid(t *testing.T, s *ui.Shell, words ...string) {
	t.Helper()
	for _, w := range words {
		if !said(s, w) {
			t.Errorf("%q is not on the screen", w)
		}
	}
}

// touch touches a target that has to be there.
func touch(t *testing.T, s *ui.Shell, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if !s.Tap(key) {
			t.Fatalf("there is no %s to touch", key)
		}
	}
}

// A later desk has another clock.
type later struct {
	desk
	now time.Time
}

func (d later) Now() time.Time { return d.now }

// TestChecklistSaysWhatIsMissing ticks the materials of a guide one by one
// and takes one back.
func TestChecklistSaysWhatIsMissing(t *testing.T) {
	s := open(newDesk(t), "guide/home-transfer", panels["upright"], catalog.ZH)
	wantSaid(t, s, "点一下，勾出您带来的材料")
	touch(t, s, "tick/0")
	wantSaid(t, s, "还缺 2 样：买卖合同、双方居民身份证")
	if said(s, "还缺 2 样：买卖合同、双方居民身份证、契税") {
		t.Error("what may follow counts as missing")
	}
	wantSaid(t, s, "可以先交别的，这份后补")
	touch(t, s, "tick/1", "tick/2")
	wantSaid(t, s, "可以交了，还有 1 样可以后补")
	touch(t, s, "tick/1")
	wantSaid(t, s, "还缺 1 样：买卖合同")
	touch(t, s, "tick/1", "tick/4")
	wantSaid(t, s, "材料齐了，可以去交了")
	touch(t, s, "tab/steps", "tab/materials")
	wantSaid(t, s, "材料齐了，可以去交了") // another tab forgets nothing
}

// TestChecklistSaysByWhenItIsDone hands in at several moments.
func TestChecklistSaysByWhenItIsDone(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ today, clock, guide, want string }{
		{"2026-11-23", "09:41", "guide/pension-enrolment", "今天交，最晚 2026-11-30（星期一）办好（17:00 前收件）"},
		{"2026-11-23", "17:30", "guide/pension-enrolment", "今天已过收件时间，2026-11-24（星期二）交，最晚 2026-12-01（星期二）办好"},
		{"2026-09-30", "10:00", "guide/pension-enrolment", "最晚 2026-10-13（星期二）办好"}, // over the holiday, with a Saturday worked
		{"2026-12-22", "10:00", "guide/pension-enrolment", "后面的放假安排还没有公布，暂时算不出办好的日期"},
		{"2027-03-01", "10:00", "guide/pension-enrolment", "后面的放假安排还没有公布，暂时算不出办好的日期"},
		{"2026-11-23", "10:00", "guide/marriage", "今天交，当场办好（17:00 前收件）"},
		{"2026-11-21", "10:00", "guide/marriage", "2026-11-23（星期一）交，当场办好"}, // a Saturday
	} {
		day, err := catalog.ParseDate(c.today)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse("15:04", c.clock)
		if err != nil {
			t.Fatal(err)
		}
		d.today = day
		s := ui.NewShell(later{d, day.Time().Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)})
		s.Open(page.ParseRoute(c.guide))
		s.Content().Resize(panels["upright"])
		if !said(s, c.want) {
			t.Errorf("%s %s: %s does not say %q", c.today, c.clock, c.guide, c.want)
		}
		touch(t, s, "tab/limit")
		if !said(s, c.want) {
			t.Errorf("%s %s: the limits of %s do not say %q", c.today, c.clock, c.guide, c.want)
		}
	}
}

// TestNoCalendarPromisesNothing takes the calendars off the catalog.
func TestNoCalendarPromisesNothing(t *testing.T) {
	d := newDesk(t)
	var some []*catalog.Record
	for _, r := range d.All() {
		if r.Kind() != catalog.KindCalendar {
			some = append(some, r)
		}
	}
	d.Collection = catalog.NewCollection(some)
	s := open(d, "guide/pension-enrolment", panels["upright"], catalog.ZH)
	wantSaid(t, s, "后面的放假安排还没有公布，暂时算不出办好的日期")
	if said(s, "最晚 2026") {
		t.Error("a date is promised without a calendar")
	}
}

// TestHandoverGoesOnAtAnotherScreen ticks at one screen, reads the digits off
// it, and types them at another.
func TestHandoverGoesOnAtAnotherScreen(t *testing.T) {
	s := open(newDesk(t), "guide/home-transfer", panels["upright"], catalog.ZH)
	touch(t, s, "tick/0", "tick/2", "take")
	r, err := newDesk(t).Record("guide/home-transfer")
	if err != nil {
		t.Fatal(err)
	}
	digits := kiosk.Handover{Number: r.Number, Ticks: 5, Print: kiosk.Fingerprint(r)}.Digits()
	wantSaid(t, s, digits[:3]+" "+digits[3:6])
	other := open(newDesk(t), "search?board=digits", panels["lying"], catalog.RU)
	for i, key := range digits {
		touch(t, other, "key/"+string(key))
		row := other.Tap("row/guide/home-transfer?tab=materials&ticks=5")
		if last := i == len(digits)-1; row != last {
			t.Fatalf("after %d of %d digits the guide is offered: %v", i+1, len(digits), row)
		}
	}
	wantSaid(t, other, "Не хватает 1 документа: "+r.Body.(*catalog.Guide).Materials[1].Name[catalog.RU])
	touch(t, other, "take")
	wantSaid(t, other, digits[:3]+" "+digits[3:6])
}

// TestHandoverOfChangedMaterialsForgetsTheTicks types the digits where the
// list of materials is another one.
func TestHandoverOfChangedMaterialsForgetsTheTicks(t *testing.T) {
	d := newDesk(t)
	r, err := d.Record("guide/home-transfer")
	if err != nil {
		t.Fatal(err)
	}
	digits := kiosk.Handover{Number: r.Number, Ticks: 5, Print: (kiosk.Fingerprint(r) + 1) % 100}.Digits()
	s := open(d, "search?board=none&q="+digits, panels["upright"], catalog.ZH)
	wantSaid(t, s, "材料有更新，请重新勾选")
	touch(t, s, "row/guide/home-transfer")
	wantSaid(t, s, "点一下，勾出您带来的材料")
	s = open(d, "search?board=digits&q="+digits[:len(digits)-1]+"?", panels["upright"], catalog.ZH)
	if said(s, "接着办：") {
		t.Error("half a code leads to a guide")
	}
}

// TestCalculatorByKeys types a quantity on the screen and on a keyboard.
func TestCalculatorByKeys(t *testing.T) {
	s := open(newDesk(t), "fee/water-price", panels["upright"], catalog.ZH)
	touch(t, s, "calculate/water-price")
	wantSaid(t, s, "输入数量，下面就会算出金额", "3.10 元/立方米")
	touch(t, s, "key/3", "key/0", "key/0")
	wantSaid(t, s, "144 立方米 × 3.10 元", "446.40 元", "84 立方米 × 9.30 元", "1562.40 元", "发改价格〔2013〕2676号", "每行四舍五入到分，再相加", "四口以上每多一人每档加 36 立方米")
	touch(t, s, "key/.", "key/5", "key/5", "key/5", "key/.")
	wantSaid(t, s, "300.55")
	touch(t, s, "key/back", "key/back", "key/back")
	wantSaid(t, s, "1562.40 元")
	touch(t, s, "key/back", "key/back", "key/back", "key/back")
	wantSaid(t, s, "输入数量，下面就会算出金额")
	touch(t, s, "key/0")
	wantSaid(t, s, "数量是 0，还没有要交的钱")
	for range 20 {
		touch(t, s, "key/9")
	}
	wantSaid(t, s, "这个数太大了，看看是不是多按了一位")
	touch(t, s, "bar/back")
	wantSaid(t, s, "收费公示")
}

// TestCalculatorInRussian has the decimal comma, the whole measure, and the
// form of the word that each sum needs.
func TestCalculatorInRussian(t *testing.T) {
	s := open(newDesk(t), "fee/power-price?tab=calculate", panels["upright"], catalog.RU)
	wantSaid(t, s, "0,51 юаня/кВт·ч", "кВт·ч")
	touch(t, s, "key/1", "key/0", "key/0")
	wantSaid(t, s, "100 кВт·ч × 0,51 юаня", "51 юань")
	touch(t, s, "key/.", "key/5")
	wantSaid(t, s, "100,5", "100,5 кВт·ч × 0,51 юаня", "51,26 юаня")
}

// TestHeatByMeterAsksForBoth types into both quantities of a price in parts.
func TestHeatByMeterAsksForBoth(t *testing.T) {
	s := open(newDesk(t), "fee/heat-metered?tab=calculate", panels["lying"], catalog.ZH)
	touch(t, s, "key/1", "key/0", "key/0", "typing/used1", "key/2", "key/0")
	wantSaid(t, s, "100 平方米 × 12.80 元", "1280 元", "20 吉焦 × 46 元", "920 元", "2200 元")
}

// TestRangeHasTwoEnds reckons a price that lies between two.
func TestRangeHasTwoEnds(t *testing.T) {
	s := open(newDesk(t), "fee/property-service?tab=calculate&used=90", panels["upright"], catalog.ZH)
	wantSaid(t, s, "45–108 元")
}

// TestExpiredTariffIsNotReckoned shows it struck out, without a calculator.
func TestExpiredTariffIsNotReckoned(t *testing.T) {
	s := open(newDesk(t), "fee/water-price-2019", panels["upright"], catalog.ZH)
	wantSaid(t, s, "2024-06-30 已失效", "32 项，2026-11-23 核验")
	if s.Tap("calculate/water-price-2019") {
		t.Error("a tariff that ran out is reckoned with")
	}
	s = open(newDesk(t), "fee/passport?tab=calculate", panels["upright"], catalog.ZH)
	if s.Tap("key/1") {
		t.Error("there is a calculator for a price a piece")
	}
}

// TestComplaintCarriesWhatItIsAbout follows the way from an office to the
// code, and wants nothing else in it.
func TestComplaintCarriesWhatItIsAbout(t *testing.T) {
	d := newDesk(t)
	s := open(d, "office/water?tab=channels", panels["upright"], catalog.ZH)
	touch(t, s, "complaints")
	wantSaid(t, s, "投诉：")
	found := false
	for _, m := range s.Drawn() {
		u, err := url.Parse(m.Code)
		if err != nil || u.Path != "/complaints" {
			continue
		}
		found = true
		want := url.Values{"item": {"office/water"}, "hall": {"同江市政务服务大厅"}, "at": {"2026-11-23T09:41"}}
		if u.Query().Encode() != want.Encode() {
			t.Errorf("the code carries %v, want %v", u.Query(), want)
		}
	}
	if !found {
		t.Error("there is no code to complain")
	}
	s = open(d, "channel/web-complaints?about=office/water", panels["upright"], catalog.ZH)
	wantSaid(t, s, "不扫码也能投诉", "12345", "综合窗口")
	d.state.Hosts.HTTPS = nil
	if got := codes(t, open(d, "channel/web-complaints?about=office/water", panels["upright"], catalog.ZH)); len(got) > 0 {
		t.Errorf("a host that is not allowed is shown: %v", got)
	}
}

// A helpful desk calls staff.
type helpful struct {
	desk
	places *[]string
}

func (d helpful) CanHelp() bool          { return true }
func (d helpful) Help(place string) bool { *d.places = append(*d.places, place); return true }

// TestHelp calls where the hall has set that up, else says where to go.
func TestHelp(t *testing.T) {
	s := open(newDesk(t), "about", panels["upright"], catalog.ZH)
	touch(t, s, "help")
	wantSaid(t, s, "这里有人帮您", "综合窗口：一楼", "也可以拨打 12345")
	places := []string{}
	s = ui.NewShell(helpful{newDesk(t), &places})
	s.Content().Resize(panels["upright"])
	s.Language(catalog.RU)
	s.Open(page.ParseRoute("about"))
	touch(t, s, "help")
	wantSaid(t, s, "Зовём помощника", "12345")
	if !slices.Equal(places, []string{"一楼"}) {
		t.Errorf("called to %q", places)
	}
	if s.Tap("help") {
		t.Error("somebody can be called twice")
	}
}

// TestBlankFormHasItsCode opens the code of a blank form beside the material.
func TestBlankFormHasItsCode(t *testing.T) {
	d := newDesk(t)
	s := open(d, "guide/business-individual", panels["upright"], catalog.ZH)
	wantSaid(t, s, "空白表：")
	touch(t, s, "form/0")
	if got := codes(t, s); got[len(got)-1] != "https://www.mingbai.example/form/business-individual" {
		t.Errorf("the code reads %v", got)
	}
	above(t, s, panels["upright"])
	d.state.Hosts.HTTPS = nil
	if s := open(d, "guide/business-individual", panels["upright"], catalog.ZH); s.Tap("form/0") {
		t.Error("a form from a host that is not allowed is offered")
	}
}
