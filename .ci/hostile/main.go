// Hostile is a keyboard that somebody plugs in: it sends every key code there
// is, alone and with every modifier, to the real window, and watches all the
// while whether the kiosk is still what it was: the same process without
// children, the same windows, nothing that listens. One kiosk is on its own,
// another has a source, hints and a hub, so that connections go out of it.
//
//	go run .ci/hostile/*.go PROGRAM [SECONDS]
//
// SECONDS, 60 when not said, are of each kiosk; every code is sent with every
// modifier at least once, however long that takes.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/jezek/xgb"
)

func main() {
	program, long, err := read(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(2)
	}
	xgb.Logger.SetOutput(io.Discard) // a server that is stopped is no news
	if err := run(program, long); err != nil {
		fmt.Fprintln(os.Stderr, "hostile: FAILED:", err)
		os.Exit(1)
	}
}

// read reads the command line.
func read(args []string) (program string, long time.Duration, err error) {
	if len(args) < 1 || len(args) > 2 {
		return "", 0, errors.New("usage: go run .ci/hostile/*.go PROGRAM [SECONDS]")
	}
	seconds := 60
	if len(args) == 2 {
		if seconds, err = strconv.Atoi(args[1]); err != nil || seconds < 1 {
			return "", 0, fmt.Errorf("%q is no number of seconds from 1", args[1])
		}
	}
	program, err = filepath.Abs(args[0])
	return program, time.Duration(seconds) * time.Second, err
}

func run(program string, long time.Duration) error {
	if err := errors.Join(proveEars(), proveChildren()); err != nil {
		return err
	}
	say("the looks at sockets and processes find what listens and what is started, and nothing else")
	if err := attack(program, nil, long); err != nil {
		return fmt.Errorf("a kiosk on its own: %w", err)
	}
	out, err := openOutside()
	if err != nil {
		return err
	}
	defer out.close()
	if err := attack(program, out, long); err != nil {
		return fmt.Errorf("a kiosk with a source and a hub: %w", err)
	}
	return nil
}

func say(format string, args ...any) { fmt.Printf("hostile: "+format+"\n", args...) }

// attack runs a kiosk and plugs the keyboard in. out is what it speaks to,
// nil for a kiosk on its own.
func attack(program string, out *outside, long time.Duration) (err error) {
	x, err := startX()
	if err != nil {
		return err
	}
	defer x.stop()
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	k, err := startKiosk(program, dir, x, out.config())
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w\n%s", err, k.said())
			k.kill()
		}
	}()
	if err := k.await("open attract", time.Minute); err != nil {
		return err
	}
	w, err := watch(k, x)
	if err != nil {
		return err
	}
	defer w.stop()
	if err := plugIn(w, k, x, long); err != nil {
		return err
	}
	return unplugged(w, k, x, out)
}

// plugIn types for a while, with the watch beside it.
func plugIn(w *guard, k *kiosk, x *xserver, long time.Duration) error {
	b, err := openKeyboard(x)
	if err != nil {
		return err
	}
	defer b.close()
	if err := b.storm(w.ctx, long); err != nil {
		return err
	}
	say("%d keys in %.0f s with %d sets of modifiers: %d of %d codes seen down by the server with each", b.sent, b.took.Seconds(), len(modifiers), b.seen(), codes)
	if b.seen() != codes {
		return fmt.Errorf("the server did not see down %v", b.missing())
	}
	if !k.traced("open search") {
		return errors.New("the keys did not arrive: no letter led to the search")
	}
	return nil
}

// unplugged looks at what the keyboard left behind.
func unplugged(w *guard, k *kiosk, x *xserver, out *outside) error {
	if err := k.touched(w.ctx, x); err != nil {
		return err
	}
	say("a touch is still answered")
	if err := out.heard(w.ctx); err != nil {
		return err
	}
	if err := k.unharmed(); err != nil {
		return err
	}
	most, looks := w.sockets()
	if out != nil && most == 0 {
		return errors.New("it had a source and no connection was seen: the look at its sockets proves nothing")
	}
	w.stop()
	if err := context.Cause(w.ctx); !errors.Is(err, errDone) {
		return err
	}
	say("it is the same process without a child; no other window was shown")
	say("nothing listened in %d looks; at most %d connections went out", looks, most)
	if err := proveWindows(k, x); err != nil {
		return err
	}
	return k.end()
}
