package machine

import (
	"sync"

	"mingbai/catalog"
)

// most is how many records are kept in memory: more than any page shows.
const most = 512

// A memory keeps the records that were read last, so that drawing a page
// again reads nothing.
type memory struct {
	mu      sync.Mutex
	records map[catalog.ID]*catalog.Record
}

func newMemory() *memory { return &memory{records: map[catalog.ID]*catalog.Record{}} }

// record returns a kept record, or reads and keeps it.
func (m *memory) record(id catalog.ID, read func() (*catalog.Record, error)) (*catalog.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if r := m.records[id]; r != nil {
		return r, nil
	}
	r, err := read()
	if err != nil {
		return nil, err
	}
	if len(m.records) >= most {
		clear(m.records)
	}
	m.records[id] = r
	return r, nil
}

// forget lets go of all records: there are others now.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.records)
}
