package speech

import (
	"errors"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Condition returns what keeps the kiosk from reading aloud although the hall
// wants it to, and whether there is such a thing. Headphones that are not in
// are none: a visitor brings them.
func (s *Speaker) Condition(now time.Time) (kiosk.Condition, bool) {
	err := s.Can()
	c := kiosk.Condition{Since: now, Severity: kiosk.Minor}
	switch {
	case errors.Is(err, ErrNoVoice):
		c.Code = "voice-missing"
	case errors.Is(err, ErrNoJack):
		c.Code = "voice-jack"
	case errors.Is(err, ErrSwitched):
		c.Code = "voice-broken"
	default:
		return kiosk.Condition{}, false
	}
	c.Say = catalog.Text{
		catalog.ZH: "本机暂时不能朗读，请到综合窗口，工作人员可以读给您听",
		catalog.EN: "This screen cannot read aloud now; staff at the general counter will read to you",
		catalog.RU: "Экран сейчас не читает вслух; сотрудник общего окна прочитает вам",
	}
	return c, true
}
