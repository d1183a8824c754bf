package source

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/go-resty/resty/v2"
)

// A query is one request.
type query struct {
	by     *resty.Client
	method string
	url    string
	header map[string]string
	body   []byte
	idle   time.Duration // how long the answer may be silent, however slow it is; 0: the limits count
}

// An answer is what came back: headers now, the body as it is read. Whoever
// asked closes it.
type answer struct {
	*http.Response
	body *watched
	stop context.CancelCauseFunc
}

// close ends the request, whether its body was read or not.
func (a *answer) close() {
	a.body.timer.Stop()
	a.stop(context.Canceled)
	a.Response.Body.Close() // nothing more is wanted of it
}

// ask sends one request, once. Whatever the status, it is an answer.
func (c *Client) ask(ctx context.Context, q query) (*answer, error) {
	inner, stop := context.WithCancelCause(ctx)
	r := q.by.R().SetContext(inner).SetHeader("User-Agent", c.agent).SetHeaders(q.header)
	if q.body != nil {
		r.SetBody(q.body)
	}
	resp, err := r.Execute(q.method, q.url)
	if err != nil {
		stop(context.Canceled)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, unreachable(err)
	}
	l := c.limits
	if q.idle > 0 {
		l.Stall, l.Floor = q.idle, 0
	}
	return &answer{resp.RawResponse, watch(inner, stop, resp.RawResponse.Body, l), stop}, nil
}

// unreachable says of a network's error that nobody answered. Go wraps it in
// the address, which callers name better.
func unreachable(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if certificate(err) {
		return fmt.Errorf("%w: %w; hint: compare the pinned authority, and the clock of this machine", ErrUnreachable, err)
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}

// certificate reports whether err is about who the server is. Asking again
// does not help.
func certificate(err error) bool {
	var bad *tls.CertificateVerificationError
	return errors.As(err, &bad)
}
