package machine

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"unicode"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/speech"
)

// A voice reads one thing at a time: whoever comes next ends the one before.
type voice struct {
	speaker *speech.Speaker
	bell    chan struct{} // rung when there is something to read
	mu      sync.Mutex    // guards the two below
	next    *speech.Script
	stop    context.CancelFunc // ends what is being read; nil is silence
}

// newVoice returns the voice of a setting. One that is wrong leaves the kiosk
// silent, not dark: the log and the doctor say what is wrong with it.
func newVoice(setting string) *voice {
	settings, err := speech.ParseSettings(setting)
	if err != nil {
		slog.Error("no voice", "err", err)
		settings = speech.Settings{}
	}
	return &voice{speaker: speech.New(settings), bell: make(chan struct{}, 1)}
}

// tellVoice has the condition hold that keeps the kiosk from reading aloud.
func (m *Machine) tellVoice() {
	c, bad := m.voice.speaker.Condition(m.Now())
	for _, code := range []string{kiosk.VoiceMissing, kiosk.VoiceJack, kiosk.VoiceBroken} {
		m.Tell(code, kiosk.Silent, bad && c.Code == code)
	}
}

// CanSay reports whether pages can be read aloud now.
func (m *Machine) CanSay() bool { return m.started.Load() && m.voice.speaker.Can() == nil }

// Say reads texts aloud, in lang but for those that are Chinese, and ends what
// was being read. Where the hall has recorded what is said about a record, the
// recording is played instead. It returns at once.
func (m *Machine) Say(lang catalog.Lang, about catalog.ID, texts []string) {
	script := speech.Script{Recording: m.recording(lang, about)}
	for _, t := range texts {
		script.Pieces = append(script.Pieces, speech.Pieces(spokenIn(lang, t), t)...)
	}
	m.voice.say(&script)
}

// Hush ends what is being read, at once.
func (m *Machine) Hush() { m.voice.say(nil) }

// Turn makes the voice louder by steps, or softer by negative ones, and
// returns the loudness in percent.
func (m *Machine) Turn(steps int) int { return m.voice.speaker.Turn(steps) }

// Quiet ends what is being read and gives the next visitor the usual
// loudness.
func (m *Machine) Quiet() {
	m.Hush()
	m.voice.speaker.Reset()
}

// recording returns the path of the sound file that the hall keeps about a
// record in a language, or "": sound/kind/name.lang.wav in the data directory.
func (m *Machine) recording(lang catalog.Lang, about catalog.ID) string {
	if about.Check() != nil {
		return ""
	}
	path := filepath.Join(m.dir, "sound", string(about.Kind()), about.Name()+"."+string(lang)+".wav")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return path
}

// spokenIn is the language in which a text is said: a page in another
// language may have parts that nobody has translated.
func spokenIn(lang catalog.Lang, text string) catalog.Lang {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return catalog.ZH
		}
	}
	return lang
}

// say makes script what is read; nil is silence.
func (v *voice) say(script *speech.Script) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.stop != nil {
		v.stop()
		v.stop = nil
	}
	v.next = script
	select {
	case v.bell <- struct{}{}:
	default:
	}
}

// take returns what is to be read next, with the context in which it is.
func (v *voice) take(ctx context.Context) (*speech.Script, context.Context, context.CancelFunc) {
	v.mu.Lock()
	defer v.mu.Unlock()
	script := v.next
	v.next = nil
	if script == nil {
		return nil, ctx, func() {}
	}
	ctx, v.stop = context.WithCancel(ctx)
	return script, ctx, v.stop
}

// run reads until ctx ends. What cannot be read is passed over.
func (v *voice) run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-v.bell:
		}
		script, during, done := v.take(ctx)
		if script == nil {
			continue
		}
		err := v.speaker.Say(during, *script)
		done()
		if err != nil && !errors.Is(err, context.Canceled) {
			slog.Warn("not read aloud", "err", err)
		}
	}
}
