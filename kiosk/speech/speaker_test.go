package speech

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingbai/catalog"
)

// hall is a machine whose programs are small scripts: espeak-ng and aplay
// leave their process numbers in files, aplay also what it played.
type hall struct {
	*Speaker
	dir string
}

const (
	playing = `exec cat > "$DIR/played"`
	hanging = `sleep 600 & sleep 600`
	beeping = `cat "$DIR/beep.wav"`
)

func newHall(t *testing.T, espeak, aplay string) hall {
	t.Helper()
	dir := t.TempDir()
	for name, body := range map[string]string{"espeak-ng": espeak, "aplay": aplay} {
		script := "#!/bin/sh\nDIR=" + dir + "\necho $$ >> $DIR/" + name + ".pid\n" + body + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "beep.wav"), beep(40000, 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	h := hall{New(Settings{Output: Loudspeaker}), dir}
	if err := h.Can(); err != nil {
		t.Fatal(err)
	}
	return h
}

// beep is a WAV file of n samples of one height.
func beep(n int, height int16) []byte {
	b := streamHeader(format{22050, 1})
	for range n {
		b = append(b, byte(height), byte(height>>8))
	}
	return b
}

// gone wants every process that a script started to be dead.
func (h hall) gone(t *testing.T) {
	t.Helper()
	for _, name := range []string{"espeak-ng", "aplay"} {
		b, _ := os.ReadFile(filepath.Join(h.dir, name+".pid"))
		for _, field := range strings.Fields(string(b)) {
			pid, _ := strconv.Atoi(field)
			if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
				t.Errorf("%s %d is still there", name, pid)
			}
			if !groupEnds(pid) {
				t.Errorf("something that %s %d started is still there", name, pid)
			}
		}
	}
}

// groupEnds reports whether a group that was killed is dead; the kernel takes
// a moment to bury it.
func groupEnds(pid int) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); runtime.Gosched() {
		if err := syscall.Kill(-pid, 0); errors.Is(err, syscall.ESRCH) || onlyZombies(pid) {
			return true
		}
	}
	return false
}

// onlyZombies reports whether what is left of a group is dead and waits for
// its new parent to take note.
func onlyZombies(group int) bool {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		b, _ := os.ReadFile(path)
		_, rest, _ := strings.Cut(string(b), ") ")
		fields := strings.Fields(rest)
		if len(fields) > 2 && fields[2] == strconv.Itoa(group) && fields[0] != "Z" && fields[0] != "X" {
			return false
		}
	}
	return true
}

func (h hall) played(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(h.dir, "played"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var twoPieces = Script{Pieces: Pieces(catalog.ZH, "带身份证。到三号窗口。")}

func TestEveryPieceIsHeard(t *testing.T) {
	h := newHall(t, beeping, playing)
	var at []int
	script := twoPieces
	script.At = func(i int) { at = append(at, i) }
	if err := h.Say(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	if b := h.played(t); len(b) != 2*80000 || len(at) != 2 || at[1] != 1 {
		t.Errorf("played %d bytes, pieces %v", len(b), at)
	} else if b[0] != byte(1000*UsualVolume/100&0xFF) {
		t.Errorf("the usual volume is not kept: %v", b[:2])
	}
	h.gone(t)
	if err := h.Say(t.Context(), twoPieces); err != nil {
		t.Errorf("it cannot be repeated: %v", err)
	}
}

// TestATouchStopsTheSound ends a Say whose player is full. The piece would
// last ten minutes.
func TestATouchStopsTheSound(t *testing.T) {
	for name, programs := range map[string][2]string{
		"while the player is full":      {beeping, hanging},
		"while espeak-ng is still slow": {hanging, playing},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, programs[0], programs[1])
			ctx, touch := context.WithCancel(t.Context())
			started := make(chan struct{})
			script := twoPieces
			script.At = func(int) {
				close(started)
			}
			begin := time.Now()
			time.AfterFunc(100*time.Millisecond, func() { <-started; touch() })
			err := h.Say(ctx, script)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			if late := time.Since(begin); late > patience/2 {
				t.Errorf("the touch did not stop it, patience did: %v", late)
			}
			h.gone(t)
		})
	}
}

