package cli

import (
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/ui/page"
)

// A holding desk answers while the kiosk rests: it has nothing but the name
// and the telephone of the hall.
type holding struct {
	state kiosk.State
	now   func() time.Time
}

// hold returns the desk of a kiosk that rests. A configuration that cannot be
// read may be why it does.
func (c content) hold() page.Desk {
	config, err := c.readConfig()
	if err != nil {
		config = kiosk.Defaults()
		config.Hall = nil
	}
	now := hallClock()
	return holding{kiosk.State{HallName: config.HallName(), KioskID: config.Kiosk, Telephone: config.Telephone, PanelWidthMM: float32(config.PanelWidthMM),
		Conditions: []kiosk.Condition{kiosk.NewCondition(kiosk.Resting, kiosk.Serious, now())}, Counts: map[catalog.Kind]int{}}, now}
}

func (h holding) Record(catalog.ID) (*catalog.Record, error)   { return nil, catalog.ErrNoRecord }
func (h holding) Browse(catalog.Query) ([]catalog.Head, error) { return nil, nil }
func (h holding) Find(catalog.Search) (catalog.Found, error)   { return catalog.Found{}, nil }
func (h holding) Frequent(int) []catalog.ID                    { return nil }
func (h holding) State() kiosk.State                           { return h.state }
func (h holding) Today() catalog.Date                          { return catalog.DateOf(h.now()) }
func (h holding) Now() time.Time                               { return h.now() }
