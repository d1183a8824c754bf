package speech

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"

	"mingbai/catalog"
)

// Why nothing is said.
var (
	ErrSilent   = errors.New("speech is switched off")
	ErrNoVoice  = errors.New("no program to speak with")
	ErrUnplug   = errors.New("headphones are not in")
	ErrSwitched = errors.New("speech broke down twice and stays off")
)

// Loudness of a voice in percent: where each session begins, how much a step
// is, and the least that is offered.
const (
	UsualVolume = 60
	VolumeStep  = 10
	LeastVolume = 20
	MostVolume  = 100
)

// fuse is how many failures in a row switch speech off.
const fuse = 2

// A Script is what one press of a button reads.
type Script struct {
	Pieces    []Piece
	Recording string    // path of a WAV file that is played instead; "" for none
	At        func(int) // told the number of each piece before it is said, by Say's goroutine; may be nil
}

// A Speaker reads aloud. The only way to make one is [New]. Its methods are
// safe for concurrent use; one Say is heard at a time.
type Speaker struct {
	settings Settings
	engine   engine
	player   string
	jack     *jack
	fault    error         // why it cannot speak at all
	turn     chan struct{} // holds one token: whose turn it is

	mu       sync.Mutex
	volume   int
	failures int
}

// New looks for espeak-ng, for aplay and, for headphones, for the switch in
// their socket. What is missing is no error: [Speaker.Can] tells it, and the
// kiosk is silent. The speaker holds an open device until Close.
func New(s Settings) *Speaker { return open(s, "/") }

func open(s Settings, root string) *Speaker {
	if s.Pace < 80 || s.Pace > 450 {
		s.Pace = usualPace
	}
	sp := &Speaker{settings: s, turn: make(chan struct{}, 1), volume: UsualVolume}
	sp.turn <- struct{}{}
	sp.fault = sp.find(root)
	return sp
}

func (s *Speaker) find(root string) (err error) {
	if s.settings.Output == Silent {
		return ErrSilent
	}
	s.engine.pace, s.engine.wait = s.settings.Pace, patience
	if s.engine.program, err = exec.LookPath("espeak-ng"); err != nil {
		return fmt.Errorf("%w: %w (hint: apt install espeak-ng)", ErrNoVoice, err)
	}
	if s.player, err = exec.LookPath("aplay"); err != nil {
		return fmt.Errorf("%w: %w (hint: apt install alsa-utils)", ErrNoVoice, err)
	}
	if s.settings.Output == Headphones {
		s.jack, err = openJack(root, s.settings.Jack)
	}
	return err
}

// Close lets go of the switch of the headphones. It ends no Say.
func (s *Speaker) Close() error {
	if s.jack == nil {
		return nil
	}
	return s.jack.close()
}

// Can returns nil when a page can be read aloud now, else why not: ErrSilent,
// ErrNoVoice, ErrNoJack, ErrUnplug or ErrSwitched. It asks the switch of the
// headphones, which takes no time.
func (s *Speaker) Can() error {
	if s.fault != nil {
		return s.fault
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failures >= fuse {
		return ErrSwitched
	}
	return s.plugged()
}

func (s *Speaker) plugged() error {
	if s.settings.Output != Headphones {
		return nil
	}
	in, err := s.jack.in()
	if err == nil && !in {
		err = ErrUnplug
	}
	return err
}

// Say reads the script and returns when all is heard. It stops at once, with
// the programs that it has started, when ctx ends, and then returns ctx's
// error; headphones that are pulled out end it with ErrUnplug. Nobody has to
// try again after any error. A Say waits for the one before it, whose context
// is best ended first. A recording that cannot be played is passed over for
// the pieces, and the error tells of it after they are said.
func (s *Speaker) Say(ctx context.Context, script Script) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-s.turn:
		defer func() { s.turn <- struct{}{} }()
	}
	if err := s.Can(); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	began := time.Now()
	err := s.read(ctx, script, &player{ctx: ctx, program: s.player, device: s.settings.Device, wait: s.engine.wait})
	return s.count(ctx, err, time.Since(began))
}

// Record writes what Say would say to w as one WAV file, as fast as it can be
// made. Neither headphones nor a player are needed.
func (s *Speaker) Record(ctx context.Context, script Script, w io.Writer) error {
	if s.engine.program == "" {
		return s.fault
	}
	return s.read(ctx, script, &recorder{w: w})
}

// count switches speech off after failures that are not the visitor's. What a
// visitor stopped after longer than a program may hang has worked.
func (s *Speaker) count(ctx context.Context, err error, lasted time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case ctx.Err() != nil:
		if lasted > s.engine.wait {
			s.failures = 0
		}
		return ctx.Err()
	case err == nil:
		s.failures = 0
	case !errors.Is(err, ErrUnplug) && !errors.Is(err, ErrRecording):
		s.failures++
	}
	return err
}

// Mend lets speech be tried again after ErrSwitched: staff looked after it.
func (s *Speaker) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = 0
}

// Volume returns the loudness in percent.
func (s *Speaker) Volume() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.volume
}

// Turn makes what is heard louder by steps of VolumeStep, or softer by
// negative ones, at once, and returns the loudness.
func (s *Speaker) Turn(steps int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	steps = min(max(steps, -10), 10)
	s.volume = min(max(s.volume+steps*VolumeStep, LeastVolume), MostVolume)
	return s.volume
}

// Reset gives the next visitor the usual loudness.
func (s *Speaker) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.volume = UsualVolume
}

// voiceOf returns the voice of espeak-ng that reads a piece.
func voiceOf(p Piece) string {
	switch p.Lang {
	case catalog.ZH:
		return "cmn-latn-pinyin"
	case catalog.RU:
		return "ru"
	}
	return "en"
}
