package search

import (
	"time"

	"mingbai/catalog"
)

const (
	enough   = 3                    // records that match, or hits, beyond which nothing is guessed
	patience = 8 * time.Millisecond // after which no further guess is begun
)

// late reports whether the visitor waits, or no longer waits.
func (h *hunt) late() bool { return !time.Now().Before(h.waits) || h.asked.Err() != nil }

// guess adds what may have been meant where hardly anything matches: first
// what sounds alike, then slips of the finger, then what has most of the
// words.
func (h *hunt) guess(typed *pass) error {
	if h.found.Total() >= enough {
		return nil
	}
	var err error
	for _, more := range []func(*pass) error{h.guessSound, h.guessSlip, h.guessSoft} {
		if err != nil || h.late() || len(h.found.Hits) >= enough {
			break
		}
		err = more(typed)
	}
	h.found.Guess = h.found.Total() == 0 && len(h.found.Hits) > 0
	return err
}

// addGuess lists what a pass finds beyond what is listed.
func (h *hunt) addGuess(p *pass, reason catalog.Reason) error {
	p.reason = reason
	p.match.AndNot(h.listed)
	return h.list(p)
}

// guessSound takes characters and syllables for others that sound alike.
func (h *hunt) guessSound(*pass) error {
	if h.index == nil {
		return nil
	}
	p, err := h.ask(h.query.terms, true)
	if err != nil {
		return err
	}
	return h.addGuess(p, catalog.ReasonSound)
}

// guessSlip puts right the one term that nothing has.
func (h *hunt) guessSlip(typed *pass) error {
	wrong := typed.wrong()
	if wrong < 0 || h.index == nil || h.found.Total() > 0 {
		return nil
	}
	for t := range h.index.slips(h.query.terms[wrong]) {
		if h.late() || len(h.found.Hits) >= enough {
			return nil
		}
		p, err := h.askInstead(typed, wrong, t)
		if err != nil {
			return err
		}
		if err := h.addGuess(p, catalog.ReasonSound); err != nil {
			return err
		}
	}
	return nil
}

// wrong returns the only term that nothing has; -1 when there are several or
// none.
func (p *pass) wrong() int {
	if len(p.answers) == 1 {
		return 0
	}
	wrong := -1
	for i := range p.answers {
		switch {
		case !p.answers[i].all.IsEmpty():
		case wrong >= 0:
			return -1
		default:
			wrong = i
		}
	}
	return wrong
}
