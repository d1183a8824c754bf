package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// The key codes of X: a byte, of which the first eight are no keys.
const first, last, codes = 8, 255, 248

// Keys that are held, by their symbols.
const (
	shift xproto.Keysym = 0xffe1
	ctrl  xproto.Keysym = 0xffe3
	alt   xproto.Keysym = 0xffe9
	super xproto.Keysym = 0xffeb
	altGr xproto.Keysym = 0xffea // the right Alt
)

// modifiers are the sets that are held while every code is sent.
var modifiers = [][]xproto.Keysym{{}, {ctrl}, {alt}, {shift}, {super}, {ctrl, alt}, {ctrl, shift}, {altGr}}

// pace is from one key to the next: what pretends to be a keyboard may be as
// fast.
const pace = 2 * time.Millisecond

// A keyboard sends keys by one connection, and asks by another what the server
// has taken for down.
type keyboard struct {
	keys, asks *xgb.Conn
	codeOf     map[xproto.Keysym]byte
	down       [][codes]bool // by set of modifiers: seen down by the server
	sent       int
	took       time.Duration
}

// openKeyboard returns a keyboard, which the caller closes.
func openKeyboard(x *xserver) (*keyboard, error) {
	b := &keyboard{codeOf: map[xproto.Keysym]byte{}, down: make([][codes]bool, len(modifiers))}
	var err error
	if b.keys, _, err = x.open(); err != nil {
		return nil, err
	}
	if b.asks, _, err = x.open(); err != nil {
		b.keys.Close()
		return nil, err
	}
	if err := b.learn(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *keyboard) close() { b.keys.Close(); b.asks.Close() }

// learn finds the codes of the modifiers.
func (b *keyboard) learn() error {
	m, err := xproto.GetKeyboardMapping(b.asks, first, codes).Reply()
	if err != nil {
		return fmt.Errorf("read keyboard mapping: %w", err)
	}
	each := int(m.KeysymsPerKeycode)
	for i := codes - 1; i >= 0; i-- {
		b.codeOf[m.Keysyms[i*each]] = byte(first + i)
	}
	for _, held := range modifiers {
		for _, sym := range held {
			if b.codeOf[sym] == 0 {
				return fmt.Errorf("the keyboard has no key of symbol %#x", sym)
			}
		}
	}
	return nil
}

// storm sends every code with every set of modifiers, again and again until
// the time is over, at least once.
func (b *keyboard) storm(ctx context.Context, long time.Duration) error {
	began := time.Now()
	defer func() { b.took = time.Since(began) }()
	for round := 0; round == 0 || time.Since(began) < long; round++ {
		for set := range modifiers {
			if err := b.round(ctx, set); err != nil {
				return err
			}
			if round > 0 && time.Since(began) >= long {
				break
			}
		}
	}
	return nil
}

// round sends every code once while a set of modifiers is held.
func (b *keyboard) round(ctx context.Context, set int) error {
	var held []byte
	for _, sym := range modifiers[set] {
		held = append(held, b.codeOf[sym])
	}
	for _, code := range held {
		b.send(xproto.KeyPress, code)
	}
	next := time.NewTicker(pace)
	defer next.Stop()
	for i := range codes {
		code := byte(first + i)
		if !slices.Contains(held, code) { // one that is held is down already
			b.send(xproto.KeyPress, code)
		}
		isDown, err := b.awaitDown(code)
		if err != nil {
			return err
		}
		b.down[set][i] = b.down[set][i] || isDown
		b.sent++
		if !slices.Contains(held, code) {
			b.send(xproto.KeyRelease, code)
		}
		select {
		case <-next.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	for _, code := range held {
		b.send(xproto.KeyRelease, code)
	}
	b.keys.Sync()
	return nil
}

func (b *keyboard) send(what, code byte) { xtest.FakeInput(b.keys, what, code, 0, 0, 0, 0, 0) }

// awaitDown asks the server, which takes a moment to hear of a key, whether a
// code is down.
func (b *keyboard) awaitDown(code byte) (bool, error) {
	for end := time.Now().Add(time.Second); ; time.Sleep(200 * time.Microsecond) {
		m, err := xproto.QueryKeymap(b.asks).Reply()
		if err != nil {
			return false, fmt.Errorf("ask what is down: %w", err)
		}
		if m.Keys[code/8]&(1<<(code%8)) != 0 {
			return true, nil
		}
		if time.Now().After(end) {
			return false, nil
		}
	}
}

// seen returns how many codes were seen down with every set of modifiers.
func (b *keyboard) seen() int { return codes - len(b.missing()) }

// missing returns the codes that were not.
func (b *keyboard) missing() (all []int) {
	for i := range codes {
		for set := range b.down {
			if !b.down[set][i] {
				all = append(all, first+i)
				break
			}
		}
	}
	return all
}
