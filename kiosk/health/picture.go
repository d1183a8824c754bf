package health

import (
	"context"
	"log/slog"
	"time"
)

// How often the screen is looked at, also once it is of one colour, and how
// long it may stay so.
const (
	pictureEvery = 3 * time.Second
	pictureSoon  = time.Second
	pictureLimit = 10 * time.Second
)

// A Picture watches what the screen really shows.
type Picture struct {
	// Flat looks at the screen and reports whether it is of one colour while
	// a page is drawn. An error says that it cannot be seen, and decides
	// nothing.
	Flat  func() (bool, error)
	Fault func(lasted time.Duration) // told once, after which the watch ends
}

// Watch looks until ctx ends or the picture was flat for too long.
func (p Picture) Watch(ctx context.Context) error {
	var since time.Time // when it was found flat, zero while it is not
	wait := pictureEvery
	for pause(ctx, wait) {
		flat, err := p.Flat()
		if err != nil {
			slog.Debug("screen not seen", "err", err)
		}
		switch now := time.Now(); {
		case err != nil || !flat:
			since, wait = time.Time{}, pictureEvery
		case since.IsZero():
			since, wait = now, pictureSoon
		case now.Sub(since) >= pictureLimit:
			p.Fault(now.Sub(since))
			return nil
		}
	}
	return nil
}
