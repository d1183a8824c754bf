package edition

import (
	"encoding/hex"
	"regexp"
)

// A Class says what a file of the published tree is.
type Class int

// The classes, in the order of uploading: a file comes after what it names.
const (
	Foreign   Class = iota // no file of the tree: never unpack or upload it
	Blob                   // media, named by its SHA-256
	Target                 // keyframe, delta or list, with its SHA-256 before its name
	Metadata               // 1.root.json, 124.targets.json, with its version before its name
	Timestamp              // timestamp.json
)

var classes = []struct {
	class Class
	name  *regexp.Regexp
}{
	{Blob, regexp.MustCompile(`^blob/[0-9a-f]{2}/[0-9a-f]{64}$`)},
	{Target, regexp.MustCompile(`^targets/([a-z0-9-]{1,80}/){0,2}[0-9a-f]{64}\.[a-z0-9][a-z0-9.-]{0,80}$`)},
	{Metadata, regexp.MustCompile(`^[1-9][0-9]{0,15}\.[a-z][a-z0-9-]{0,40}\.json$`)},
	{Timestamp, regexp.MustCompile(`^timestamp\.json$`)},
}

// Classify tells the class of a file by its name, relative to the tree and
// with forward slashes. What comes from a stick or a zip is used only when it
// is not Foreign: such a name leaves no folder.
func Classify(name string) Class {
	for _, c := range classes {
		if c.name.MatchString(name) {
			return c.class
		}
	}
	return Foreign
}

// Immutable reports whether a file of class c never changes once it is
// published, so that caches may keep it for ever. Only timestamp.json does; a
// file that is missing may appear.
func (c Class) Immutable() bool { return c == Blob || c == Target || c == Metadata }

// BlobName returns the name in the tree of the medium with this SHA-256.
func BlobName(sum Sum) string {
	s := hex.EncodeToString(sum[:])
	return "blob/" + s[:2] + "/" + s
}

// BlobSum returns the SHA-256 in the name of a blob; ok is false for any
// other name.
func BlobSum(name string) (sum Sum, ok bool) {
	if Classify(name) != Blob {
		return Sum{}, false
	}
	if _, err := hex.Decode(sum[:], []byte(name[len("blob/ab/"):])); err != nil || BlobName(sum) != name {
		return Sum{}, false
	}
	return sum, true
}
