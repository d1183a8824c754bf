package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// The keypad of the kiosk that is soaked, by scan codes. One key pressed again
// and again at once is taken for one that is held down, so there are two to go
// on with.
const (
	keyHome, keyNext, keyEnter, keyEnd, keyRead, keyOther = 191, 192, 193, 194, 195, 196
	keypad                                                = "191=home 192=next 193=enter 194=end 195=read 196=next"
)

// quick is how long a key is waited for that may open nothing. What is opened
// later is not counted.
const quick = 150 * time.Millisecond

// Every so many visits a page's code is read from the screen, and a page is
// read aloud.
const (
	codeEvery = 50
	readEvery = 70
)

// hear takes a line of the trace.
func (s *soak) hear(line string) {
	word, rest, _ := strings.Cut(line, " ")
	s.mu.Lock()
	switch word {
	case "goroutines":
		if n, err := strconv.Atoi(rest); err == nil {
			s.routines = append(s.routines, n)
		}
	case "shows":
		_, n, _ := strings.Cut(rest, " ")
		if at, ok := s.told[n]; ok && !s.shown[n] {
			s.shown[n] = true
			s.reached = append(s.reached, time.Since(at))
		}
	}
	s.mu.Unlock()
	select {
	case s.traced <- line:
	default: // nobody waits for so much
	}
}

// log counts what matters of what the kiosk logs.
func (s *soak) log(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, words := range []string{"stick refused", "nothing pulled", "sheet not printed", "not read aloud", "panic", "page held back"} {
		s.said[words] += bytes.Count(b, []byte(words))
	}
}

func (s *soak) logged(words string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said[words]
}

// press puts keys down and lifts them.
func (s *soak) press(codes ...byte) {
	for _, code := range codes {
		xtest.FakeInput(s.keys, xproto.KeyPress, code, 0, 0, 0, 0, 0)
		xtest.FakeInput(s.keys, xproto.KeyRelease, code, 0, 0, 0, 0, 0)
	}
	s.keys.Sync()
}

// tap puts a finger down, and takes it away.
func (s *soak) tap(x, y int16) {
	root := xproto.Setup(s.keys).DefaultScreen(s.keys).Root
	xtest.FakeInput(s.keys, xproto.MotionNotify, 0, 0, root, x, y, 0)
	xtest.FakeInput(s.keys, xproto.ButtonPress, 1, 0, 0, 0, 0, 0)
	s.keys.Sync()
	time.Sleep(50 * time.Millisecond) // as long as a finger stays
	xtest.FakeInput(s.keys, xproto.ButtonRelease, 1, 0, 0, 0, 0, 0)
	s.keys.Sync()
}

// forget passes over what was traced until now.
func (s *soak) forget() {
	for {
		select {
		case <-s.traced:
		default:
			return
		}
	}
}

// heard waits until the kiosk traces a line that begins with one of some words.
func (s *soak) heard(words string, most time.Duration) (string, bool) {
	for end := time.After(most); ; {
		select {
		case line := <-s.traced:
			for w := range strings.SplitSeq(words, "|") {
				if strings.HasPrefix(line, w) {
					return line, true
				}
			}
		case <-end:
			return "", false
		}
	}
}

// answers waits until the kiosk goes home when it is told to.
func (s *soak) answers(most time.Duration) error {
	ok := until(func() bool {
		s.press(keyHome)
		_, ok := s.heard("open home", 200*time.Millisecond)
		return ok
	}, most)
	if !ok {
		return fmt.Errorf("it does not answer within %v", most)
	}
	return nil
}

var errStuck = errors.New("a page is opened and does not answer")

// opens presses a key that may open a page, and then one that the page answers
// once it is drawn: that chooses the first there is to choose. It returns what
// was opened, and counts a visit.
func (s *soak) opens(code byte, wait time.Duration) (string, error) {
	return s.answered(code, "open |language|mode|sheet|zoom|back|print|read|stay", wait)
}

