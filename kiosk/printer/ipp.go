package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/OpenPrinting/goipp"
)

// What CUPS may say.
var (
	errNotThere    = errors.New("CUPS does not answer")
	errNotFound    = errors.New("not found")
	errNotPossible = errors.New("not possible")
)

// How long an answer may take, and how long it may be.
const (
	askTime   = 10 * time.Second
	mostBytes = 1 << 20
)

// A client asks the CUPS of this machine: over its socket, which tells it who
// asks, so that nobody has to sign in. The environment variable CUPS_SERVER
// names another socket or a host, as for the commands of CUPS.
type client struct {
	account string
	http    *http.Client
}

const usualSocket = "/run/cups/cups.sock"

func newClient() client {
	network, address := "unix", usualSocket
	if s := os.Getenv("CUPS_SERVER"); s != "" {
		address, _, _ = strings.Cut(s, "/version=")
	}
	if !strings.HasPrefix(address, "/") {
		network = "tcp"
		if _, _, err := net.SplitHostPort(address); err != nil {
			address = net.JoinHostPort(address, "631")
		}
	}
	account := "mingbai"
	if u, err := user.Current(); err == nil {
		account = u.Username
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: dialTime}).DialContext(ctx, network, address)
	}
	return client{account, &http.Client{Timeout: time.Minute, Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}}
}

// send sends a request, with a document after it, and returns the answer.
func (c client) send(ctx context.Context, path string, m *goipp.Message, document []byte) (answer, error) {
	if document == nil {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, askTime)
		defer stop()
	}
	head, err := m.EncodeBytes()
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://localhost"+path, bytes.NewReader(append(head, document...)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", goipp.ContentType)
	r.Header.Set("Authorization", "PeerCred "+c.account)
	response, err := c.http.Do(r)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotThere, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("CUPS says %s", response.Status)
	}
	return readAnswer(io.LimitReader(response.Body, mostBytes))
}

// An answer is the values of its attributes by name.
type answer map[string]goipp.Values

func readAnswer(r io.Reader) (answer, error) {
	var m goipp.Message
	if err := m.Decode(r); err != nil {
		return nil, fmt.Errorf("read the answer of CUPS: %w", err)
	}
	switch status := goipp.Status(m.Code); {
	case status < goipp.StatusRedirectionOtherSite:
	case status == goipp.StatusErrorNotFound:
		return nil, errNotFound
	case status == goipp.StatusErrorNotPossible:
		return nil, errNotPossible
	default:
		return nil, fmt.Errorf("CUPS says %s", status)
	}
	a := answer{}
	for _, group := range m.AttrGroups() {
		for _, attr := range group.Attrs {
			a[attr.Name] = attr.Values
		}
	}
	return a, nil
}

func (a answer) words(name string) []string {
	var all []string
	for _, v := range a[name] {
		all = append(all, v.V.String())
	}
	return all
}

func (a answer) word(name string) string {
	if w := a.words(name); len(w) > 0 {
		return w[0]
	}
	return ""
}

// number returns 0 for what is none.
func (a answer) number(name string) int {
	if v := a[name]; len(v) > 0 {
		if n, ok := v[0].V.(goipp.Integer); ok {
			return int(n)
		}
	}
	return 0
}