func TestAHungProgramIsEnded(t *testing.T) {
	for name, programs := range map[string][2]string{
		"espeak-ng says nothing":             {hanging, playing},
		"espeak-ng does not end":             {beeping + `; exec >&-; sleep 600`, playing},
		"aplay takes nothing":                {beeping, hanging},
		"aplay takes all and does not end":   {beeping, `cat > /dev/null; sleep 600`},
		"espeak-ng stops in the middle":      {`head -c 20000 "$DIR/beep.wav"; sleep 600`, playing},
		"espeak-ng leaves somebody behind":   {`sleep 600 & head -c 20000 "$DIR/beep.wav"; exit 0`, playing},
		"espeak-ng only writes its complain": {`sleep 600 >/dev/null & echo no >&2; exec >&-; sleep 600`, playing},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, programs[0], programs[1])
			h.engine.wait = 150 * time.Millisecond
			if err := h.Say(t.Context(), twoPieces); err == nil {
				t.Error("nobody was told")
			}
			h.gone(t)
		})
	}
}

func TestTwoCrashesSwitchSpeechOff(t *testing.T) {
	for name, programs := range map[string][2]string{
		"espeak-ng": {`kill -SEGV $$`, playing},
		"midway":    {`head -c 20000 "$DIR/beep.wav"; kill -KILL $$`, playing},
		"aplay":     {beeping, `echo no sound card >&2; exit 1`},
		"no sound":  {`echo hello`, playing},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, programs[0], programs[1])
			for range fuse {
				if err := h.Say(t.Context(), twoPieces); err == nil || errors.Is(err, ErrSwitched) {
					t.Errorf("got %v", err)
				}
			}
			if err := h.Say(t.Context(), twoPieces); !errors.Is(err, ErrSwitched) {
				t.Errorf("got %v", err)
			}
			if c, ok := h.Condition(time.Now()); !ok || c.Code != "voice-broken" {
				t.Errorf("condition %v", c)
			}
			h.Mend()
			if err := h.Can(); err != nil {
				t.Errorf("staff cannot mend it: %v", err)
			}
		})
	}
}

func TestARecordingWinsOverTheVoice(t *testing.T) {
	h := newHall(t, `exit 1`, playing)
	path := filepath.Join(h.dir, "record.wav")
	if err := os.WriteFile(path, beep(5000, 500), 0o644); err != nil {
		t.Fatal(err)
	}
	script := twoPieces
	script.Recording = path
	if err := h.Say(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	if n := len(h.played(t)); n != 10000 {
		t.Errorf("played %d bytes", n)
	}
}

func TestABadRecordingIsPassedOver(t *testing.T) {
	h := newHall(t, beeping, playing)
	for name, content := range map[string]string{"no sound": "OggS", "empty": "", "only a head": string(streamHeader(format{22050, 1}))} {
		path := filepath.Join(h.dir, "bad")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		script := twoPieces
		script.Recording = path
		if err := h.Say(t.Context(), script); !errors.Is(err, ErrRecording) {
			t.Errorf("%s: got %v", name, err)
		}
		if n := len(h.played(t)); n != 2*80000 {
			t.Errorf("%s: the voice said %d bytes", name, n)
		}
	}
	script := Script{Recording: filepath.Join(h.dir, "missing")}
	if err := h.Say(t.Context(), script); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := h.Can(); err != nil {
		t.Errorf("bad recordings switch speech off: %v", err)
	}
}

func TestOneVoiceAtATime(t *testing.T) {
	h := newHall(t, beeping, playing)
	<-h.turn // somebody speaks
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := h.Say(ctx, twoPieces); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	h.turn <- struct{}{}
	if err := h.Say(t.Context(), twoPieces); err != nil {
		t.Error(err)
	}
}

func TestTheNextVisitorHearsTheUsualVolume(t *testing.T) {
	s := New(Settings{})
	if s.Volume() != UsualVolume || s.Turn(1) != UsualVolume+VolumeStep || s.Turn(99) != MostVolume || s.Turn(-99) != LeastVolume {
		t.Error("steps are wrong")
	}
	s.Reset()
	if s.Volume() != UsualVolume {
		t.Error("the volume stays")
	}
	loud := []byte{0xE8, 0x03, 0x18, 0xFC, 0x00, 0x80}
	amplify(loud, 50)
	if !bytes.Equal(loud, []byte{0xF4, 0x01, 0x0C, 0xFE, 0x00, 0xC0}) {
		t.Errorf("half of it is %x", loud)
	}
}

func TestAMissingProgramSaysNo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	s := New(Settings{Output: Loudspeaker})
	if err := s.Say(t.Context(), twoPieces); !errors.Is(err, ErrNoVoice) || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
	if err := s.Record(t.Context(), twoPieces, &bytes.Buffer{}); !errors.Is(err, ErrNoVoice) {
		t.Errorf("got %v", err)
	}
	c, ok := s.Condition(time.Unix(0, 0))
	if !ok || c.Code != "voice-missing" || len(c.Say) != 3 {
		t.Errorf("condition %v", c)
	}
	silent := New(Settings{})
	if _, ok := silent.Condition(time.Unix(0, 0)); ok || !errors.Is(silent.Can(), ErrSilent) {
		t.Error("a hall that wants no speech has no condition")
	}
}

