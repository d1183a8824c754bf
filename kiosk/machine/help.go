package machine

import (
	"context"
	"encoding/json"
	"time"
)

// A call for help is not repeated before helpAgain, however often the button
// is touched, and is tried for helpLasts: later nobody waits any more.
const (
	helpAgain = time.Minute
	helpLasts = 2 * time.Minute
)

// A call is what the hall's hook is told: which kiosk, and where it stands.
// It says nothing about who stands there.
type call struct {
	Kiosk string `json:"kiosk"`
	Place string `json:"place"`
}

// CanHelp reports whether the hall has set up whom to call.
func (m *Machine) CanHelp() bool { return m.config.Help != "" }

// Help calls somebody to this kiosk, in the background, and reports whether a
// new call was made: not while one is under way or was made a moment ago.
func (m *Machine) Help(place string) bool {
	if !m.CanHelp() || !m.mayCall(time.Now()) {
		return false
	}
	end := time.Now().Add(helpLasts)
	return m.keeper.Start("help", func(ctx context.Context) error {
		if time.Now().After(end) {
			return nil // every try was logged
		}
		return m.callHelp(ctx, place)
	})
}

// mayCall notes a call at a time, unless the last one was a moment before.
func (m *Machine) mayCall(now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.called.IsZero() && now.Sub(m.called) < helpAgain {
		return false
	}
	m.called = now
	return true
}

func (m *Machine) callHelp(ctx context.Context, place string) error {
	body, err := json.Marshal(call{m.config.Kiosk, place})
	if err != nil {
		return err
	}
	_, err = m.web.Post(ctx, m.config.Help, body)
	return err
}
