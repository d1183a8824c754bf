package machine

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"mingbai/catalog/shelf"
	"mingbai/catalog/trust"
)

// etcRoot is where a hall puts whom it trusts.
const etcRoot = "/etc/mingbai/root.json"

// maxRoot is the longest root that is read, in bytes.
const maxRoot = 256 << 10

// anchor reads the root that is trusted first: from the file of the
// configuration, else from /etc, else from the data directory. It is nil
// where there is none.
func anchor(named, dir string) ([]byte, error) {
	path, mine, err := anchorFile(named, dir)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && mine {
		return nil, nil
	}
	if err == nil && len(b) > maxRoot {
		err = fmt.Errorf("%s has more than %d bytes", path, maxRoot)
	}
	if err != nil {
		return nil, fmt.Errorf("read root: %w (hint: set root to the root.json of the publisher)", err)
	}
	return b, nil
}

// anchorFile is where the root lies or would lie; mine is true in the data
// directory, which is the kiosk's own.
func anchorFile(named, dir string) (path string, mine bool, err error) {
	path = cmp.Or(named, etcRoot)
	_, err = os.Stat(path)
	if named == "" && errors.Is(err, fs.ErrNotExist) {
		return filepath.Join(dir, "root.json"), true, nil
	}
	if err != nil {
		err = fmt.Errorf("read root: %w (hint: set root to the root.json of the publisher)", err)
	}
	return path, false, err
}

// trusted returns what this kiosk believes: what it verified last, else its
// first root.
func (m *Machine) trusted(t shelf.Trusted) (trust.State, error) {
	if len(t.State[trust.Root]) > 0 {
		return t.State, nil
	}
	if m.anchor == nil {
		return nil, ErrNoRoot
	}
	return trust.State{trust.Root: m.anchor}, nil
}

// walked returns, by version, the newest root that was verified and those on
// the way to it, of the ones that came. What came after it was refused.
func walked(came [][]byte, newest []byte) map[int64][]byte {
	roots := map[int64][]byte{rootVersion(newest): newest}
	last := slices.IndexFunc(came, func(b []byte) bool { return bytes.Equal(b, newest) })
	for _, b := range came[:last+1] {
		roots[rootVersion(b)] = b
	}
	delete(roots, 0)
	return roots
}

// rootVersion reads the version of a root that was verified elsewhere; 0 for
// what is none.
func rootVersion(b []byte) int64 {
	var root struct {
		Signed struct {
			Version int64 `json:"version"`
		} `json:"signed"`
	}
	if json.Unmarshal(b, &root) != nil {
		return 0
	}
	return root.Signed.Version
}
