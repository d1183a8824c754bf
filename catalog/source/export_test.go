package source

import (
	"context"
	"net"
	"net/http"
)

// Over makes a client connect by dial, so that tests hold the wire.
func (o Options) Over(dial func(ctx context.Context, network, address string) (net.Conn, error)) Options {
	o.dial = dial
	return o
}

// Bare sends a request as it is, so that tests see headers.
func (c *Client) Bare(r *http.Request) (*http.Response, error) { return c.web.GetClient().Do(r) }
