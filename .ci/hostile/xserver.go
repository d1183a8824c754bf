package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// The screen, in pixels.
const wide, high = 1080, 1920

// An xserver is a screen without a panel.
type xserver struct {
	display string
	cmd     *exec.Cmd
}

// startX starts a server with a free number.
func startX() (*xserver, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", wide, high), "-nolisten", "tcp")
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
	return &xserver{":" + strings.TrimSpace(line), cmd}, nil
}

func (x *xserver) stop() {
	x.cmd.Process.Kill()
	x.cmd.Wait() // it was killed: its error says nothing new
}

// open returns a connection of its own, with XTEST, and the root window.
func (x *xserver) open() (*xgb.Conn, xproto.Window, error) {
	c, err := xgb.NewConnDisplay(x.display)
	if err != nil {
		return nil, 0, fmt.Errorf("reach X server: %w", err)
	}
	if err := xtest.Init(c); err != nil {
		c.Close()
		return nil, 0, fmt.Errorf("reach X server: %w", err)
	}
	return c, xproto.Setup(c).DefaultScreen(c).Root, nil
}

// touch puts a finger down at a place and lifts it.
func (x *xserver) touch(left, top int16) error {
	c, root, err := x.open()
	if err != nil {
		return err
	}
	defer c.Close()
	xtest.FakeInput(c, xproto.MotionNotify, 0, 0, root, left, top, 0)
	xtest.FakeInput(c, xproto.ButtonPress, 1, 0, root, 0, 0, 0)
	return xtest.FakeInputChecked(c, xproto.ButtonRelease, 1, 0, root, 0, 0, 0).Check()
}
