package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// MaxLook is how much of a page [Client.Look] reads, in bytes: enough for its
// head and for what a page of a few lines says.
const MaxLook = 64 << 10

// A Look is what a server said of an address that people open.
type Look struct {
	Status int    // of its last answer, such as 404
	Kind   string // what it says it sends, such as "text/html"; "" when it does not say
	To     string // the whole address that a redirect names, "" for none
	Page   []byte // how a web page begins, at most MaxLook bytes; nil for anything else
}

// Look finds out once whether an address opens, and takes no more than it
// needs: it asks for the headers (HEAD), and asks again for the thing itself
// (GET) where a server refuses that, and where a web page has to be read to
// know what it is. A redirect is not followed. A fragment is not sent.
//
// An error means that no answer came, or not to the end: it is
// [ErrUnreachable], with a *net.DNSError or a *tls.CertificateVerificationError
// beneath where that is why, or the context's. Every status is an answer.
func (c *Client) Look(ctx context.Context, address string) (Look, error) {
	address, _, _ = strings.Cut(address, "#")
	if err := checkAddress(address); err != nil {
		return Look{}, fmt.Errorf("look: %w", err)
	}
	l, err := c.look(ctx, http.MethodHead, address)
	if again(l, err) {
		l, err = c.look(ctx, http.MethodGet, address)
	}
	if err != nil {
		return Look{}, fmt.Errorf("look at %s: %w", withoutQuery(address), err)
	}
	return l, nil
}

// again reports whether an answer to HEAD does not say enough. Many a server
// answers 403, 404, 405 or 501 to it, or closes the connection, and sends the
// page nevertheless; one that is busy or wants a log-in means it.
func again(l Look, err error) bool {
	switch {
	case err != nil:
		return errors.Is(err, ErrUnreachable) && !certificate(err) && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF))
	case l.Status == http.StatusTooManyRequests || l.Status == http.StatusServiceUnavailable ||
		l.Status == http.StatusNetworkAuthenticationRequired || l.Status == http.StatusGone:
		return false
	}
	return l.Status >= 400 || l.Status < 300 && (l.Kind == "" || l.Kind == "text/html" || l.Kind == "application/xhtml+xml")
}

// look asks one question.
func (c *Client) look(ctx context.Context, method, address string) (Look, error) {
	a, err := c.ask(ctx, query{by: c.web, method: method, url: address, header: map[string]string{"Accept-Encoding": "identity"}})
	if err != nil {
		return Look{}, err
	}
	defer a.close()
	l := Look{Status: a.StatusCode, To: target(address, a)}
	l.Kind, _, _ = mime.ParseMediaType(a.Header.Get("Content-Type"))
	if method == http.MethodHead || l.To != "" {
		return l, nil
	}
	page, err := io.ReadAll(io.LimitReader(a.body, MaxLook))
	if err != nil {
		return Look{}, err
	}
	if isPage(a.Header.Get("Content-Type"), page[:min(len(page), 512)]) {
		l.Page = page
	}
	return l, nil
}

// target returns where a redirect leads, whole.
func target(address string, a *answer) string {
	to := a.Header.Get("Location")
	if a.StatusCode < 300 || a.StatusCode > 399 || a.StatusCode == http.StatusNotModified || to == "" {
		return ""
	}
	base, err := url.Parse(address)
	if err != nil {
		return to
	}
	next, err := base.Parse(to)
	if err != nil {
		return to // whoever follows it will find it malformed
	}
	return next.String()
}
