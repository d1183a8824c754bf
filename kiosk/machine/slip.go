package machine

import (
	"mingbai/catalog"
	"mingbai/kiosk"
)

// Hand keeps what a visitor handed in; it is on the disk when Hand returns
// nil. Hall and day are filled in on the way.
func (m *Machine) Hand(s kiosk.Slip) error {
	s.Edition = m.State().Edition
	if err := m.outbox.Put(m.ctx(), s); err != nil {
		return err
	}
	if code := kiosk.LevelCode(s.Level); code != "" && s.Sort == kiosk.SlipRating {
		m.counter.add(catalog.DateOf(m.Now()), kiosk.Rated, code)
	}
	return nil
}
