package machine

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"mingbai/catalog"
	"mingbai/catalog/amend"
	"mingbai/catalog/review"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// NewLocal returns an empty record of the hall.
func (m *Machine) NewLocal(kind catalog.Kind) (*catalog.Record, error) {
	if kind != catalog.KindNotice && kind != catalog.KindGuide {
		return nil, &kiosk.Objection{Code: "kind", Field: "id",
			Say:  said{"本厅只能新建公告和服务指南", "a hall makes notices and guides only", "Зал создаёт только объявления и услуги"}.text(),
			Hint: said{"其他内容请报告给内容编辑", "report everything else to the editors", "Об остальном сообщите редакторам"}.text()}
	}
	var random [10]byte
	rand.Read(random[:])
	id := amend.NewLocalID(kind, m.Now(), random)
	return catalog.ReadRecord([]byte(`{"id":"` + string(id) + `"}`))
}

// Local returns a record of the hall as it is being written.
func (m *Machine) Local(id catalog.ID) (kiosk.Local, error) {
	h := m.hall.Load()
	c, ok := h.held[id]
	if !ok {
		return kiosk.Local{}, fmt.Errorf("%s: %w", id, catalog.ErrNoRecord)
	}
	l := kiosk.Local{Public: h.locals[id]}
	for _, p := range h.papers {
		if p.Sort == kiosk.PaperLocal && p.Record == id {
			l.Paper = p.Paper
		}
	}
	for _, s := range c.Steps {
		l.Steps = append(l.Steps, kiosk.PaperStep{Does: string(s.Does), By: s.By.Name, On: s.On, Why: s.Why})
	}
	for _, r := range c.Rivals {
		l.Rivals = append(l.Rivals, r.Record)
	}
	var err error
	l.Text, err = copied(c.Record)
	return l, err
}

// copied returns a record that shares nothing with r.
func copied(r *catalog.Record) (*catalog.Record, error) {
	line, err := r.Line()
	if err != nil {
		return nil, err
	}
	return catalog.ReadRecord(line)
}

// Judge says what is wrong with a record and how complete it is, by the
// measure of the publishers.
func (m *Machine) Judge(r *catalog.Record) kiosk.Judgement {
	var j kiosk.Judgement
	r.Check(func(f catalog.Finding) { j.Findings = append(j.Findings, f) })
	if address, err := m.foreign(r); err != nil {
		j.Findings = append(j.Findings, catalog.Finding{Severity: catalog.Blocking, Code: linkRefused, Field: "links", Say: unseen(address, err).text()})
	}
	slices.SortStableFunc(j.Findings, func(a, b catalog.Finding) int { return int(b.Severity) - int(a.Severity) })
	for _, s := range review.Check([]*catalog.Record{r}, review.Options{}).Offices {
		j.Percent = s.Percent()
	}
	return j
}

// linkRefused is the code of what is wrong with a link that leads elsewhere.
const linkRefused = "link-refused"

// unseen says that visitors would not see an address.
func unseen(address string, err error) said {
	return said{"这个网址不会显示二维码：" + address, "no code will be shown for " + address + ": " + err.Error(), "Код для этого адреса не показывают: " + address}
}

// foreign returns the first address of a record that leads where this kiosk
// does not, and why. What is malformed the record notes itself.
func (m *Machine) foreign(r *catalog.Record) (string, error) {
	hosts := m.State().Hosts
	for _, l := range r.Links() {
		for _, a := range l.Addresses() {
			if err := hosts.Allow(a); errors.Is(err, catalog.ErrHost) || errors.Is(err, catalog.ErrPlainHTTP) {
				return a, err
			}
		}
	}
	return "", nil
}

// onLocal says what act is about a record of the hall.
func onLocal(act staff.Act, id catalog.ID) staff.On {
	return staff.On{Act: act, Sort: staff.Local, Key: string(id), Record: id}
}

