package machine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"mingbai/catalog/amend"
	"mingbai/kiosk"
	"mingbai/kiosk/staff"
)

// OnScreen has what takes long end on the goroutine that draws: run gets
// what is to be called there. Set it before [Machine.Start]; without it such
// calls end on a goroutine of the machine.
func (m *Machine) OnScreen(run func(do func())) { m.screen.Store(&run) }

// finish ends what took long, on the goroutine that draws.
func (m *Machine) finish(do func()) {
	if run := m.screen.Load(); run != nil && *run != nil {
		(*run)(do)
		return
	}
	do()
}

// apart does what takes long on a goroutine of the machine, once; done gets
// its error. Of each name one goes on at a time: the next gets ErrBusy at
// once. The name is free again when done is called.
func (m *Machine) apart(name string, do func(context.Context) error, done func(error)) {
	if _, busy := m.busy.LoadOrStore(name, true); busy {
		done(kiosk.ErrBusy)
		return
	}
	chore := fmt.Sprintf("%s %d", name, m.tasks.Add(1)) // the one before may still be ending
	began := m.keeper.Start(chore, func(ctx context.Context) error {
		err := doSafely(ctx, do)
		m.busy.Delete(name)
		m.finish(func() { done(err) })
		return nil // whoever asked hears of it; nobody asks again
	})
	if !began { // the kiosk is being closed
		m.busy.Delete(name)
		done(kiosk.ErrBusy)
	}
}

// isBusy reports whether work of a name goes on.
func (m *Machine) isBusy(name string) bool {
	_, busy := m.busy.Load(name)
	return busy
}

// doSafely makes an error of a panic: the page waits for an answer.
func doSafely(ctx context.Context, do func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			slog.Error("work for staff ended", "err", err, "stack", string(debug.Stack()))
		}
	}()
	return do(ctx)
}

// Badges returns who may enter.
func (m *Machine) Badges() ([]kiosk.Badge, error) {
	people, err := m.book.People(m.ctx())
	var all []kiosk.Badge
	for _, p := range people {
		all = append(all, badgeOf(p))
	}
	return all, err
}

func badgeOf(p staff.Person) kiosk.Badge {
	return kiosk.Badge{ID: p.Badge, Name: p.Name, Role: kiosk.Role(p.Role)}
}

// Door returns how it stands with trying PINs. Where the file cannot be read
// there are no tries left.
func (m *Machine) Door() kiosk.Door {
	d := kiosk.Door{Locked: m.book.Left(), Trying: m.isBusy("enter")}
	tries, err := m.book.Tries(m.ctx())
	next, errNext := m.book.NextLock(m.ctx())
	if errors.Join(err, errNext) == nil {
		d.Tries, d.Next = tries, next
	}
	return d
}

// Enter checks a PIN. What done gets is in ui/page.Entrance.
func (m *Machine) Enter(badge, pin string, done func(error)) {
	m.apart("enter", func(ctx context.Context) error {
		s, err := m.book.Enter(ctx, badge, staff.PIN(pin))
		if err == nil {
			m.session.Store(s)
			m.startCheckup()
		}
		return translate(err)
	}, done)
}

// rights are what the screen asks for, in the words of the record of changes.
var rights = map[kiosk.Right]staff.Act{
	kiosk.MayAmend: staff.Amend, kiosk.MayHide: staff.Hide, kiosk.MayWrite: staff.Write, kiosk.MayWithdraw: staff.Withdraw,
	kiosk.MayClear: staff.Clear, kiosk.MayExport: staff.Export,
}

// Session returns who is in.
func (m *Machine) Session() (kiosk.Session, bool) {
	s := m.session.Load()
	if s == nil || s.Left() == 0 {
		return kiosk.Session{}, false
	}
	is := kiosk.Session{Badge: badgeOf(s.Person()), Left: s.Left()}
	for _, r := range []kiosk.Right{kiosk.MayAmend, kiosk.MayHide, kiosk.MayWrite, kiosk.MayWithdraw, kiosk.MayClear, kiosk.MayExport} {
		if s.Person().Role.May(rights[r]) {
			is.Rights = append(is.Rights, r)
		}
	}
	return is, true
}

// Touch makes the session begin its time anew.
func (m *Machine) Touch() error {
	s, err := m.in()
	if err != nil {
		return err
	}
	return translate(s.Touch())
}

// Leave ends the session.
func (m *Machine) Leave() error {
	s := m.session.Swap(nil)
	if s == nil {
		return nil
	}
	return translate(s.Leave(m.ctx()))
}

// in returns the session, or ErrEnded.
func (m *Machine) in() (*staff.Session, error) {
	s := m.session.Load()
	if s == nil || s.Left() == 0 {
		return nil, kiosk.ErrEnded
	}
	return s, nil
}

// change lets whoever is in change one paper, and shows what follows of it.
func change[T any](m *Machine, on staff.On, do func(amend.Person, T) (T, error)) error {
	s, err := m.in()
	if err != nil {
		return err
	}
	err = staff.Change(m.ctx(), s, on, func(p staff.Person, old T) (T, error) {
		return do(amend.Person{Badge: p.Badge, Name: p.Name}, old)
	})
	if err != nil {
		return translate(err)
	}
	m.showHall()
	return nil
}

// translate puts an error of staff into the words of the screen. The chain
// stays for the log.
func translate(err error) error {
	var refused *amend.Refusal
	var locked *staff.Locked
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return &kiosk.Objection{Code: refused.Code, Field: refused.Field, Say: refused.Say, Hint: refused.Hint}
	case errors.As(err, &locked):
		return &kiosk.Locked{Left: locked.Left}
	case errors.Is(err, staff.ErrPIN):
		return kiosk.ErrPIN
	case errors.Is(err, staff.ErrEnded):
		return kiosk.ErrEnded
	case errors.Is(err, staff.ErrRight):
		return fmt.Errorf("%w: %w", kiosk.ErrRight, err)
	}
	return err
}
