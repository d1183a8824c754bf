package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// An xserver is a screen without a panel.
type xserver struct {
	number string
	cmd    *exec.Cmd
}

// startX starts a server on a number, or on a free one for "".
func startX(number string) (*xserver, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	args := []string{"-displayfd", "3", "-screen", "0", "1080x1920x24", "-nolisten", "tcp"}
	if number != "" {
		args = append([]string{":" + number}, args...)
	}
	cmd := exec.Command("Xvfb", args...)
	cmd.ExtraFiles = []*os.File{w}
	err = cmd.Start()
	w.Close()
	if err != nil {
		return nil, fmt.Errorf("start X server: %w (hint: apt-get install xvfb)", err)
	}
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start X server: %w", err), cmd.Process.Kill())
	}
	return &xserver{strings.TrimSpace(line), cmd}, nil
}

func (x *xserver) display() string { return ":" + x.number }

func (x *xserver) stop() {
	x.cmd.Process.Kill()
	x.cmd.Wait() // it was killed: its error says nothing new
}

// colours counts what is on the screen, up to a hundred; 0 where it cannot be
// seen.
func (x *xserver) colours() int {
	c, err := xgb.NewConnDisplay(x.display())
	if err != nil {
		return 0
	}
	defer c.Close()
	root := xproto.Setup(c).DefaultScreen(c).Root
	seen := map[string]bool{}
	for y := 0; y < 1920 && len(seen) < 100; y += 24 {
		image, err := xproto.GetImage(c, xproto.ImageFormatZPixmap, xproto.Drawable(root), 0, int16(y), 1080, 1, ^uint32(0)).Reply()
		if err != nil {
			return 0
		}
		for i := 0; i+4 <= len(image.Data); i += 4 {
			seen[string(image.Data[i:i+3])] = true
		}
	}
	return len(seen)
}

// touch puts a finger into the middle of the screen.
func (x *xserver) touch() error {
	cmd := exec.Command("xdotool", "mousemove", "540", "700", "mousedown", "1", "sleep", "0.05", "mouseup", "1", "mousemove", "10", "10")
	cmd.Env = append(os.Environ(), "DISPLAY="+x.display())
	return cmd.Run()
}

// until waits for something to be true.
func until(ok func() bool, most time.Duration) bool {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return false
}
