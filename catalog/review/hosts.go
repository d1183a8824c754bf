package review

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Hosts is the allow-list of the kiosks that a catalog is for. An entry that
// begins with "." allows every host beneath it; any other only itself. It
// repeats what kiosks have in their own configuration, so that an editor
// learns early what they would not show.
type Hosts struct {
	HTTPS []string // reached by https
	HTTP  []string // allowed by plain http too
}

// ParseHosts reads a comma-separated list; "http:" before an entry allows it
// by plain http too: ".gov.cn,http:old.example.cn".
func ParseHosts(list string) (*Hosts, error) {
	h := new(Hosts)
	for _, entry := range strings.Split(list, ",") {
		name, plain := strings.CutPrefix(strings.TrimSpace(entry), "http:")
		if err := checkHost(strings.TrimPrefix(name, ".")); err != nil {
			return nil, fmt.Errorf("host %q: %w; hint: www.example.cn for one host, .example.cn for all beneath it", entry, err)
		}
		if plain {
			h.HTTP = append(h.HTTP, name)
		} else {
			h.HTTPS = append(h.HTTPS, name)
		}
	}
	return h, nil
}

// errMalformed means that an address could hide its host.
var errMalformed = errors.New("malformed")

// host takes an address apart, and refuses every way of disguising its host.
func host(address string) (name, scheme string, err error) {
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' }) {
		return "", "", errMalformed
	}
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil || u.Opaque != "" {
		return "", "", errMalformed
	}
	return u.Host, u.Scheme, checkHost(u.Host)
}

// checkHost wants at least two labels of lower-case letters, digits and "-",
// none of them an encoded other script, and no number for an address.
func checkHost(name string) error {
	labels := strings.Split(name, ".")
	if len(labels) < 2 || net.ParseIP(name) != nil {
		return errMalformed
	}
	for _, l := range labels {
		if l == "" || strings.HasPrefix(l, "xn--") || strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return errMalformed
		}
	}
	if last := labels[len(labels)-1]; strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		return errMalformed
	}
	return nil
}

// Host returns the host and the scheme of an address that a kiosk could show.
// One that is malformed, or could hide its host, is an error.
func Host(address string) (name, scheme string, err error) { return host(address) }

// Allow reports whether kiosks with this allow-list show an address.
func (h *Hosts) Allow(address string) bool {
	name, scheme, err := host(address)
	return err == nil && h.allow(name, scheme)
}

// allow reports whether kiosks show what is at a host by a scheme.
func (h *Hosts) allow(name, scheme string) bool {
	return listed(name, h.HTTP) || scheme == "https" && listed(name, h.HTTPS)
}

func listed(name string, list []string) bool {
	for _, entry := range list {
		if name == entry || strings.HasPrefix(entry, ".") && strings.HasSuffix(name, entry) && len(name) > len(entry) {
			return true
		}
	}
	return false
}
