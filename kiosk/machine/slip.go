package machine

import "mingbai/kiosk"

// Hand keeps what a visitor handed in; it is on the disk when Hand returns
// nil. Hall and day are filled in on the way.
func (m *Machine) Hand(s kiosk.Slip) error {
	s.Edition = m.State().Edition
	return m.outbox.Put(m.ctx(), s)
}
