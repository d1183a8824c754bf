package catalog

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// Why a link is not shown.
var (
	ErrMalformed = errors.New("address is malformed")
	ErrPlainHTTP = errors.New("address is plain http")
	ErrHost      = errors.New("host is not allowed")
	ErrLong      = errors.New("address is too long for a code")
)

// MaxURL is the longest link that is drawn as a code, in bytes.
const MaxURL = 300

// SplitAddress returns the host of an address, in lower case as it has to be
// written, and its scheme, http or https. It is the only way in which an
// address is judged, wherever one comes in: what is longer than [MaxURL] is
// [ErrLong]; what no phone opens, and every way of disguising a host, is
// [ErrMalformed].
func SplitAddress(address string) (host, scheme string, err error) {
	if len(address) > MaxURL {
		return "", "", fmt.Errorf("%d bytes: %w", len(address), ErrLong)
	}
	for _, r := range address {
		if r <= ' ' || r > '~' || r == '\\' {
			return "", "", fmt.Errorf("character %q: %w", r, ErrMalformed)
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", "", fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Opaque != "" {
		return "", "", ErrMalformed
	}
	// What url.Parse makes of the host has to be what stands there.
	rest, ok := strings.CutPrefix(address, u.Scheme+"://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	if !ok || rest != u.Host || strings.Contains(u.EscapedPath(), "%00") {
		return "", "", ErrMalformed
	}
	return u.Host, u.Scheme, checkHost(u.Host)
}

// checkHost wants at least two labels of lower-case letters, digits and "-",
// none of them an encoded other script, and no number for an address.
func checkHost(host string) error {
	labels := strings.Split(host, ".")
	if _, err := netip.ParseAddr(host); len(labels) < 2 || err == nil {
		return fmt.Errorf("%q: %w", host, ErrMalformed)
	}
	for _, label := range labels {
		if label == "" || strings.HasPrefix(label, "xn--") || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return fmt.Errorf("%q: %w", host, ErrMalformed)
		}
	}
	if last := labels[len(labels)-1]; strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		return fmt.Errorf("%q: %w", host, ErrMalformed)
	}
	return nil
}
