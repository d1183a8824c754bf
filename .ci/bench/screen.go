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
	"syscall"
	"time"
)

// Size of the panel, in pixels.
const (
	panelWidth  = 1080
	panelHeight = 1920
)

// A screen is an X server without a display whose picture is a file, so that
// looking at it costs neither the server nor its client anything. It has no
// pointer: one that moves would be the first pixel that changes.
type screen struct {
	server  *exec.Cmd
	display string // ":99"
	mapped  []byte // file in the format of xwd
	pixels  []byte // of it, four bytes each
	hand    *hand
}

// openScreen starts a server; close ends it.
func openScreen(dir string) (*screen, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	s := &screen{server: exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", panelWidth, panelHeight),
		"-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir", dir)}
	s.server.ExtraFiles = []*os.File{w}
	if err := s.server.Start(); err != nil {
		return nil, fmt.Errorf("start Xvfb (hint: make deps-test): %w", err)
	}
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err == nil {
		s.display = ":" + strings.TrimSpace(number)
		err = s.open(filepath.Join(dir, "Xvfb_screen0"))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start Xvfb: %w", err), s.close())
	}
	return s, nil
}

// open begins to look at the picture and to touch it.
func (s *screen) open(picture string) (err error) {
	f, err := os.Open(picture)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	const size = panelWidth * panelHeight * 4
	if info.Size() < size {
		return fmt.Errorf("picture %s has %d bytes", picture, info.Size())
	}
	if s.mapped, err = syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED); err != nil {
		return err
	}
	s.pixels = s.mapped[len(s.mapped)-size:]
	s.hand, err = newHand(s.display)
	return err
}

func (s *screen) close() error {
	if s.hand != nil {
		s.hand.close()
	}
	err := s.server.Process.Signal(os.Interrupt)
	s.server.Wait() // ends by a signal
	if s.mapped != nil {
		err = errors.Join(err, syscall.Munmap(s.mapped))
	}
	return err
}

// look returns a sum of all pixels, which another picture hardly has.
func (s *screen) look() uint32 { return crc32.ChecksumIEEE(s.pixels) }

// drawn reports whether there is a picture: one of few colours is none yet.
func (s *screen) drawn() bool {
	seen := map[uint32]bool{}
	for i := 0; i < len(s.pixels) && len(seen) < 50; i += 4 * 7 {
		seen[binary.LittleEndian.Uint32(s.pixels[i:])] = true
	}
	return len(seen) == 50
}

// How often the picture is looked at, how long it must stay the same to be
// settled, and how long that may take.
const (
	glance  = 4 * time.Millisecond
	still   = 700 * time.Millisecond
	patient = 30 * time.Second
)

// settled waits until the picture has changed from before and then stays the
// same, and returns when it changed first and last.
func (s *screen) settled(ctx context.Context, before uint32) (first, last time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	for was := before; ; time.Sleep(glance) {
		if ctx.Err() != nil {
			return first, last, fmt.Errorf("the picture does not settle: %w", ctx.Err())
		}
		if now := s.look(); now != was {
			was, last = now, time.Now()
			if first.IsZero() {
				first = last
			}
		} else if !last.IsZero() && time.Since(last) > still {
			if s.drawn() {
				return first, last, nil
			}
			last = time.Now() // something else will come
		}
	}
}
