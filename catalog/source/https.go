package source

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
)

// An HTTPS is a [Carrier] and [Poller] over a web server's static files: a
// server, an object store, a content network, a mirror in the hall. Make one
// with [Client.HTTPS].
type HTTPS struct {
	c    *Client
	base string
}

// HTTPS returns the tree at an address, as "https://pub.example.cn/pub/230881".
// Plain http is taken too: what is signed needs no TLS, and a hall's mirror may
// have no certificate; but then anybody on the way sees what is fetched. The
// client stays the caller's.
func (c *Client) HTTPS(base string) (*HTTPS, error) {
	base = strings.TrimRight(base, "/")
	if err := checkAddress(base); err != nil {
		return nil, fmt.Errorf("open source: %w", err)
	}
	if strings.Contains(base, "?") {
		return nil, fmt.Errorf("open source: %q has a query; hint: leave out everything from the question mark", withoutQuery(base))
	}
	return &HTTPS{c: c, base: base}, nil
}

// String returns the address.
func (h *HTTPS) String() string { return h.base }

// Close lets go of the client's idle connections.
func (h *HTTPS) Close() error { return h.c.Close() }

// Fetch implements [Carrier]. most counts on the wire and unpacked.
func (h *HTTPS) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	a, err := h.get(ctx, name, most, "")
	return a.Body, err
}

// Poll implements [Poller] by ETag. The tag is good for this address only.
func (h *HTTPS) Poll(ctx context.Context, name string, most int64, tag string) (Answer, error) {
	return h.get(ctx, name, most, tag)
}

func (h *HTTPS) get(ctx context.Context, name string, most int64, tag string) (Answer, error) {
	if err := checkName(name); err != nil {
		return Answer{}, err
	}
	for p := (patience{limits: h.c.limits}); ; {
		a, err := h.once(ctx, name, most, tag)
		if err == nil {
			return a, nil
		}
		if err = p.again(ctx, err); err != nil {
			return Answer{}, fmt.Errorf("fetch %s from %s: %w", name, h.base, err)
		}
	}
}

// once asks once. Metadata is always asked for fresh: it is small, and a
// cache that kept an old one would freeze the kiosk.
func (h *HTTPS) once(ctx context.Context, name string, most int64, tag string) (Answer, error) {
	header := map[string]string{"Accept-Encoding": "gzip", "Cache-Control": "no-cache"}
	if tag = sound(tag); tag != "" {
		header["If-None-Match"] = tag
	}
	a, err := h.open(ctx, name, header)
	if err != nil {
		return Answer{}, err
	}
	defer a.close()
	found := Answer{Tag: sound(a.Header.Get("ETag")), Date: clock(a)}
	switch {
	case a.StatusCode == http.StatusNotModified && tag != "":
		found.Unchanged, found.Tag = true, tag
		return found, nil
	case a.StatusCode != http.StatusOK:
		return Answer{}, fmt.Errorf("%w: status %d", ErrUnreachable, a.StatusCode)
	case a.ContentLength > most+slack:
		return Answer{}, fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, a.ContentLength, most)
	}
	found.Body, err = body(a, most)
	return found, err
}

// open asks for a file and lets only an answer of use pass. That a file is
// missing may be what a cache remembers of the minute before it was published;
// then the server is asked itself, by an address that no cache has seen.
func (h *HTTPS) open(ctx context.Context, name string, header map[string]string) (*answer, error) {
	q := query{by: h.c.web, method: http.MethodGet, url: h.base + "/" + name, header: header}
	a, err := h.judged(ctx, q, name)
	if errors.Is(err, errStored) {
		q.url += "?fresh=" + strconv.FormatUint(rand.Uint64(), 36)
		a, err = h.judged(ctx, q, name)
	}
	return a, err
}

var errStored = errors.New("by a cache")

func (h *HTTPS) judged(ctx context.Context, q query, name string) (*answer, error) {
	a, err := h.c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	err = judge(a, name)
	if err == nil {
		return a, nil
	}
	defer a.close()
	if errors.Is(err, ErrAbsent) && stored(a.Header) {
		err = fmt.Errorf("%w, %w", err, errStored)
	}
	return nil, err
}

// slack is what gzip may add to metadata that does not shrink, in bytes.
const slack = 1 << 10

// body reads an answer whole, bounded before and after unpacking.
func body(a *answer, most int64) ([]byte, error) {
	wire := &io.LimitedReader{R: a.body, N: most + slack}
	var r io.Reader = wire
	switch coding := a.Header.Get("Content-Encoding"); coding {
	case "", "identity":
	case "gzip":
		z, err := gzip.NewReader(wire)
		if err != nil {
			return nil, unpacking(err)
		}
		r = z
	default:
		return nil, fmt.Errorf("%w: packed as %.20q", ErrDamaged, coding)
	}
	b, err := readAll(r, most)
	if wire.N == 0 {
		return nil, fmt.Errorf("%w: more than %d bytes on the wire", ErrTooLarge, most)
	}
	if err != nil {
		return nil, unpacking(err)
	}
	if isPage(a.Header.Get("Content-Type"), b[:min(len(b), 512)]) {
		return nil, page()
	}
	return b, nil
}

// unpacking names gzip's own complaints; any other is of the transfer.
func unpacking(err error) error {
	var corrupt flate.CorruptInputError
	for _, own := range []error{gzip.ErrHeader, gzip.ErrChecksum, io.EOF, io.ErrUnexpectedEOF} {
		if err == own || errors.As(err, &corrupt) {
			return fmt.Errorf("%w: unpack: %w", ErrDamaged, err)
		}
	}
	return err
}

// sound returns an ETag that can be sent as it is, or nothing.
func sound(tag string) string {
	if len(tag) > 200 || strings.ContainsFunc(tag, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return tag
}
