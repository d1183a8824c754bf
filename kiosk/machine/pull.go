package machine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"mingbai/catalog/shelf"
	"mingbai/catalog/trust"
)

// A Pulled says what a pull did.
type Pulled struct {
	From      string       // who answered
	Was       int64        // the edition before, 0 for the starter catalog or none
	Edition   int64        // the edition now
	Digest    string       // its state digest
	Issued    time.Time    // when the publisher vouched that it is the newest
	Change    shelf.Change // what the new edition, and the list of withdrawn records, did
	Withdrawn int          // how many records are taken down
	Bytes     int64        // that were fetched of the edition
	Again     bool         // the delta was no good, and the keyframe was taken
	Pictures  Fetched      // nothing where a running kiosk fetches them later
}

// News reports whether anything that is shown has changed.
func (p Pulled) News() bool {
	return p.Change.Added+p.Change.Changed+p.Change.Withdrawn > 0 || p.Was != p.Edition
}

// Pull asks for the newest edition, verifies and applies it (SYNC.md 8.4).
// from names an address, a folder or a zip file; "" is the sources of the
// configuration. Pulls wait for each other. Whatever the error, what was
// shown goes on being shown: see [NotTrusted], [Unreachable], [ErrFull] and
// shelf.ErrSchema for what it may be.
func (m *Machine) Pull(ctx context.Context, from string) (Pulled, error) {
	m.flight.Lock()
	defer m.flight.Unlock()
	defer m.clock.Trust()
	mirrors, err := m.openSources(from)
	if err != nil {
		m.heard(from, err)
		return Pulled{}, fmt.Errorf("pull: %w", err)
	}
	defer mirrors.Close()
	tag := m.tag
	if m.tag = ""; from != "" {
		tag = ""
	}
	var p Pulled
	for range m.tries(from) { // one that is not to be trusted is asked last the next time
		e := errand{m: m, from: mirrors, tag: tag, now: m.clock.Now, carried: from != "" && !networked([]string{from}), later: from == "" && m.started.Load()}
		p, err = e.run(ctx)
		if err == nil && from == "" {
			m.tag = e.tag
		}
		if !NotTrusted(err) {
			break
		}
		mirrors.Distrust()
	}
	p.From = mirrors.Last()
	if ctx.Err() != nil && err != nil {
		return p, err // stopped, which is nobody's fault
	}
	if err == nil {
		err = m.checked(ctx)
	}
	m.heard(from, err)
	if err != nil {
		return p, fmt.Errorf("pull: %w", err)
	}
	p.Pictures = m.followUp(ctx, from, mirrors)
	return p, nil
}

// tries is how many mirrors there are to be asked.
func (m *Machine) tries(from string) int {
	if from != "" {
		return 1
	}
	return max(1, len(m.config.Sources))
}

// heard keeps in the state how a pull ended. A stick that is refused is the
// business of who put it in; visitors are told of a source that is.
func (m *Machine) heard(from string, err error) {
	m.update(func(s *standing) {
		if err == nil || !Unreachable(err) { // somebody answered
			if err == nil || from == "" {
				s.refused = NotTrusted(err) && !errors.Is(err, trust.ErrExpired) && !errors.Is(err, ErrNoRoot)
			}
			s.older = errors.Is(err, shelf.ErrSchema)
			s.full = errors.Is(err, ErrFull)
		}
		if err == nil {
			s.checked, s.remade = m.clock.Now(), s.remade && !s.edition.Signed
		}
	})
}
