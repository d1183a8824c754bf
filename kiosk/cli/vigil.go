package cli

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"mingbai/kiosk"
	"mingbai/kiosk/chore"
	"mingbai/kiosk/health"
	"mingbai/ui"
	"mingbai/ui/page"
)

// A vigil watches a running kiosk: the goroutine that draws, the picture, the
// display and the memory. What it cannot mend it ends, so that the supervisor
// starts it again.
type vigil struct {
	stage      stage
	shell      *ui.Shell
	supervisor health.Supervisor
	keeper     *chore.Keeper
	quit       func() // ends the toolkit well, from any goroutine
	blank      func() // puts one colour in the place of the page, for a drill

	mu    sync.Mutex // guards what follows
	ready bool
	rests time.Time // since when nobody is at the screen; zero while somebody is
	held  int       // pages that are held back, as was told
}

// newVigil returns a vigil that guards the shell's pages, and opens the first.
func newVigil(st stage, shell *ui.Shell) *vigil {
	v := &vigil{stage: st, shell: shell, keeper: chore.New(told)}
	if st.machine != nil {
		st.life.Content(contentOf(st.machine.State()))
		st.machine.Tell(kiosk.SafeMode, kiosk.Minor, st.life.Mode() != health.Normal)
	}
	shell.Guard = v
	shell.Try(func() { shell.Open(page.ParseRoute(st.session.open)) })
	return v
}

// told logs the end of a chore that was not a success.
func told(r chore.Report) {
	if r.Err != nil {
		slog.Error("chore ended", "chore", r.Name, "err", r.Err, "ms", r.Again.Milliseconds(), "stack", string(r.Stack))
	}
}

// contentOf names the content that a state shows.
func contentOf(s kiosk.State) string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %s", s.Source, s.Edition, short(s.Digest)))
}

// start begins to watch. The toolkit calls it once its window is made: before
// that it answers nobody.
func (v *vigil) start() {
	pulse := health.Pulse{Every: v.every(), Ask: v.shell.Alive, Beat: v.beat, Late: v.late}
	v.keeper.Start("pulse", pulse.Run)
	if rest := v.stage.life.Rest(); rest > 0 {
		v.keeper.Start("rest", chore.After(rest, func(context.Context) error { v.finish(health.Rested, ""); return nil }))
	}
	if v.stage.session.window {
		return
	}
	memory := new(health.Memory)
	v.keeper.Start("memory", func(ctx context.Context) error { return memory.Watch(ctx, v.use, v.judged) })
	v.keeper.Start("display", v.watchDisplay)
}

// every is how often the goroutine that draws is asked.
func (v *vigil) every() time.Duration {
	if d := v.supervisor.Every(); d > 0 {
		return min(d, health.PulseEvery)
	}
	return health.PulseEvery
}

// stop ends the watch.
func (v *vigil) stop() { v.keeper.Stop() }

// beat is an answer of the goroutine that draws.
func (v *vigil) beat() {
	v.supervisor.Alive()
	v.mu.Lock()
	first, held := !v.ready, v.stage.life.HeldBack()
	news := held != v.held
	v.ready, v.held = true, held
	v.mu.Unlock()
	if first {
		v.supervisor.Ready()
		v.changed()
		v.drill()
	}
	if news && v.stage.machine != nil {
		v.stage.machine.Tell(kiosk.PageHeld, kiosk.Silent, held > 0)
	}
}

// changed notes how the kiosk is, for those who look from outside.
func (v *vigil) changed() {
	if v.stage.machine == nil {
		v.supervisor.Status("resting: see mingbai doctor")
		return
	}
	s := v.stage.machine.State()
	v.stage.life.Content(contentOf(s))
	v.stage.life.Standings(s.Conditions)
	words := []string{"edition " + contentOf(s)}
	for _, c := range s.Conditions {
		words = append(words, c.Code)
	}
	v.supervisor.Status(strings.Join(words, ", "))
}

// late is no answer in time.
func (v *vigil) late(waited time.Duration) {
	why := fmt.Sprintf("the screen has not answered for %v", waited)
	if v.stage.session.window {
		slog.Error("screen hangs", "ms", waited.Milliseconds())
		return
	}
	v.die(health.Frozen, why)
}

// use is how much memory the program has, and whether anybody would notice if
// it began again.
func (v *vigil) use() health.Use {
	v.mu.Lock()
	defer v.mu.Unlock()
	u := health.Use{Bytes: health.Resident(), Lasted: v.stage.life.Lasted(), Now: v.stage.desk.Now(),
		Spare: v.stage.life.Mode() == health.Spare}
	if !v.rests.IsZero() {
		u.Idle = time.Since(v.rests)
	}
	return u
}

func (v *vigil) judged(verdict health.Verdict, why string) {
	if verdict == health.Leave {
		v.die(health.Full, why)
		return
	}
	v.finish(health.Planned, why)
}

// flat is a picture of one colour that stays. Starting again helps or it does
// not: after the third time the screen stays as it is, and says so outside.
func (v *vigil) flat(lasted time.Duration) {
	if v.stage.life.Ends(health.Blank) >= 3 {
		if v.stage.machine != nil {
			v.stage.machine.Tell(kiosk.PictureFlat, kiosk.Silent, true)
		}
		return
	}
	v.die(health.Blank, fmt.Sprintf("the screen was of one colour for %v", lasted.Round(time.Second)))
}

// watchDisplay looks at the picture, and ends the program with its display.
func (v *vigil) watchDisplay(ctx context.Context) error {
	s, err := openScreen()
	if err != nil {
		return err
	}
	picture := health.Picture{Flat: s.flat, Fault: v.flat}
	v.keeper.Start("picture", picture.Watch)
	if s.gone(ctx) {
		v.die(health.Display, "the display went away")
	}
	return nil
}

// finish ends the program well.
func (v *vigil) finish(cause health.Cause, why string) {
	v.stage.life.End(cause, why)
	v.supervisor.Stopping()
	slog.Info("kiosk ends", "cause", string(cause), "why", why)
	v.quit()
}

// die ends the process as it stands. What waits for a disk that hangs, does
// not.
func (v *vigil) die(cause health.Cause, why string) {
	time.AfterFunc(3*time.Second, func() { v.stage.exit(Fail) })
	v.stage.life.End(cause, why)
	slog.Error("kiosk ends", "cause", string(cause), "err", why)
	v.stage.exit(Fail)
}

// Showing implements [ui.Guard].
func (v *vigil) Showing(path string) {
	v.mu.Lock()
	if path != "attract" {
		v.rests = time.Time{}
	} else if v.rests.IsZero() {
		v.rests = time.Now()
	}
	v.mu.Unlock()
	v.stage.life.Showing(path)
	v.failDrawing(path)
}

// Care implements [ui.Guard].
func (v *vigil) Care(path string) kiosk.Care { return v.stage.life.Care(path) }

// Broke implements [ui.Guard].
func (v *vigil) Broke(path string, cause any, stack []byte) { v.stage.life.Broke(path, cause, stack) }
