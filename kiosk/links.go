package kiosk

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"mingbai/catalog"
)

// Why a link is not shown.
var (
	ErrMalformed = errors.New("address is malformed")
	ErrPlainHTTP = errors.New("address is plain http")
	ErrHost      = errors.New("host is not allowed")
	ErrLong      = errors.New("address is too long for a code")
)

// Hosts is the allow-list of a kiosk. An entry that begins with "." allows
// every host beneath it; any other only itself. It comes from the kiosk's
// own configuration, never from a catalog.
type Hosts struct {
	HTTPS []string // reached by https
	HTTP  []string // allowed by plain http too
}

// Allow returns nil when address may be shown as a code.
func (h Hosts) Allow(address string) error {
	if len(address) > catalog.MaxURL {
		return fmt.Errorf("%d bytes: %w", len(address), ErrLong)
	}
	host, scheme, err := parse(address)
	switch {
	case err != nil:
		return err
	case scheme == "https" && (allowed(host, h.HTTPS) || allowed(host, h.HTTP)):
		return nil
	case scheme == "http" && allowed(host, h.HTTP):
		return nil
	case scheme == "http":
		return fmt.Errorf("%s: %w", host, ErrPlainHTTP)
	}
	return fmt.Errorf("%s: %w", host, ErrHost)
}

// parse takes an address apart and refuses every way of disguising a host.
func parse(address string) (host, scheme string, err error) {
	for _, r := range address {
		if r <= ' ' || r > '~' || r == '\\' {
			return "", "", fmt.Errorf("character %q: %w", r, ErrMalformed)
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if (u.Scheme != "https" && u.Scheme != "http") || u.User != nil || u.Opaque != "" || strings.Contains(u.Host, ":") {
		return "", "", ErrMalformed
	}
	authority := strings.TrimPrefix(address[strings.Index(address, "//")+2:], "")
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	if authority != u.Host || strings.Contains(strings.ToLower(u.EscapedPath()), "%00") {
		return "", "", ErrMalformed
	}
	return u.Host, u.Scheme, checkHost(u.Host)
}

func checkHost(host string) error {
	labels := strings.Split(host, ".")
	if len(labels) < 2 || net.ParseIP(host) != nil {
		return fmt.Errorf("%q: %w", host, ErrMalformed)
	}
	for _, label := range labels {
		if label == "" || strings.HasPrefix(label, "xn--") || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return fmt.Errorf("%q: %w", host, ErrMalformed)
		}
	}
	if strings.Trim(labels[len(labels)-1], "0123456789") == "" || strings.HasPrefix(labels[len(labels)-1], "0x") {
		return fmt.Errorf("%q: %w", host, ErrMalformed)
	}
	return nil
}

func allowed(host string, list []string) bool {
	for _, entry := range list {
		if host == entry || (strings.HasPrefix(entry, ".") && strings.HasSuffix(host, entry) && len(host) > len(entry)) {
			return true
		}
	}
	return false
}
