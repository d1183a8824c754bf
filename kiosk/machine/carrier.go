package machine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// newClient makes the one client of the machine. Certificates are judged by
// its clock.
func (m *Machine) newClient(s Setup) (*source.Client, error) {
	o := source.Options{Agent: "mingbai/" + s.App, Proxy: s.Config.Proxy, Now: m.clock.TLS, Trouble: m.troubled, Limits: s.Limits}
	if s.Config.CA != "" {
		var err error
		if o.CA, err = os.ReadFile(s.Config.CA); err != nil {
			return nil, fmt.Errorf("read authorities: %w (hint: set ca to a PEM file, or leave it out)", err)
		}
	}
	return source.NewClient(o)
}

// openSources opens what a person names, or the sources of the configuration.
// One that is not there, a stick that is not in, is passed over.
func (m *Machine) openSources(from string) (*source.Mirrors, error) {
	names := m.config.Sources
	if from != "" {
		names = []string{from}
	}
	var open []source.Carrier
	var errs []error
	for _, name := range names {
		c, err := source.Open(name, m.web)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		open = append(open, c)
	}
	if len(open) == 0 && len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return source.NewMirrors(open...), nil
}

// networked reports whether a source is reached by network.
func networked(sources []string) bool {
	for _, s := range sources {
		if strings.Contains(s, "://") {
			return true
		}
	}
	return false
}

// sortOf says what a carrier is, in the words of kiosk.State.Source.
func sortOf(name string) string {
	if strings.Contains(name, "://") {
		return "https"
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return "folder"
	}
	return "zip"
}

// A fetcher brings the documents of a tree to what verifies them.
type fetcher struct {
	from      source.Carrier
	timestamp []byte // which was fetched already
	roots     [][]byte
}

// Fetch implements trust.Fetcher.
func (f *fetcher) Fetch(ctx context.Context, name string, max int64) ([]byte, error) {
	if name == "timestamp.json" && f.timestamp != nil && int64(len(f.timestamp)) <= max {
		return f.timestamp, nil
	}
	b, err := f.from.Fetch(ctx, name, max)
	switch {
	case errors.Is(err, source.ErrAbsent):
		return nil, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	case errors.Is(err, source.ErrTooLarge):
		return nil, fmt.Errorf("%w: %w", trust.ErrUntrusted, err)
	case err == nil && strings.HasSuffix(name, ".root.json"):
		f.roots = append(f.roots, b)
	}
	return b, err
}
