package source

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// judge turns a status that is no success into an error; name is the file
// that was asked for, or empty.
func judge(a *answer, name string) error {
	switch s := a.StatusCode; {
	case s == http.StatusNetworkAuthenticationRequired: // RFC 6585, 6
		return fmt.Errorf("%w: the network wants somebody to log in", ErrPortal)
	case s == http.StatusNotFound || s == http.StatusGone:
		return fmt.Errorf("%w: status %d", ErrAbsent, s)
	case s == http.StatusForbidden && isRoot(name):
		// An object store says so of a file that is not there to a client
		// that may not list.
		return fmt.Errorf("%w: status %d", ErrAbsent, s)
	case s == http.StatusRequestTimeout || s == http.StatusTooEarly || s == http.StatusTooManyRequests || s >= 500:
		return &BusyError{Status: s, After: retryAfter(a.Header, time.Now())}
	case s >= 400:
		return fmt.Errorf("%w: status %d", ErrRefused, s)
	case s >= 300 && s != http.StatusNotModified && s != http.StatusRequestedRangeNotSatisfiable:
		return redirected(a.Header.Get("Location"))
	}
	return nil
}

// redirected names the host, not the address: a portal puts the address of
// the machine into it.
func redirected(to string) error {
	host := "elsewhere"
	if u, err := url.Parse(to); err == nil && u.Host != "" {
		host = "to " + u.Host
	}
	return fmt.Errorf("%w %s; hint: set the address that answers itself; a network that wants a log-in does this too", ErrRedirect, host)
}

// retryAfter reads the pause that a server asks for, in seconds or as a date
// (RFC 9110, 10.2.3). A date is held against the server's own clock where it
// says it: that of a kiosk may be dead. At most a day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	const most = 24 * time.Hour
	v := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(v, 10, 63); err == nil {
		return time.Duration(min(n, uint64(most/time.Second))) * time.Second
	}
	then, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	if theirs, err := http.ParseTime(h.Get("Date")); err == nil {
		now = theirs
	}
	return min(max(then.Sub(now), 0), most)
}

// isPage reports whether an answer is a web page, by what it says or by how
// it begins.
func isPage(contentType string, start []byte) bool {
	kind, _, _ := mime.ParseMediaType(contentType)
	if kind == "text/html" || kind == "application/xhtml+xml" {
		return true
	}
	start = bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))
	return !strings.HasPrefix(kind, "image/") && strings.HasPrefix(http.DetectContentType(start), "text/html")
}

// page is the error of isPage.
func page() error {
	return fmt.Errorf("%w; hint: log this network in, or check the address", ErrPortal)
}

// stored reports whether a cache answered, and not the server itself.
func stored(h http.Header) bool {
	age, err := strconv.ParseInt(h.Get("Age"), 10, 64)
	return err == nil && age > 0
}

// clock returns the server's time, when nobody between could have set it.
func clock(a *answer) time.Time {
	t, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil || a.TLS == nil || a.Header.Get("Age") != "" {
		return time.Time{}
	}
	return t
}
