package source

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// A Carrier brings files of one published tree. It is safe for use by several
// goroutines; its owner closes it. A name is a path below the tree with
// slashes, as "124.targets.json" or "targets/8f58….since-123.zst". Every call
// ends with its context; a server may be slow within [Limits], so whoever
// cannot wait for hours sets a deadline.
type Carrier interface {
	// String says where from, for people and for the log.
	fmt.Stringer
	io.Closer
	// Fetch returns a small file whole: metadata. One of more than most bytes
	// is [ErrTooLarge], a missing one [ErrAbsent].
	Fetch(ctx context.Context, name string, most int64) ([]byte, error)
	// Download puts a file at path when it is the one wanted and leaves path
	// alone when not; when it is there already, nothing is asked. On the way
	// the bytes are in path.part, and what an earlier call left there is
	// continued where the carrier can. The folder of path must exist. When
	// Download returns nil the file survives a power cut. A second call for
	// the same path at the same time is an error.
	Download(ctx context.Context, name string, want Want, path string) error
}

// A Want says which file is wanted, as signed metadata names it.
type Want struct {
	Size   int64    // bytes
	SHA256 [32]byte // of all of them
}

// An Answer is what a [Poller] found.
type Answer struct {
	Body      []byte
	Unchanged bool   // the file is the one of the tag; there is no Body then
	Tag       string // for the next Poll; empty when the source gives none
	// Date is what the clock of the server says, where TLS vouches for it and
	// no cache stands between; zero otherwise.
	Date time.Time
}

// A Poller is a Carrier that can say "nothing new" without sending the file.
type Poller interface {
	// Poll is Fetch for a file that the caller may have. tag is of an earlier
	// Answer, or empty. Whoever gave the tag owns what is in it.
	Poll(ctx context.Context, name string, most int64, tag string) (Answer, error)
}

// Open opens what a person names: an address (by web, which may be nil where
// none is expected), a folder or a zip file. The caller closes the Carrier.
func Open(where string, web *Client) (Carrier, error) {
	if strings.Contains(where, "://") {
		if web == nil {
			return nil, fmt.Errorf("open %s: only a folder or a zip file can be read here", where)
		}
		return web.HTTPS(where)
	}
	info, err := os.Stat(where)
	if err != nil {
		return nil, fmt.Errorf("open source: %w; hint: give https://…, a folder or a zip file", fault(err))
	}
	if info.IsDir() {
		return OpenDir(where)
	}
	return OpenZip(where)
}

// maxName is the longest name of a file, in bytes. Names of the published
// tree have at most 110: a folder, a digest and a short word.
const maxName = 255

// checkName refuses every name that could mean another place or that somebody
// might read differently. It matches [fs.ErrInvalid].
func checkName(name string) error {
	plain := len(name) <= maxName && fs.ValidPath(name) && !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.")
	for i := 0; plain && i < len(name); i++ {
		c := name[i]
		plain = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("._-/", c) >= 0
	}
	if !plain {
		return fmt.Errorf("file name %.80q: %w", name, fs.ErrInvalid)
	}
	return nil
}

// isRoot reports whether name is a version of the root role, as 3.root.json.
// The client asks for the next one until there is none.
func isRoot(name string) bool {
	number, ok := strings.CutSuffix(path.Base(name), ".root.json")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}
