package machine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"

	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// A peer is another kiosk of the hall and the key that is believed.
type peer struct {
	Key []byte `json:"key"`
}

// print is what people compare of a key, as "8f58-3d48".
func (p peer) print() string {
	sum := sha256.Sum256(p.Key)
	s := hex.EncodeToString(sum[:4])
	return s[:4] + "-" + s[4:]
}

// errPeer means that a kiosk is known by another key.
var errPeer = errors.New("the kiosk is known by another key; hint: somebody may pass another machine off as it: compare the fingerprints")

// receive keeps what the hall's other kiosks wrote, in the transaction that
// moves the cursor. What cannot be understood or believed is logged and passed
// over: it must not hold up what comes behind it. The hub lets only kiosks in
// that have the token of the hall, so a kiosk that is not known yet is
// believed by the first key that comes.
func (m *Machine) receive(ctx context.Context, tx *sql.Tx, items []kiosk.Item) error {
	for _, i := range items {
		p, e, err := m.understand(i)
		if err == nil && e.Kiosk != m.who.ID() {
			if err = m.meet(ctx, tx, e); err == nil {
				_, err = m.keepProposal(ctx, tx, p)
			}
		}
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && !passOver(err) {
			return err
		}
		if err != nil {
			slog.Error("entry of another kiosk is passed over", "record", i.ID, "err", err)
		}
	}
	return nil
}

// received shows what was kept.
func (m *Machine) received() { m.showHall() }

// errEntry marks what is wrong with an entry, and not with this disk.
var errEntry = errors.New("entry is no good")

func passOver(err error) bool { return errors.Is(err, errEntry) || errors.Is(err, errPeer) }

// understand reads an entry and what it proposes.
func (m *Machine) understand(i kiosk.Item) (amend.Proposal, kiosk.Entry, error) {
	e, err := kiosk.OpenEntry(i.Body, m.config.HubHall)
	if err != nil {
		return amend.Proposal{}, e, fmt.Errorf("%w: %w", errEntry, err)
	}
	p, err := amend.ReadProposal(e.Body)
	if err == nil && p.ID() != i.ID {
		err = errors.New("it has the id of another")
	}
	if err != nil {
		return p, e, fmt.Errorf("%w: %w", errEntry, err)
	}
	return p, e, nil
}

// meet remembers the key of a kiosk that is new, and refuses another key of
// one that is known.
func (m *Machine) meet(ctx context.Context, tx *sql.Tx, e kiosk.Entry) error {
	on := staff.On{Act: staff.Receive, Sort: staff.Peer, Key: e.Kiosk}
	_, err := staff.Keep(ctx, tx, m.book, on, func(old peer) (peer, error) {
		if old.Key != nil && !bytes.Equal(old.Key, e.Key) {
			return old, errPeer
		}
		return peer{e.Key}, nil
	})
	return err
}

// keepProposal lays what another kiosk wrote beside what is here, and reports
// whether that changed anything.
func (m *Machine) keepProposal(ctx context.Context, tx *sql.Tx, p amend.Proposal) (bool, error) {
	switch {
	case p.Amendment != nil:
		a := *p.Amendment
		return staff.Keep(ctx, tx, m.book, onField(staff.Receive, a.Record, a.Field), func(old amend.Contest) (amend.Contest, error) {
			return old.Receive(a), nil
		})
	case p.Hiding != nil:
		h := *p.Hiding
		on := staff.On{Act: staff.Receive, Sort: staff.Hidden, Key: h.Key(), Record: h.Record}
		return staff.Keep(ctx, tx, m.book, on, func(old amend.Hiding) (amend.Hiding, error) {
			if old.Turn > 0 && (h.ID == old.ID || !h.Newer(old.Revision)) {
				return old, nil
			}
			return h, nil
		})
	case p.Local != nil:
		l := *p.Local
		on := staff.On{Act: staff.Receive, Sort: staff.Local, Key: l.Key(), Record: l.Record.ID}
		return staff.Keep(ctx, tx, m.book, on, func(old amend.LocalContest) (amend.LocalContest, error) {
			return old.Receive(l), nil
		})
	}
	return false, fmt.Errorf("%w: it proposes nothing", errEntry)
}
