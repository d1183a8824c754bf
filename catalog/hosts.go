package catalog

import (
	"fmt"
	"strings"
)

// Hosts is an allow-list. An entry that begins with "." allows every host
// beneath it; any other only itself. What a kiosk shows it has in its own
// configuration, never from an edition; publishers repeat it in a flag, so
// that an editor learns early what kiosks would not show.
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

// Allow returns nil when address may be shown as a code, and otherwise
// [ErrLong], [ErrMalformed], [ErrPlainHTTP] or [ErrHost].
func (h Hosts) Allow(address string) error {
	host, scheme, err := SplitAddress(address)
	switch {
	case err != nil:
		return err
	case listed(host, h.HTTP) || scheme == "https" && listed(host, h.HTTPS):
		return nil
	case scheme == "http":
		return fmt.Errorf("%s: %w", host, ErrPlainHTTP)
	}
	return fmt.Errorf("%s: %w", host, ErrHost)
}

func listed(host string, list []string) bool {
	for _, entry := range list {
		if host == entry || strings.HasPrefix(entry, ".") && strings.HasSuffix(host, entry) && len(host) > len(entry) {
			return true
		}
	}
	return false
}