// answered is opens where one of these words is the answer.
func (s *soak) answered(code byte, words string, wait time.Duration) (string, error) {
	s.forget()
	began := time.Now()
	s.press(code)
	line, ok := s.heard(words, wait)
	if !ok || !strings.HasPrefix(line, "open ") {
		return "", nil // a tick, or a part of the page itself
	}
	s.press(keyNext)
	if _, ok := s.heard("focus ", 10*time.Second); !ok {
		return line, fmt.Errorf("%s: %w", line, errStuck)
	}
	s.took = append(s.took, time.Since(began))
	s.visits++
	return strings.TrimPrefix(line, "open "), nil
}

func (s *soak) home() error {
	page, err := s.answered(keyHome, "open home", 10*time.Second)
	if err == nil && page == "" {
		err = errors.New("the key for home opens nothing")
	}
	return err
}

// visit opens home and from there any page, and often one behind it; every
// tenth ends the session.
func (s *soak) visit() error {
	was := s.visits
	page, err := s.choose(s.any("home"))
	if err != nil {
		return err
	}
	if s.stops[page] != nil {
		s.on(s.any(page))
		if _, err := s.opens(keyEnter, quick); err != nil {
			return err
		}
	}
	if was/readEvery != s.visits/readEvery {
		s.press(keyRead)
	}
	if was/codeEvery != s.visits/codeEvery {
		if err := s.code(); err != nil {
			return err
		}
	}
	if was/10 != s.visits/10 {
		return s.endSession()
	}
	return nil
}

// any is the number of something to choose on a page. Of ten, nine are the
// page's own, not of the bar below.
func (s *soak) any(page string) int {
	for {
		i := rand.IntN(len(s.stops[page]))
		if !everywhere(s.stops[page][i]) || rand.IntN(10) == 0 {
			return i
		}
	}
}

func pick[T any](all []T) T { return all[rand.IntN(len(all))] }

func (s *soak) endSession() error {
	s.visitors++
	s.forget()
	s.press(keyEnd)
	if _, ok := s.heard("reset", 10*time.Second); !ok {
		return fmt.Errorf("a session does not end")
	}
	return nil
}

// guide opens a guide in a new session and returns the way there. An edition
// that comes on the way may draw the page anew and begin to choose again, so
// there is another try.
func (s *soak) guide() (w way, err error) {
	for range 5 {
		w = pick(s.ways)
		if err := s.endSession(); err != nil {
			return w, err
		}
		if _, err := s.choose(w.topic); err != nil {
			return w, err
		}
		s.on(w.row)
		page, err := s.opens(keyEnter, time.Second)
		if err != nil || page == w.guide {
			return w, err
		}
	}
	return w, fmt.Errorf("the ways to guides lead elsewhere, as that to %s", w.guide)
}

// code reads the code of a guide from the screen, aside.
func (s *soak) code() error {
	w, err := s.guide()
	if err != nil {
		return err
	}
	img, err := s.picture()
	if err != nil {
		return err
	}
	s.codes++
	s.readers.Go(func() {
		if decode(img) {
			s.mu.Lock()
			s.read++
			s.mu.Unlock()
			return
		}
		fmt.Println("soak: no code to be read on", w.guide)
	})
	return nil
}

// picture is what is on the screen.
func (s *soak) picture() (image.Image, error) {
	root := xproto.Setup(s.keys).DefaultScreen(s.keys).Root
	got, err := xproto.GetImage(s.keys, xproto.ImageFormatZPixmap, xproto.Drawable(root), 0, 0, 1080, 1920, ^uint32(0)).Reply()
	if err != nil {
		return nil, err
	}
	img := image.NewGray(image.Rect(0, 0, 1080, 1920))
	for i := range img.Pix {
		img.Pix[i] = got.Data[4*i+1] // green is enough
	}
	return img, nil
}

// decode reports whether there is a code on a picture that leads somewhere.
func decode(img image.Image) bool {
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return false
	}
	r, err := qrcode.NewQRCodeReader().Decode(b, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
	if err != nil {
		return false
	}
	u, err := url.Parse(r.GetText())
	return err == nil && (u.Scheme == "https" && u.Host != "" || u.Scheme == "tel")
}
