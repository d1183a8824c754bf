package machine

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/outbox"
	"mingbai/kiosk/staff"
)

// WriteEntries writes what was written in the hall onto a stick: the lines of
// a [kiosk.Delivery] of which every item is an entry signed by this kiosk. It
// also has what came from others, so that one stick that goes round brings
// all kiosks to the same.
func (m *Machine) WriteEntries(stick string, done func(name string, err error)) {
	name := ""
	end := func(err error) { done(name, err) }
	if err := m.mayImport(); err != nil {
		end(err)
		return
	}
	m.apart("stick", func(ctx context.Context) error {
		to := filepath.Base("mingbai-" + m.config.Kiosk + entriesEnd)
		return m.ontoStick(stick, to, staff.Carry, func(path string) error {
			b, err := m.packEntries(ctx)
			if err == nil {
				err = keep(path, b)
			}
			name = to
			return err
		})
	}, end)
}

// ontoStick lets do write a file onto a stick that is plugged in, after it
// was written into the record of changes.
func (m *Machine) ontoStick(stick, name string, act staff.Act, do func(path string) error) error {
	sticks, err := m.Sticks()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(sticks, func(s kiosk.Stick) bool { return s.Path == stick }) {
		return objection("stick-gone", said{"找不到这个 U 盘", "the stick is not there", "Флешка не найдена"},
			said{"请插好 U 盘再试", "plug it in and try again", "Вставьте её и повторите"})
	}
	if err := m.noteStick(act, name, nil); err != nil {
		return translate(err)
	}
	if err := do(filepath.Join(stick, name)); err != nil {
		return cannotWrite(err)
	}
	return nil
}

// WriteChanges writes the record of changes onto a stick.
func (m *Machine) WriteChanges(stick string, done func(name, head string, err error)) {
	name, head := "", ""
	end := func(err error) { done(name, head, err) }
	if s, in := m.Session(); !in || !s.May(kiosk.MayExport) {
		end(map[bool]error{false: kiosk.ErrEnded, true: kiosk.ErrRight}[in])
		return
	}
	m.apart("stick", func(ctx context.Context) error {
		to := filepath.Base("mingbai-" + m.config.Kiosk + "-changes.jsonl")
		return m.ontoStick(stick, to, staff.Export, func(path string) error {
			h, err := m.book.ExportChanges(ctx, path)
			name, head = to, h.Hash
			return err
		})
	}, end)
}

// packEntries returns the file with everything that was written in the hall.
func (m *Machine) packEntries(ctx context.Context) ([]byte, error) {
	items, err := m.entriesOf(ctx)
	if err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	out := json.NewEncoder(&lines)
	out.SetEscapeHTML(false)
	head := kiosk.Delivery{Version: kiosk.DeliveryVersion, Kiosk: m.who.ID(), Hall: m.config.HubHall, Key: m.who.Public(), Items: len(items)}
	if err := out.Encode(head); err != nil {
		return nil, err
	}
	for _, i := range items {
		if err := out.Encode(i); err != nil {
			return nil, err
		}
	}
	if err := out.Encode(kiosk.DeliveryEnd{Sig: m.who.Sign(lines.Bytes())}); err != nil {
		return nil, err
	}
	return lines.Bytes(), nil
}

// entriesOf returns an entry for everything that was written in the hall.
func (m *Machine) entriesOf(ctx context.Context) ([]kiosk.Item, error) {
	var all []kiosk.Item
	for _, sort := range []staff.Sort{staff.Amendment, staff.Hidden, staff.Local} {
		bodies, err := staff.Papers[json.RawMessage](ctx, m.book, sort)
		if err != nil {
			return nil, err
		}
		for _, body := range bodies {
			proposals, err := proposalsOf(staff.Paper{Sort: sort, Body: body})
			if err != nil {
				return nil, err
			}
			for _, p := range proposals {
				sealed, err := m.seal(p)
				if err != nil {
					return nil, err
				}
				all = append(all, kiosk.Item{ID: p.ID(), Kind: kiosk.ItemAmendment, Body: sealed})
			}
		}
	}
	return all, nil
}

// A broughtEntry is one of a stick that can be believed if its sender can.
type broughtEntry struct {
	proposal amend.Proposal
	entry    kiosk.Entry
}

// readEntries reads a file with the entries of a hall.
func (m *Machine) readEntries(f kiosk.StickFile) (*reading, error) {
	b, err := readAll(f.Path, maxStickBytes)
	if err != nil {
		return nil, err
	}
	d, err := outbox.OpenDelivery(b)
	if err != nil || d.Hall != m.config.HubHall {
		return nil, noEntries(err, d.Hall)
	}
	r, some := &reading{Import: kiosk.Import{File: f}}, []broughtEntry{}
	for _, i := range d.Items {
		p, e, err := m.understand(i)
		if err == nil && !bytes.Equal(e.Key, d.Key) {
			err = fmt.Errorf("%w: it is of another kiosk", errEntry)
		}
		row := kiosk.ImportRow{Verdict: kiosk.VerdictWrong, Problem: kiosk.Problem{Where: i.ID}}
		if err != nil {
			row.Problem.Say = said{"这一条不完整，或被改动过", err.Error(), "Запись неполная или изменена"}.text()
		} else if row, err = m.entryRow(p); err != nil {
			return nil, err
		}
		r.Rows = append(r.Rows, row)
		if row.Verdict == kiosk.VerdictNew || row.Verdict == kiosk.VerdictChanged {
			some = append(some, broughtEntry{p, e})
		}
	}
	known, err := m.peerOf(kiosk.Entry{Kiosk: d.Kiosk, Key: d.Key})
	if err != nil {
		return nil, err
	}
	if !known {
		r.Problems = append(r.Problems, kiosk.Problem{Where: peer{d.Key}.print(), Say: stranger(peer{d.Key}.print()).text()})
	}
	r.take = func() (int, error) { return m.takeEntries(some, known) }
	return r, nil
}