// Write saves a text.
func (m *Machine) Write(r *catalog.Record) error {
	return change(m, onLocal(staff.Write, r.ID), func(p amend.Person, old amend.LocalContest) (amend.LocalContest, error) {
		l, err := old.Known().Write(r, m.act(p, ""))
		return amend.LocalContest{Local: l}, err
	})
}

// act is what a person does now.
func (m *Machine) act(p amend.Person, why string) amend.Act {
	return amend.Act{ID: rand.Text(), By: p, On: m.hallNow(0).Today, Why: why}
}

// step takes a record of the hall one step on.
func (m *Machine) step(act staff.Act, id catalog.ID, why string, do func(amend.Local, amend.Act) (amend.Local, error)) error {
	return change(m, onLocal(act, id), func(p amend.Person, old amend.LocalContest) (amend.LocalContest, error) {
		if old.Record == nil {
			return old, fmt.Errorf("%s %s: %w", act, id, catalog.ErrNoRecord)
		}
		var err error
		old.Local, err = do(old.Local, m.act(p, why))
		return old, err
	})
}

// Submit hands a draft to the reviewer. One with a link that no visitor would
// see is refused.
func (m *Machine) Submit(id catalog.ID) error {
	return m.step(staff.Submit, id, "", func(l amend.Local, act amend.Act) (amend.Local, error) {
		if address, err := m.foreign(l.Record); err != nil {
			return l, objection(linkRefused, unseen(address, err),
				said{"请换成允许的网站，或请设备维护人员把网站加入配置 hosts", "use a host that is allowed, or have it put into hosts of the configuration", "Возьмите разрешённый сайт или добавьте его в hosts настроек"})
		}
		return l.Submit(act)
	})
}

// Return sends a submitted record back to its author.
func (m *Machine) Return(id catalog.ID, why string) error {
	return m.step(staff.Return, id, why, amend.Local.Return)
}

// Clear is the second person's secrecy review.
func (m *Machine) Clear(id catalog.ID) error { return m.step(staff.Clear, id, "", amend.Local.Clear) }

// Publish shows a cleared record to visitors.
func (m *Machine) Publish(id catalog.ID) error {
	return m.step(staff.Publish, id, "", amend.Local.Publish)
}

// Withdraw takes a record of the hall off the screens, on all its kiosks and
// whatever others published of it.
func (m *Machine) Withdraw(id catalog.ID, why string) error {
	return change(m, onLocal(staff.Withdraw, id), func(p amend.Person, old amend.LocalContest) (amend.LocalContest, error) {
		if old.Record == nil {
			return old, fmt.Errorf("withdraw %s: %w", id, catalog.ErrNoRecord)
		}
		l, err := old.Known().Withdraw(m.act(p, why))
		return amend.LocalContest{Local: l}, err
	})
}

// onDraft says what an autosave is of.
func onDraft(id catalog.ID, field string) staff.On {
	if field == "" {
		return onLocal(staff.Write, id)
	}
	return onField(staff.Amend, id, field)
}

// Autosave keeps what is being typed.
func (m *Machine) Autosave(id catalog.ID, field string, body json.RawMessage) error {
	s, err := m.in()
	if err != nil {
		return err
	}
	return translate(s.Autosave(m.ctx(), onDraft(id, field), body))
}

// Autosaved returns what was kept, or nil.
func (m *Machine) Autosaved(id catalog.ID, field string) (json.RawMessage, error) {
	s, err := m.in()
	if err != nil {
		return nil, err
	}
	on := onDraft(id, field)
	all, err := s.Drafts(m.ctx())
	for _, d := range all {
		if d.Sort == on.Sort && d.Key == on.Key {
			return d.Body, nil
		}
	}
	return nil, translate(err)
}

// Drop throws an autosave away.
func (m *Machine) Drop(id catalog.ID, field string) error {
	s, err := m.in()
	if err != nil {
		return err
	}
	return translate(s.Drop(m.ctx(), onDraft(id, field)))
}
