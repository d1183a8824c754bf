package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"sync"
	"time"
)

// A Hint is what a server says it has news of. Nobody has vouched for it: it
// may be forged, late, repeated or missing. All it is good for is to ask
// sooner, or to hand Data to what verifies it.
type Hint struct {
	ID    string // by which the server knows it, at most 128 printable bytes
	Event string // its sort, at most 64 printable bytes; "message" when not said
	Data  []byte // at most [MaxHint] bytes, never empty; the callee's to keep
}

// Hints listens to server-sent events (WHATWG HTML, 9.2) and calls tell with
// each, on the caller's goroutine, until ctx ends, whose error it returns. Any
// other error means that address is none. It connects again by itself, see
// [Limits]; why a connection ended goes to Options.Trouble.
//
// A server that floods or lies costs next to nothing: between two calls of
// tell are at least two seconds, of several hints in between the newest
// counts, and a connection that sends more than it may is closed. What the
// server says of when to reconnect is ignored, but for Retry-After.
func (c *Client) Hints(ctx context.Context, address string, tell func(Hint)) error {
	if err := checkAddress(address); err != nil {
		return fmt.Errorf("listen for hints: %w", err)
	}
	l := listener{c: c, address: address, tell: tell}
	for fails := 0; ; fails++ {
		began := time.Now()
		err := l.listen(ctx)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if c.trouble != nil {
			c.trouble(fmt.Errorf("listen for hints at %s: %w", withoutQuery(address), err))
		}
		if time.Since(began) > c.limits.HintPause {
			fails = 0
		}
		if err := pause(ctx, c.reconnect(fails, err)); err != nil {
			return err
		}
	}
}

// reconnect is how long to wait after fails connections that did not hold.
func (c *Client) reconnect(fails int, err error) time.Duration {
	most := min(c.limits.HintMaxPause, c.limits.HintPause<<min(fails, 16))
	return max(time.Second, min(asked(err), time.Hour)) + rand.N(most)
}

// A listener is one call of Hints.
type listener struct {
	c       *Client
	address string
	tell    func(Hint)
	last    string // id of the last hint, to be told of those after it
}

// listen holds one connection and returns why it ended.
func (l *listener) listen(ctx context.Context) error {
	a, err := l.connect(ctx)
	if err != nil {
		return err
	}
	newest := make(chan Hint, 1)
	var ended error
	var reading sync.WaitGroup
	defer a.close() // again: a timer set by the last byte
	defer reading.Wait()
	defer a.close() // this ends the reading
	reading.Go(func() {
		ended = read(&budget{r: a.body}, newest)
		close(newest)
	})
	for h := range newest {
		l.last = h.ID
		l.tell(h)
		if err := pause(ctx, l.c.limits.HintGap); err != nil {
			return err
		}
	}
	return ended
}

func (l *listener) connect(ctx context.Context) (*answer, error) {
	header := map[string]string{"Accept": "text/event-stream", "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
	if l.last != "" {
		header["Last-Event-ID"] = l.last
	}
	a, err := l.c.ask(ctx, query{by: l.c.push, method: http.MethodGet, url: l.address, header: header, idle: l.c.limits.HintIdle})
	if err != nil {
		return nil, err
	}
	err = judge(a, "")
	kind, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
	if err == nil && (a.StatusCode != http.StatusOK || kind != "text/event-stream" || a.Header.Get("Content-Encoding") != "") {
		err = fmt.Errorf("%w: status %d, %.40q", ErrRefused, a.StatusCode, kind)
		if isPage(kind, nil) {
			err = page()
		}
	}
	if err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// read keeps the newest hint in a channel of one until the stream ends.
func read(r io.Reader, newest chan Hint) error {
	for e := newEvents(r); ; {
		h, err := e.next()
		if err == io.EOF {
			return fmt.Errorf("%w: the server ended the stream", ErrUnreachable)
		}
		if err != nil {
			return err
		}
		select {
		case <-newest: // nobody took it, and it is old now
		default:
		}
		newest <- h
	}
}

// allowance is what a connection may send in a minute, in bytes: a full hint
// each two seconds and some.
const allowance = 512 << 10

var errFlood = errors.New("the server sends far more than hints")

// A budget ends a stream that sends more than its allowance.
type budget struct {
	r     io.Reader
	began time.Time
	n     int
}

func (b *budget) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if now := time.Now(); now.Sub(b.began) > time.Minute {
		b.began, b.n = now, 0
	}
	if b.n += n; b.n > allowance {
		return 0, fmt.Errorf("%w: %w", ErrTooLarge, errFlood)
	}
	return n, err
}
