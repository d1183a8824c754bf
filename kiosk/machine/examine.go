package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// Free returns how many bytes may still be written to the disk that holds
// dir.
func Free(dir string) (int64, error) { return freeBytes(dir) }

// Expiry returns until when what the shelf was verified by is good, by role;
// it is empty without a signed edition.
func (m *Machine) Expiry(ctx context.Context) (map[trust.Role]time.Time, error) {
	t, err := m.shelf.Trusted(ctx)
	if err != nil {
		return nil, err
	}
	until := map[trust.Role]time.Time{}
	for role, document := range t.State {
		var d struct {
			Signed struct {
				Expires time.Time `json:"expires"`
			} `json:"signed"`
		}
		if err := json.Unmarshal(document, &d); err != nil {
			return nil, fmt.Errorf("read %s: %w", role, err)
		}
		until[role] = d.Signed.Expires
	}
	return until, nil
}

// Reach asks a source for its newest timestamp and throws it away. The error
// is one of package source.
func (m *Machine) Reach(ctx context.Context, name string) error {
	c, err := source.Open(name, m.web)
	if err != nil {
		return err
	}
	_, err = c.Fetch(ctx, "timestamp.json", maxTimestamp)
	return errors.Join(err, c.Close())
}

// ReachHub asks whether the hub answers at all: what it says does not matter.
func (m *Machine) ReachHub(ctx context.Context) error {
	_, err := m.web.Look(ctx, hubAddress(m.config.Hub))
	return err
}
