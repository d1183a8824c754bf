package speech

import (
	"errors"
	"time"

	"mingbai/kiosk"
)

// Condition returns what keeps the kiosk from reading aloud although the hall
// wants it to, and whether there is such a thing. Headphones that are not in
// are none: a visitor brings them.
func (s *Speaker) Condition(now time.Time) (kiosk.Condition, bool) {
	err := s.Can()
	var code string
	switch {
	case errors.Is(err, ErrNoVoice):
		code = kiosk.VoiceMissing
	case errors.Is(err, ErrNoJack):
		code = kiosk.VoiceJack
	case errors.Is(err, ErrSwitched):
		code = kiosk.VoiceBroken
	default:
		return kiosk.Condition{}, false
	}
	return kiosk.NewCondition(code, kiosk.Minor, now), true
}
