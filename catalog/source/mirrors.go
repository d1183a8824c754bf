package source

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// rested is how long a mirror that failed is asked last.
const rested = 5 * time.Minute

// Mirrors is a [Carrier] and [Poller] of several that hold the same tree. Each
// request goes to the first, the nearest, and on to the next when that one
// fails or lacks the file; one that failed is asked last for five minutes, or
// as long as it said. Make one with [NewMirrors].
type Mirrors struct {
	all  []Carrier
	mu   sync.Mutex
	rest []time.Time // until when each is asked last
	last int         // the one that answered last, -1 before
}

// NewMirrors makes one carrier of several, the nearest first. It owns them:
// Close closes all.
func NewMirrors(carriers ...Carrier) *Mirrors {
	return &Mirrors{all: carriers, rest: make([]time.Time, len(carriers)), last: -1}
}

// String names all of them.
func (m *Mirrors) String() string {
	names := make([]string, len(m.all))
	for i, c := range m.all {
		names[i] = c.String()
	}
	return strings.Join(names, ", ")
}

// Close closes all of them.
func (m *Mirrors) Close() error {
	var errs []error
	for _, c := range m.all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// Last names the mirror that answered last, for the history and for staff;
// empty before any has.
func (m *Mirrors) Last() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last < 0 {
		return ""
	}
	return m.all[m.last].String()
}

// Distrust makes the others be asked first for five minutes. Call it when what
// the last one gave was no good in a way that only the caller can know: it is
// older than a hint promised, or not signed as it must be.
func (m *Mirrors) Distrust() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last >= 0 {
		m.rest[m.last] = time.Now().Add(rested)
	}
}

// Fetch implements [Carrier]. When all fail the error matches what each said:
// of a file that may be missing ask for [ErrAbsent] first.
func (m *Mirrors) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	var b []byte
	err := m.each(ctx, func(c Carrier) (err error) {
		b, err = c.Fetch(ctx, name, most)
		return err
	})
	return b, err
}

// Download implements [Carrier]. Bytes from one mirror are continued with
// those of another: the digest decides.
func (m *Mirrors) Download(ctx context.Context, name string, want Want, path string) error {
	return m.each(ctx, func(c Carrier) error { return c.Download(ctx, name, want, path) })
}

// Poll implements [Poller]. A tag counts only for the mirror that gave it.
func (m *Mirrors) Poll(ctx context.Context, name string, most int64, tag string) (Answer, error) {
	var a Answer
	err := m.each(ctx, func(c Carrier) (err error) {
		a, err = poll(ctx, c, name, most, tag)
		return err
	})
	return a, err
}

// poll polls one mirror, by the tag when it is its own.
func poll(ctx context.Context, c Carrier, name string, most int64, tag string) (Answer, error) {
	p, ok := c.(Poller)
	if !ok {
		b, err := c.Fetch(ctx, name, most)
		return Answer{Body: b}, err
	}
	own, found := strings.CutPrefix(tag, c.String()+" ")
	if !found {
		own = ""
	}
	a, err := p.Poll(ctx, name, most, own)
	if a.Tag != "" {
		a.Tag = c.String() + " " + a.Tag
	}
	return a, err
}

// each asks one mirror after the other until one has it.
func (m *Mirrors) each(ctx context.Context, ask func(Carrier) error) error {
	var errs []error
	for _, i := range m.order() {
		err := ask(m.all[i])
		if err == nil {
			m.answered(i)
			return nil
		}
		if errs = append(errs, err); ctx.Err() != nil || !m.failed(i, err) {
			break
		}
	}
	if errs == nil {
		return fmt.Errorf("%w: no source is set; hint: name one in sources", ErrUnreachable)
	}
	return every(errs)
}

// every is what each mirror said, in one line.
type every []error

func (e every) Error() string {
	said := make([]string, len(e))
	for i, err := range e {
		said[i] = err.Error()
	}
	return strings.Join(said, "; ")
}

func (e every) Unwrap() []error { return e }

// order lists those that may be asked first, then those that rest.
func (m *Mirrors) order() []int {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ready, resting []int
	for i, until := range m.rest {
		if time.Now().Before(until) {
			resting = append(resting, i)
		} else {
			ready = append(ready, i)
		}
	}
	return append(ready, resting...)
}

func (m *Mirrors) answered(i int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.rest[i] = i, time.Time{}
}

// failed reports whether another mirror may do better. A fault of this
// machine, a full disk, is no mirror's.
func (m *Mirrors) failed(i int, err error) bool {
	if errors.Is(err, ErrAbsent) {
		return true
	}
	for _, fault := range []error{ErrUnreachable, ErrDamaged, ErrTooLarge, ErrPortal, ErrRedirect, ErrRefused} {
		if errors.Is(err, fault) {
			m.mu.Lock()
			defer m.mu.Unlock()
			m.rest[i] = time.Now().Add(max(rested, asked(err)))
			return true
		}
	}
	return false
}
