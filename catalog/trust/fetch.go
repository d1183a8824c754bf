package trust

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// A Fetcher brings the files of a published tree: from a web server, a folder,
// a stick.
type Fetcher interface {
	// Fetch returns the file of that name, relative to the tree and with
	// forward slashes. It reads no more than max+1 bytes and returns them; more
	// than max are refused here. A file that is not there is fs.ErrNotExist; a
	// store that does not say whether it is (403) answers fs.ErrPermission.
	Fetch(ctx context.Context, name string, max int64) ([]byte, error)
}

// Fetch makes a State the source of its own documents: verified by another,
// it tells what a kiosk would say of them.
func (s State) Fetch(_ context.Context, name string, max int64) ([]byte, error) {
	return s.get(name, max)
}

func (s State) get(name string, _ int64) ([]byte, error) {
	files, err := s.Files()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.Name == name {
			return f.Body, nil
		}
	}
	return nil, fmt.Errorf("fetch %s: %w", name, fs.ErrNotExist)
}

// base is where the library believes the tree to be.
const base = "tree/"

// A carrier stands between the library and a Fetcher. It remembers what came
// and what failed.
type carrier struct {
	get  func(name string, max int64) ([]byte, error)
	came map[Role][][]byte // roots may be several
	last Role              // what was asked for last
	err  error             // why that did not come, if it did not
}

// DownloadFile implements the fetcher of the library.
func (c *carrier) DownloadFile(url string, max int64, _ time.Duration) ([]byte, error) {
	name := strings.TrimPrefix(url, base)
	c.last = roleOf(name)
	max = min(max, most[c.last]) // what asks for more was signed by a key that may be stolen
	body, err := c.get(name, max)
	if c.last == Root && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)) {
		return nil, &metadata.ErrDownloadHTTP{StatusCode: 404, URL: name} // there is no newer root
	}
	if err != nil {
		c.err = fmt.Errorf("fetch %s: %w", name, err)
		return nil, c.err
	}
	if int64(len(body)) > max {
		return nil, fmt.Errorf("%s has more than %d bytes", name, max)
	}
	c.came[c.last] = append(c.came[c.last], body)
	return body, nil
}