func stranger(print string) said {
	return said{"这是一台还不认识的屏幕，请审查人员核对指纹 " + print + " 后再导入",
		"this kiosk is not known yet: a reviewer compares its fingerprint " + print + " and imports",
		"Этот терминал ещё не знаком: проверяющий сверяет отпечаток " + print + " и импортирует"}
}

func noEntries(err error, hall string) error {
	if err == nil {
		return objection("other-hall", said{"这个文件是别的大厅的（" + hall + "）", "the file is of another hall: " + hall, "Файл другого зала: " + hall},
			said{"请核对各屏幕配置里的 hub_hall 是否一样", "is hub_hall the same on all kiosks of the hall?", "Одинаков ли hub_hall у всех терминалов зала?"})
	}
	return objection("no-entries", said{"这个文件不完整，或被改动过", "the file is not whole, or was changed: " + err.Error(), "Файл неполный или изменён"},
		said{"请在原来的屏幕上重新导出", "write it again at the kiosk it comes from", "Выгрузите его заново на том терминале"})
}

// peerOf reports whether a kiosk is known by this key. Another key of a known
// kiosk is an objection.
func (m *Machine) peerOf(e kiosk.Entry) (bool, error) {
	if e.Kiosk == m.who.ID() {
		if !bytes.Equal(e.Key, m.who.Public()) {
			return false, otherKey()
		}
		return true, nil
	}
	p, ok, err := staff.PaperOf[peer](m.ctx(), m.book, staff.Peer, e.Kiosk)
	if err == nil && ok && !bytes.Equal(p.Key, e.Key) {
		return false, otherKey()
	}
	return ok, err
}

func otherKey() error {
	return objection("other-key", said{"这台屏幕的密钥和以前不一样，不能导入", "the kiosk is known by another key", "У терминала теперь другой ключ"},
		said{"请联系设备维护人员核对", "ask whoever looks after the kiosks", "Обратитесь к тому, кто обслуживает терминалы"})
}

// entryRow compares what another kiosk wrote with what is here.
func (m *Machine) entryRow(p amend.Proposal) (kiosk.ImportRow, error) {
	row := kiosk.ImportRow{Verdict: kiosk.VerdictSame}
	var was, is any
	switch {
	case p.Amendment != nil:
		row.Record = p.Amendment.Record
		old, ok, err := staff.PaperOf[amend.Contest](m.ctx(), m.book, staff.Amendment, p.Amendment.Key())
		if err != nil {
			return row, err
		}
		was, is, row.Verdict = old, old.Receive(*p.Amendment), verdict(ok)
		if f, found := amend.Find(row.Record.Kind(), p.Amendment.Field); found {
			row.Changes = differences(f, old.Value, p.Amendment.Value)
		}
	case p.Hiding != nil:
		row.Record = p.Hiding.Record
		old, ok, err := staff.PaperOf[amend.Hiding](m.ctx(), m.book, staff.Hidden, p.Hiding.Key())
		if err != nil {
			return row, err
		}
		was, is, row.Verdict = old, old, verdict(ok)
		if p.Hiding.Newer(old.Revision) {
			is = *p.Hiding
		}
	case p.Local != nil:
		row.Record, row.Title = p.Local.Record.ID, p.Local.Record.Title
		old, ok, err := staff.PaperOf[amend.LocalContest](m.ctx(), m.book, staff.Local, p.Local.Key())
		if err != nil {
			return row, err
		}
		was, is, row.Verdict = old, old.Receive(*p.Local), verdict(ok)
	}
	if row.Title == nil {
		row.Title = m.titleOf(row.Record)
	}
	if same, err := sameJSON(was, is); same || err != nil {
		row.Verdict, row.Changes = kiosk.VerdictSame, nil
		return row, err
	}
	return row, nil
}

func verdict(known bool) kiosk.Verdict {
	if known {
		return kiosk.VerdictChanged
	}
	return kiosk.VerdictNew
}

func sameJSON(a, b any) (bool, error) {
	x, err := json.Marshal(a)
	y, errY := json.Marshal(b)
	return bytes.Equal(x, y), errors.Join(err, errY)
}

// takeEntries lays over what came by stick, in one transaction. A kiosk that
// is new has to be vouched for by a reviewer, whose name stands in the record
// of changes.
func (m *Machine) takeEntries(some []broughtEntry, known bool) (int, error) {
	if len(some) == 0 {
		return 0, nil
	}
	s, err := m.in()
	if err != nil {
		return 0, err
	}
	if e := some[0].entry; !known {
		on := staff.On{Act: staff.Trust, Sort: staff.Peer, Key: e.Kiosk}
		if err := staff.Change(m.ctx(), s, on, func(staff.Person, peer) (peer, error) { return peer{e.Key}, nil }); err != nil {
			return 0, err
		}
	}
	n := 0
	err = m.book.Tx(m.ctx(), func(tx *sql.Tx) error {
		for _, c := range some {
			changed, err := m.keepProposal(m.ctx(), tx, c.proposal)
			if err != nil {
				return err
			}
			n += btoi(changed)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	m.showHall()
	return n, nil
}
