package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"time"

	"mingbai/kiosk/health"
	"mingbai/ui"
)

// A session is how the kiosk is run.
type session struct {
	window, trace bool
	open, fault   string
	idle          time.Duration
}

func (s *session) flags(f *flag.FlagSet) {
	f.BoolVar(&s.window, "window", false, "run in a window with a cursor, for a desk")
	f.BoolVar(&s.trace, "trace", false, "print what is opened, shown, scrolled and reset")
	f.StringVar(&s.open, "open", "attract", "begin at a `ROUTE`")
	f.DurationVar(&s.idle, "idle", ui.WarnAfter, "ask after this `TIME` whether anybody is still there")
	f.StringVar(&s.fault, "fault", "", "for a drill of the supervisor, go wrong as `HOW`, two seconds after the first page: "+drills())
}

// run shows the kiosk until ctx ends.
func (p Program) run(ctx context.Context, args []string) int {
	f := flag.NewFlagSet("run", flag.ContinueOnError)
	f.SetOutput(p.Err)
	var c content
	var s session
	c.flags(f)
	s.flags(f)
	if err := f.Parse(args); err != nil {
		return Usage
	}
	if s.idle < time.Second {
		fmt.Fprintf(p.Err, "mingbai: -idle %v: want at least 1s\n", s.idle)
		return Usage
	}
	if s.fault != "" && !isDrill(s.fault) {
		fmt.Fprintf(p.Err, "mingbai: -fault %s: want %s\n", s.fault, drills())
		return Usage
	}
	d, err := openDisplay()
	if err != nil {
		return p.fail(err)
	}
	life, err := c.life()
	if err != nil {
		return p.fail(err)
	}
	return p.live(ctx, c, stage{session: s, display: d, life: life, exit: p.end})
}

// life begins a run of the program in its data directory. A disk on which
// nothing can be kept is no reason to show nothing.
func (c content) life() (*health.Run, error) {
	s := health.Setup{Version: Version, Time: health.SystemTime()}
	if c.records == "" {
		dir, err := c.dataDir()
		if err != nil {
			return nil, err
		}
		s.Dir = dir
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return nil, fmt.Errorf("open data directory: %w (hint: name another with -data)", err)
		}
	}
	r, err := health.Open(s)
	if err == nil || errors.Is(err, health.ErrTaken) {
		return r, err
	}
	slog.Error("crashes are not kept", "err", err)
	s.Dir = ""
	return health.Open(s)
}

// live opens what the run is to show, and shows it. A fault of the program
// ends the process where it happens: nothing here is to be tidied up then.
func (p Program) live(ctx context.Context, c content, st stage) int {
	if st.life.Mode() == health.Resting && !st.session.window {
		st.desk = c.hold()
		p.show(ctx, st)
		return p.over(st, nil)
	}
	st.failAtStart()
	c.alone, c.spare = true, st.life.Mode() != health.Normal
	m, end, err := c.open(ctx)
	if err != nil {
		st.life.End(health.Failed, err.Error())
		return p.over(st, err)
	}
	st.desk, st.machine = m, m
	p.show(ctx, st)
	end()
	return p.over(st, nil)
}

// over ends the run.
func (p Program) over(st stage, err error) int {
	st.life.End(health.Told, "")
	if err = errors.Join(err, st.life.Close()); err != nil {
		return p.fail(err)
	}
	return Done
}

// end ends the process at once, whatever hangs.
func (p Program) end(code int) {
	if p.Exit != nil {
		p.Exit(code)
	}
	os.Exit(code)
}
