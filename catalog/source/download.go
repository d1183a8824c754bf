package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// gain is how much a try must bring, in bytes, to count as getting somewhere.
// Less, and a server that cuts or drips could hold a call for ever.
const gain = 8 << 10

// Download implements [Carrier]. A transfer that breaks goes on where it
// broke, also in a later call; one whose digest is wrong begins anew, once.
func (h *HTTPS) Download(ctx context.Context, name string, want Want, path string) error {
	if err := checkName(name); err != nil {
		return err
	}
	s, err := openSpool(path, want)
	if err != nil || s == nil {
		return err
	}
	defer s.close()
	d := download{h: h, name: name, s: s, p: patience{limits: h.c.limits}}
	if err := d.run(ctx); err != nil {
		return fmt.Errorf("download %s from %s: %w", name, h.base, err)
	}
	return nil
}

// A download is one call of Download.
type download struct {
	h    *HTTPS
	name string
	s    *spool
	p    patience
	tag  string // of the file that the bytes so far are of, when it can be held against others
}

func (d *download) run(ctx context.Context) error {
	for damaged := false; ; {
		peak := d.s.peak
		err := d.get(ctx)
		if err == nil {
			err = d.s.finish()
		}
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errDigest) && !damaged:
			damaged = true // what an earlier call left may have been of another file
			d.s.peak = 0
			continue
		case d.s.peak-peak >= gain:
			d.p.fails = 0
		}
		if err := d.p.again(ctx, err); err != nil {
			return err
		}
	}
}

// get asks for what is missing and returns nil when all is there.
func (d *download) get(ctx context.Context) error {
	if d.s.have == d.s.want.Size {
		return nil
	}
	a, err := d.h.open(ctx, d.name, d.header())
	if err != nil {
		return err
	}
	defer a.close()
	r := bufio.NewReader(a.body)
	if err := d.begins(a, r); err != nil {
		return err
	}
	if err := d.s.fill(ctx, r); err != nil {
		return err
	}
	if d.s.have < d.s.want.Size {
		return fmt.Errorf("%w: it ended after %d of %d bytes", ErrUnreachable, d.s.have, d.s.want.Size)
	}
	return nil
}

// header asks for the rest. The bytes must be those of the file, not of a
// packed form of it, whose middle fits nothing.
func (d *download) header() map[string]string {
	header := map[string]string{"Accept-Encoding": "identity"}
	if d.s.have > 0 {
		header["Range"] = fmt.Sprintf("bytes=%d-", d.s.have)
		if strings.HasPrefix(d.tag, `"`) && sound(d.tag) != "" { // only a strong one counts: RFC 9110, 13.1.5
			header["If-Range"] = d.tag
		}
	}
	return header
}

// begins makes the file on disk end where the answer begins, or says why
// there is no use in reading it. What is on disk stays until there is better.
func (d *download) begins(a *answer, r *bufio.Reader) error {
	if coding := a.Header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return fmt.Errorf("%w: packed as %.20q, which was not asked for", ErrDamaged, coding)
	}
	switch a.StatusCode {
	case http.StatusOK: // also what a server says that knows no ranges
		return d.whole(a, r)
	case http.StatusPartialContent:
		return d.partial(a.Header.Get("Content-Range"))
	case http.StatusRequestedRangeNotSatisfiable:
		return errors.Join(fmt.Errorf("%w: no bytes from %d on", ErrUnreachable, d.s.have), d.s.reset())
	}
	return fmt.Errorf("%w: status %d", ErrUnreachable, a.StatusCode)
}

// whole begins anew, unless the answer is a web page or of another size.
func (d *download) whole(a *answer, r *bufio.Reader) error {
	start, _ := r.Peek(512) // an error comes again when it is read
	if isPage(a.Header.Get("Content-Type"), start) {
		return page()
	}
	if err := d.fits(a.ContentLength); err != nil {
		return err
	}
	d.tag = a.Header.Get("ETag")
	return d.s.reset()
}

// partial checks that an answer goes on where the file ends.
func (d *download) partial(said string) error {
	span, size, _ := strings.Cut(said, "/")
	if d.s.have == 0 || !strings.HasPrefix(span, fmt.Sprintf("bytes %d-", d.s.have)) {
		return errors.Join(fmt.Errorf("%w: asked for bytes from %d on, got %.60q", ErrUnreachable, d.s.have, said), d.s.reset())
	}
	total, err := strconv.ParseInt(size, 10, 64)
	if err != nil {
		return nil // the server does not know: "*"
	}
	return d.fits(total)
}

// fits compares the size of the file there, -1 when it is not said.
func (d *download) fits(size int64) error {
	switch {
	case size > d.s.want.Size:
		return fmt.Errorf("%w: %d bytes, %d wanted", ErrTooLarge, size, d.s.want.Size)
	case size >= 0 && size < d.s.want.Size:
		return fmt.Errorf("%w: %d bytes, %d wanted", ErrDamaged, size, d.s.want.Size)
	}
	return nil
}
