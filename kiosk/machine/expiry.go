package machine

import (
	"context"

	"mingbai/catalog/trust"
)

// Expiries says until when each document is good by which this kiosk has
// verified its edition, for staff and the doctor: none without a signed
// edition. One that has expired stops nothing but the next edition.
func (m *Machine) Expiries(ctx context.Context) ([]trust.Expiry, error) {
	t, err := m.shelf.Trusted(ctx)
	if err != nil {
		return nil, err
	}
	return trust.Expiries(t.State)
}
