package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// A Target is a file that the editors signed.
type Target struct {
	Path   string            // "since-123.zst"
	Length int64             // bytes
	SHA256 [sha256.Size]byte // of its bytes
	Custom json.RawMessage   // what they signed beside it, may be nil
}

// NewTarget returns the target of a file with these bytes.
func NewTarget(path string, body []byte, custom json.RawMessage) Target {
	return Target{path, int64(len(body)), sha256.Sum256(body), custom}
}

// File returns the name of the file in the published tree, as
// "targets/<sha256>.since-123.zst".
func (t Target) File() string {
	folder, name := path.Split(t.Path)
	return "targets/" + folder + hex.EncodeToString(t.SHA256[:]) + "." + name
}

// Check returns nil when body is the file that was signed, else ErrUntrusted.
// Nothing of a file is used before.
func (t Target) Check(body []byte) error {
	if int64(len(body)) != t.Length {
		return fmt.Errorf("check %s: %w: %d bytes, signed are %d; hint: fetch it again from another source", t.Path, ErrUntrusted, len(body), t.Length)
	}
	if sha256.Sum256(body) != t.SHA256 {
		return fmt.Errorf("check %s: %w: not the bytes that were signed; hint: fetch it again from another source", t.Path, ErrUntrusted)
	}
	return nil
}

// tuf returns the form of documents.
func (t Target) tuf() *metadata.TargetFiles {
	f := &metadata.TargetFiles{Path: t.Path, Length: t.Length, Hashes: metadata.Hashes{"sha256": t.SHA256[:]}}
	if t.Custom != nil {
		f.Custom = &t.Custom
	}
	return f
}

// targetFrom reads the form of documents.
func targetFrom(name string, f *metadata.TargetFiles) (Target, error) {
	if err := checkPath(name); err != nil {
		return Target{}, err
	}
	if f == nil || f.Length < 0 || len(f.Hashes["sha256"]) != sha256.Size {
		return Target{}, fmt.Errorf("target %s: %w: it has no length or no SHA-256", name, ErrUntrusted)
	}
	t := Target{Path: name, Length: f.Length, SHA256: [sha256.Size]byte(f.Hashes["sha256"])}
	if f.Custom != nil {
		t.Custom = *f.Custom
	}
	return t, nil
}

// checkPath refuses a path that would leave the folder of targets.
func checkPath(name string) error {
	if name == "" || len(name) > 200 || path.IsAbs(name) || path.Clean(name) != name || strings.HasPrefix(name, ".") || strings.ContainsAny(name, "\\:\x00") {
		return fmt.Errorf("target %.200q: %w: it is no path in the tree", name, ErrUntrusted)
	}
	return nil
}
