// Package machine opens what a kiosk needs, answers the pages and publishes
// the state; the screen only reads it.
//
//	m, err := machine.Open(ctx, machine.Setup{Config: kiosk.Defaults(), Dir: "/var/lib/mingbai", Content: starter, Now: time.Now})
//	defer m.Close()
//	guide, err := m.Record("guide/pension-enrolment")
package machine
