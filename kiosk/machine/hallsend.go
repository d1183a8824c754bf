package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"mingbai/catalog/amend"
	"mingbai/kiosk/outbox"
	"mingbai/kiosk/staff"
)

// hub is where the outbox delivers, and what is done with the answer.
func (m *Machine) hub() outbox.Hub {
	return outbox.Hub{URL: hubAddress(m.config.Hub), Token: m.config.HubToken, Post: m.post, Receive: m.receive, Received: m.received}
}

// proposeWaiting puts into the outbox what people here changed and the hall's
// other kiosks do not know. Without a hub it goes by stick: see
// [Machine.WriteEntries]. A paper that cannot travel is logged and passed
// over: the others must not wait for it.
func (m *Machine) proposeWaiting(ctx context.Context) error {
	if m.config.Hub == "" || m.lock == nil {
		return nil
	}
	waiting, err := m.book.Waiting(ctx)
	if err != nil {
		return err
	}
	for _, p := range waiting {
		err := m.propose(ctx, p)
		switch {
		case errors.Is(err, outbox.ErrFull) || ctx.Err() != nil:
			return err // the same for all that follow
		case err != nil:
			slog.Error("paper does not travel", "record", p.Key, "err", err)
		}
	}
	return nil
}

// propose hands one paper to the outbox. Between the two steps the power may
// go: then it is proposed again, which outbox and hub know by its id.
func (m *Machine) propose(ctx context.Context, p staff.Paper) error {
	proposals, err := proposalsOf(p)
	if err != nil {
		return err
	}
	for _, one := range proposals {
		body, err := m.seal(one)
		if err != nil {
			return err
		}
		if err := m.outbox.Propose(ctx, one.ID(), body); err != nil {
			return err
		}
	}
	return m.book.Sent(ctx, p)
}

// seal returns a proposal signed by this kiosk.
func (m *Machine) seal(p amend.Proposal) (json.RawMessage, error) {
	body, err := p.Body()
	if err != nil {
		return nil, err
	}
	return m.who.Seal(m.config.HubHall, body)
}

// proposalsOf returns what a paper tells the other kiosks: nothing of a draft.
func proposalsOf(p staff.Paper) ([]amend.Proposal, error) {
	switch p.Sort {
	case staff.Amendment:
		c, err := paperAs[amend.Contest](p)
		return c.Proposals(), err
	case staff.Local:
		c, err := paperAs[amend.LocalContest](p)
		if err != nil || c.Record == nil {
			return nil, err
		}
		return c.Proposals(), nil
	case staff.Hidden:
		h, err := paperAs[amend.Hiding](p)
		return []amend.Proposal{{Hiding: &h}}, err
	}
	return nil, nil
}

func paperAs[T any](p staff.Paper) (T, error) {
	var t T
	if err := json.Unmarshal(p.Body, &t); err != nil {
		return t, fmt.Errorf("read %s %s: %w", p.Sort, p.Key, err)
	}
	return t, nil
}
