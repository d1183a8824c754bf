package source

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/go-resty/resty/v2"
)

// Options are what a [Client] may be told. The zero value works.
type Options struct {
	Agent string           // the User-Agent, all that a server learns of us; "mingbai" when empty
	CA    []byte           // PEM: the only authorities to trust; empty: those of the system
	Proxy string           // address of a proxy, "direct" for none; empty: as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say
	Now   func() time.Time // the clock that certificates are held against; nil: the system's
	// Trouble is told why each connection for hints ended, one call at a
	// time, for the log; nil: nobody is. Every other call returns its error.
	Trouble func(error)
	Limits  Limits
	dial    func(ctx context.Context, network, address string) (net.Conn, error)
}

// A Client speaks HTTP with servers that need not be trusted. It follows no
// redirect, keeps no cookie and sends nothing about the machine but the agent.
// It is safe for use by several goroutines. Make one with [NewClient].
type Client struct {
	web, push *resty.Client // push speaks HTTP/1.1: a connection for hints stays apart
	agent     string
	limits    Limits
	trouble   func(error)
}

// NewClient makes a client. A CA that is no PEM or a proxy that is no address
// is an error.
func NewClient(o Options) (*Client, error) {
	secure, err := o.tls()
	if err != nil {
		return nil, fmt.Errorf("make client: %w", err)
	}
	proxy, err := o.proxy()
	if err != nil {
		return nil, fmt.Errorf("make client: %w", err)
	}
	l := o.Limits.orDefault()
	web := transport(l, secure, proxy, 30*time.Second)
	web.ForceAttemptHTTP2 = true
	web.HTTP2 = &http.HTTP2Config{SendPingTimeout: 30 * time.Second, PingTimeout: 15 * time.Second}
	// A server's ping each five minutes keeps the connection for hints alive;
	// the kernel asks only when it is missing.
	push := transport(l, secure.Clone(), proxy, 6*time.Minute)
	push.Protocols = new(http.Protocols)
	push.Protocols.SetHTTP1(true)
	if o.dial != nil {
		web.DialContext, push.DialContext = o.dial, o.dial
	}
	c := &Client{web: rest(web), push: rest(push), agent: o.Agent, limits: l, trouble: o.Trouble}
	if c.agent == "" {
		c.agent = "mingbai"
	}
	return c, nil
}

// Close lets go of connections that are kept for the next call.
func (c *Client) Close() error {
	c.web.GetClient().CloseIdleConnections()
	c.push.GetClient().CloseIdleConnections()
	return nil
}

// rest wraps a transport: no cookies, no redirects, no retries of its own.
func rest(t *http.Transport) *resty.Client {
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return resty.NewWithClient(&http.Client{Transport: t}).
		SetRedirectPolicy(resty.RedirectPolicyFunc(stay)).
		SetDoNotParseResponse(true)
}

// transport bounds everything before the first byte of a body; [watched]
// bounds the body.
func transport(l Limits, secure *tls.Config, proxy func(*http.Request) (*url.URL, error), alive time.Duration) *http.Transport {
	d := net.Dialer{
		Timeout:         l.Connect,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: alive, Interval: 15 * time.Second, Count: 4},
	}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            d.DialContext,
		TLSClientConfig:        secure,
		TLSHandshakeTimeout:    l.Connect,
		ResponseHeaderTimeout:  l.Header,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        90 * time.Second,
		DisableCompression:     true, // bodies are counted before and after unpacking, see unpack
	}
}

func (o Options) tls() (*tls.Config, error) {
	c := &tls.Config{MinVersion: tls.VersionTLS12, Time: o.Now}
	if len(o.CA) == 0 {
		return c, nil
	}
	c.RootCAs = x509.NewCertPool()
	if !c.RootCAs.AppendCertsFromPEM(o.CA) {
		return nil, errors.New("no certificate in the pinned authorities; hint: give them as PEM")
	}
	return c, nil
}

func (o Options) proxy() (func(*http.Request) (*url.URL, error), error) {
	switch o.Proxy {
	case "":
		return http.ProxyFromEnvironment, nil
	case "direct":
		return nil, nil
	}
	u, err := url.Parse(o.Proxy)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("proxy %q is no address; hint: http://proxy.example.cn:3128", o.Proxy)
	}
	return http.ProxyURL(u), nil
}

// checkAddress refuses what is no plain web address. A password in it would
// end in logs.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.Fragment != "" {
		return fmt.Errorf("%q is no address of a server; hint: https://host/path, without a name and password", withoutQuery(u.Redacted()))
	}
	return nil
}