func TestHeadphonesWithoutASwitchAreSilent(t *testing.T) {
	newHall(t, beeping, playing) // its programs stay in PATH
	root := t.TempDir()
	settings := Settings{Output: Headphones, Jack: "Headphone"}
	check := func(want string) {
		t.Helper()
		s := open(settings, root)
		defer s.Close()
		err := s.Say(t.Context(), twoPieces)
		if !errors.Is(err, ErrNoJack) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if c, ok := s.Condition(time.Now()); !ok || c.Code != "voice-jack" {
			t.Errorf("condition %v", c)
		}
	}
	check("no input device is called")
	write(t, filepath.Join(root, "sys/class/input/event3/device/name"), "AT keyboard\n")
	check("no input device is called")
	write(t, filepath.Join(root, "sys/class/input/event5/device/name"), "HDA Intel PCH Headphone\n")
	check("event5: no such file")
	write(t, filepath.Join(root, "dev/input/event5"), "")
	check("inappropriate ioctl")
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSettingsAreRead(t *testing.T) {
	for voice, want := range map[string]Settings{
		"": {}, "off": {}, "speaker": {Output: Loudspeaker}, "on": {Output: Loudspeaker},
		"headphones HDA Intel PCH Headphone": {Output: Headphones, Jack: "HDA Intel PCH Headphone"},
	} {
		if got, err := ParseSettings(voice); err != nil || got != want {
			t.Errorf("%q: %v, %v", voice, got, err)
		}
	}
	for _, voice := range []string{"headphones", "loud", "off course", "speaker 3"} {
		if _, err := ParseSettings(voice); err == nil || !strings.Contains(err.Error(), "hint:") {
			t.Errorf("%q: %v", voice, err)
		}
	}
}

func TestTheRealPlayerPlaysOut(t *testing.T) {
	if _, err := exec.LookPath("aplay"); err != nil {
		t.Skip("aplay is not installed: nothing to play with")
	}
	s := withVoice(t, Settings{Output: Loudspeaker, Device: "null"})
	if err := s.Say(t.Context(), twoPieces); err != nil {
		t.Error(err)
	}
}

// TestWhatAVisitorStoppedHasWorked: hardly anybody listens to the end, and two
// crashes in a month are no reason to be silent for ever.
func TestWhatAVisitorStoppedHasWorked(t *testing.T) {
	for name, c := range map[string]struct {
		listens time.Duration
		want    error
	}{"after a sentence": {time.Second, nil}, "at once": {20 * time.Millisecond, ErrSwitched}} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, `[ ! -e "$DIR/bad" ] || kill -KILL $$; `+beeping, `while n=$(head -c 4410 | wc -c); [ "$n" -gt 0 ]; do sleep 0.1; done`)
			h.engine.wait = 400 * time.Millisecond
			bad := filepath.Join(h.dir, "bad")
			crash := func() {
				if err := os.WriteFile(bad, nil, 0o644); err != nil {
					t.Fatal(err)
				}
				if err := h.Say(t.Context(), twoPieces); err == nil {
					t.Fatal("a crash is no error")
				}
				if err := os.Remove(bad); err != nil {
					t.Fatal(err)
				}
			}
			crash()
			ctx, stop := context.WithTimeout(t.Context(), c.listens)
			defer stop()
			if err := h.Say(ctx, twoPieces); !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("it is read to the end, or not at all: %v", err)
			}
			crash()
			if err := h.Can(); !errors.Is(err, c.want) {
				t.Errorf("after crash, visitor and crash: %v, want %v", err, c.want)
			}
		})
	}
}
