package source

import (
	"context"
	"fmt"
	"io"
	"time"
)

// A watched body ends a transfer that stands still or only drips. A time
// limit for the whole would end the honest ones on a slow line.
type watched struct {
	r      io.Reader
	timer  *time.Timer // ends the request when nothing comes
	stall  time.Duration
	cause  func() error // why the request ended, nil while it runs
	floor  float64      // bytes a second that must come over a window
	window time.Duration
	began  time.Time // of this window
	n      int64     // bytes in this window
}

func watch(ctx context.Context, stop context.CancelCauseFunc, r io.Reader, l Limits) *watched {
	still := fmt.Errorf("%w: not a byte in %s", ErrUnreachable, l.Stall)
	return &watched{
		r: r, timer: time.AfterFunc(l.Stall, func() { stop(still) }), stall: l.Stall,
		cause: func() error { return context.Cause(ctx) },
		floor: float64(l.Floor), window: l.Window, began: time.Now(),
	}
}

// Read reads what is there. Its errors say why to a caller, also when the
// context of the request ended.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if n > 0 {
		w.timer.Reset(w.stall)
	}
	switch cause := w.cause(); {
	case err == nil:
		err = w.pace(int64(n))
	case err == io.EOF:
	case cause != nil:
		err = cause
	default:
		err = unreachable(err)
	}
	return n, err
}

// pace counts bytes and complains at the end of a window with too few.
func (w *watched) pace(n int64) error {
	w.n += n
	took := time.Since(w.began)
	if took < w.window {
		return nil
	}
	if float64(w.n) < w.floor*took.Seconds() {
		return fmt.Errorf("%w: only %d bytes in %s", ErrUnreachable, w.n, took.Round(time.Second))
	}
	w.began, w.n = time.Now(), 0
	return nil
}
