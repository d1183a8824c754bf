package shelf

import (
	"testing"

	"mingbai/catalog"
)

// FuzzChange: whatever a line of a delta is, it is a record, a tombstone or
// refused.
func FuzzChange(f *testing.F) {
	for _, seed := range []string{`{"-":"fee/a"}`, `{"-":"fee/a","id":"fee/b"}`, `{"id":"fee/a","title":{"zh":"费"}}`, `{"-":null}`, `{"-":"../x"}`, ``} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, id, err := readChange(b)
		if err != nil {
			return
		}
		if id.Check() != nil || e != nil && e.record.ID != id || len(b) > catalog.MaxLine {
			t.Errorf("%q is taken for %q", b, id)
		}
	})
}
