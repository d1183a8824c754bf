package printer

import (
	"context"
	"time"

	"mingbai/kiosk"
)

// rollWidth is how many dots an 80 mm printer prints in a row.
const rollWidth = 576

// A roll is a receipt printer that understands ESC/POS. The Printer lets one
// thing at a time happen to it.
type roll struct {
	where    setting
	patience time.Duration // for a printer that does nothing
	heard    bool          // it has answered before: silence means something
	torn     bool          // a sheet was begun and is still in it
}

func newRoll(s setting) *roll { return &roll{where: s, patience: 5 * time.Second} }

func (r *roll) paper() kiosk.Stock { return kiosk.Stock{W: rollWidth, PerMM: 8} }

func (r *roll) open(ctx context.Context) (*talk, error) {
	l, err := r.where.dial(ctx)
	if err != nil {
		return nil, err
	}
	return &talk{link: l, patience: r.patience}, nil
}

// check asks how the printer is, and has a sheet that was not completed fall
// out of it.
func (r *roll) check(ctx context.Context) error {
	t, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer t.link.Close()
	if err := r.fit(t); err != nil {
		return err
	}
	return r.eject(t)
}

// fit returns nil when a sheet could begin.
func (r *roll) fit(t *talk) error {
	if err := t.fit(); err != nil {
		return err
	}
	if r.heard && !t.heard {
		return trouble(kiosk.PrinterOffline, "it does not answer any more")
	}
	r.heard = t.heard
	return nil
}

// eject ends what is left of a sheet, so that the next visitor's begins on
// clean paper: whatever the printer still waits for, of a band at most, a
// hatching, a cut. To a printer that waits for nothing zeros mean nothing.
func (r *roll) eject(t *talk) error {
	if !r.torn {
		return nil
	}
	if _, err := t.write(append(make([]byte, bandBytes), scrap()...)); err != nil {
		return err
	}
	if _, _, err := t.ask(askPrinter); err != nil { // whose answer says that it has come
		return err
	}
	r.torn = false
	return nil
}

func (r *roll) print(ctx context.Context, pages int, page func(int) (*bitmap, error), tell func(int)) error {
	t, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer t.link.Close()
	if err := r.fit(t); err != nil {
		return err
	}
	for n := range pages {
		b, err := page(n)
		if err != nil {
			return err
		}
		tell(n + 1)
		if err := r.sheet(ctx, t, b); err != nil {
			return err
		}
	}
	return nil
}

// ahead is how many bands may be in the printer and not printed: what comes
// out of it after an error.
const ahead = 3

// sheet prints one piece of paper and cuts it off.
func (r *roll) sheet(ctx context.Context, t *talk, b *bitmap) error {
	r.torn = true
	if err := r.send(t, begin); err != nil {
		return err
	}
	from := t.out
	for y := 0; y < b.h; y += bandRows {
		if ctx.Err() != nil {
			_ = r.eject(t) // where it cannot, the next check does
			return ctx.Err()
		}
		if err := r.send(t, append(band(b, y), whenOut...)); err != nil {
			return err
		}
		if err := r.reach(t, from+y/bandRows+1-ahead); err != nil {
			return err
		}
	}
	if err := r.send(t, append(sever, whenOut...)); err != nil {
		return err
	}
	if t.mute {
		_ = pause(ctx, time.Duration(float64(b.h)/r.paper().PerMM/usual*float64(time.Second)))
	} else if err := r.reach(t, from+(b.h+bandRows-1)/bandRows+1); err != nil {
		return err
	}
	r.torn = false
	return nil
}

// usual is how fast a printer that says nothing is taken to be, in
// millimetres a second.
const usual = 100

// send sends a command whole. A printer that takes no more says why where it
// can.
func (r *roll) send(t *talk, command []byte) error {
	_, err := t.write(command)
	if err != nil && StateOf(err) == kiosk.PrinterOffline {
		if why := t.hindered(); why != nil {
			return why
		}
	}
	return err
}

// reach waits until the printer has said n times that it has printed what
// came before, and asks meanwhile what keeps it. One that never says so, but
// answers, is not waited for.
func (r *roll) reach(t *talk, n int) error {
	if t.mute {
		return nil
	}
	began, was := time.Now(), t.out
	for {
		if err := t.hindered(); err != nil || t.out >= n {
			return err
		}
		if _, _, err := t.read(answerTime, func(byte) bool { return t.out >= n }); err != nil || t.out >= n {
			return err
		}
		if t.out > was {
			began, was = time.Now(), t.out
		}
		if time.Since(began) > r.patience {
			break
		}
	}
	if t.out == 0 && !t.lost {
		return nil
	}
	return trouble(kiosk.PrinterOffline, "it has printed nothing for %v", r.patience)
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
