package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Size of the panel, in pixels.
const (
	panelWidth  = 1080
	panelHeight = 1920
)

// A screen is an X server without a display whose picture is a file, so that
// looking at it costs neither the server nor its client anything.
type screen struct {
	server  *exec.Cmd
	display string // ":99"
	picture string // file in the format of xwd
}

// openScreen starts a server; close ends it.
func openScreen(dir string) (*screen, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := &screen{picture: filepath.Join(dir, "Xvfb_screen0")}
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", panelWidth, panelHeight), "-nolisten", "tcp", "-noreset", "-fbdir", dir)
	s.server.ExtraFiles = []*os.File{w}
	if err := s.server.Start(); err != nil {
		return nil, fmt.Errorf("start Xvfb (hint: make deps-test): %w", err)
	}
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start Xvfb: %w", err), s.close())
	}
	s.display = ":" + strings.TrimSpace(number)
	return s, nil
}

func (s *screen) close() error {
	if err := s.server.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	s.server.Wait() // ends by a signal
	return nil
}

// look returns the sum of all pixels and the number of different ones, up to
// a hundred.
func (s *screen) look() (sum uint32, colours int, err error) {
	b, err := os.ReadFile(s.picture)
	if err != nil {
		return 0, 0, err
	}
	if len(b) < panelWidth*panelHeight*4 {
		return 0, 0, fmt.Errorf("picture %s has %d bytes", s.picture, len(b))
	}
	pixels := b[len(b)-panelWidth*panelHeight*4:]
	seen := map[uint32]bool{}
	for i := 0; i < len(pixels) && len(seen) < 100; i += 4 * 7 {
		seen[binary.LittleEndian.Uint32(pixels[i:])] = true
	}
	return crc32.ChecksumIEEE(pixels), len(seen), nil
}

// How often the picture is looked at, how long it must stay the same to be
// settled, and how long that may take.
const (
	glance  = 4 * time.Millisecond
	still   = 700 * time.Millisecond
	patient = 30 * time.Second
)

// settled waits until the picture has changed from before and then stays the
// same, and returns when it changed first and last. A picture of few colours
// is not one yet.
func (s *screen) settled(ctx context.Context, before uint32) (first, last time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	for was := before; ; time.Sleep(glance) {
		if ctx.Err() != nil {
			return first, last, fmt.Errorf("the picture does not settle: %w", ctx.Err())
		}
		now, colours, err := s.look()
		if err != nil {
			return first, last, err
		}
		if now != was {
			was, last = now, time.Now()
			if first.IsZero() {
				first = last
			}
		} else if colours >= 50 && !last.IsZero() && time.Since(last) > still {
			return first, last, nil
		}
	}
}

// click touches a place of the screen.
func (s *screen) click(x, y int) error {
	cmd := exec.Command("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("touch: %w: %s", err, out)
	}
	return nil
}
