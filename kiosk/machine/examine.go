package machine

import (
	"context"
	"errors"

	"mingbai/catalog/source"
)

// Free returns how many bytes may still be written to the disk that holds
// dir.
func Free(dir string) (int64, error) { return freeBytes(dir) }

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
