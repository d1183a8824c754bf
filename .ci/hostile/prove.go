package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// proveEars shows that the look at sockets finds each sort that listens in
// this very process, and takes none that speaks to one peer for it.
func proveEars() error {
	dir, err := os.MkdirTemp("", "ears")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	quiet := func(what string) error {
		if s, err := socketsOf(os.Getpid()); err != nil || len(s.ears) > 0 {
			return fmt.Errorf("the look at sockets finds %v of %s: %v", s.ears, what, err)
		}
		return nil
	}
	if err := quiet("a process that listens to nobody"); err != nil {
		return err
	}
	asks, err := net.Dial("udp", "127.0.0.1:53") // as one that asks for a name
	if err != nil {
		return err
	}
	defer asks.Close()
	if err := quiet("a datagram socket with a peer"); err != nil {
		return err
	}
	for _, ear := range [][2]string{{"tcp4", "127.0.0.1:0"}, {"tcp", ":0"}, {"udp4", "127.0.0.1:0"}, {"udp", ":0"},
		{"unix", filepath.Join(dir, "s")}, {"unix", "@mingbai-hostile"}, {"unixpacket", filepath.Join(dir, "p")}, {"unixgram", filepath.Join(dir, "d")}} {
		if err := proveEar(ear[0], ear[1]); err != nil {
			return err
		}
	}
	return quiet("a process that has stopped listening")
}

// proveEar opens something that listens, has it found, and closes it.
func proveEar(network, address string) error {
	var open interface{ Close() error }
	var err error
	switch network {
	case "udp", "udp4", "unixgram":
		open, err = net.ListenPacket(network, address)
	default:
		open, err = net.Listen(network, address)
	}
	if err != nil {
		return err
	}
	defer open.Close()
	if s, err := socketsOf(os.Getpid()); err != nil || len(s.ears) != 1 {
		return fmt.Errorf("%s at %s listens, and the look at sockets finds %v: %v", network, address, s.ears, err)
	}
	return nil
}

// proveChildren shows that a child is found while it runs and when it is gone.
func proveChildren() error {
	me := os.Getpid()
	before := faultsOfChildren(me)
	if err := childless(me, before); err != nil {
		return fmt.Errorf("the look at processes finds a child where there is none: %w", err)
	}
	child := exec.Command("cat")
	hold, err := child.StdinPipe()
	if err != nil {
		return err
	}
	if err := child.Start(); err != nil {
		return err
	}
	during := childless(me, before)
	if err := errors.Join(hold.Close(), child.Wait()); err != nil {
		return err
	}
	if after := childless(me, before); during == nil || after == nil {
		return fmt.Errorf("a child is not found: %v while it runs, %v when it is gone", during, after)
	}
	return nil
}

// proveWindows shows that a watch finds the smallest window, shown for a moment
// only.
func proveWindows(k *kiosk, x *xserver) error {
	w, err := watch(k, x)
	if err != nil {
		return err
	}
	defer w.stop()
	c, root, err := x.open()
	if err != nil {
		return err
	}
	defer c.Close()
	if err := flash(c, root); err != nil {
		return err
	}
	select {
	case <-w.ctx.Done():
	case <-time.After(10 * time.Second):
	}
	if err := context.Cause(w.ctx); err == nil || !strings.Contains(err.Error(), "another window") {
		return fmt.Errorf("another window is not found, but %v", err)
	}
	return nil
}

// flash shows a window of one pixel and takes it away.
func flash(c *xgb.Conn, root xproto.Window) error {
	id, err := xproto.NewWindowId(c)
	if err != nil {
		return err
	}
	xproto.CreateWindow(c, 0, id, root, 5, 5, 1, 1, 0, xproto.WindowClassInputOutput, 0, 0, nil)
	xproto.MapWindow(c, id)
	return xproto.DestroyWindowChecked(c, id).Check()
}
