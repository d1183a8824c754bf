package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// MaxAnswer is the longest answer to a post that is read, in bytes.
const MaxAnswer = 1 << 20

// Post sends JSON to an address once and returns the body of a good answer.
// The answer may get lost after the server has done its work, so the caller
// repeats, with an id in the body that makes repeats harmless, and keeps what
// it sends until a nil error.
//
// A [BusyError] says when to come back; [ErrUnreachable] is to be tried again
// after a pause, [ErrRefused], [ErrAbsent], [ErrRedirect], [ErrPortal] and
// [ErrTooLarge] once somebody has looked. Over plain http nothing is sent but
// to this machine itself: a slip is nobody else's business.
func (c *Client) Post(ctx context.Context, address string, body []byte) ([]byte, error) {
	b, err := c.post(ctx, address, body)
	if err != nil {
		return nil, fmt.Errorf("post to %s: %w", withoutQuery(address), err)
	}
	return b, nil
}

func (c *Client) post(ctx context.Context, address string, body []byte) ([]byte, error) {
	if err := checkPrivate(address); err != nil {
		return nil, err
	}
	l := c.limits
	// A server that does not read what it is sent shows no other sign.
	most := l.Connect*2 + l.Header + time.Duration(len(body))*time.Second/time.Duration(l.Floor)
	silent := fmt.Errorf("%w: no answer in %s", ErrUnreachable, most)
	sending, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	t := time.AfterFunc(most, func() { stop(silent) })
	defer t.Stop()
	a, err := c.ask(sending, query{by: c.web, method: http.MethodPost, url: address, body: body, header: map[string]string{
		"Content-Type": "application/json", "Accept-Encoding": "identity"}})
	if err != nil {
		return nil, err
	}
	defer a.close()
	t.Stop()
	return reply(a)
}

// reply reads the answer to a post.
func reply(a *answer) ([]byte, error) {
	if err := judge(a, ""); err != nil {
		return nil, said(a, err)
	}
	if a.StatusCode > 299 || a.Header.Get("Content-Encoding") != "" {
		return nil, fmt.Errorf("%w: status %d, packed as %.20q", ErrRefused, a.StatusCode, a.Header.Get("Content-Encoding"))
	}
	b, err := readAll(a.body, MaxAnswer)
	if err != nil {
		return nil, err
	}
	if isPage(a.Header.Get("Content-Type"), b[:min(len(b), 512)]) {
		return nil, page()
	}
	return b, nil
}

// said adds the first line of what the server says to a refusal. It goes to
// a log, so it is quoted.
func said(a *answer, err error) error {
	if !errors.Is(err, ErrRefused) {
		return err
	}
	b, _ := io.ReadAll(io.LimitReader(a.body, 200)) // as much as there is
	line, _, _ := strings.Cut(string(b), "\n")
	return fmt.Errorf("%w: %q", err, line)
}

// checkPrivate lets only an address pass on the way to which nobody reads.
func checkPrivate(address string) error {
	if err := checkAddress(address); err != nil {
		return err
	}
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme == "https" || u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("%w: it is plain http; hint: give the hub a certificate and pin its authority", ErrRefused)
}

// withoutQuery is an address fit for a log.
func withoutQuery(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}
