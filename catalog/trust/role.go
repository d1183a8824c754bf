package trust

import (
	"maps"
	"strconv"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// A Role is who answers for a document. Its name is that of the document.
type Role string

// The roles of The Update Framework, and the one that takes a record down.
const (
	Root      Role = metadata.ROOT      // the quorum that says who the others are; offline
	Targets   Role = metadata.TARGETS   // the editors: what is published
	Snapshot  Role = metadata.SNAPSHOT  // the secrecy reviewers: that it may be
	Timestamp Role = metadata.TIMESTAMP // an online key: that it is the newest
	Withdraw  Role = "withdraw"         // one reviewer: which records are taken down
)

// Roles returns all roles in the order in which their documents are
// published: the timestamp makes the others count.
func Roles() []Role { return []Role{Root, Withdraw, Targets, Snapshot, Timestamp} }

// most is how many bytes a document of a role may have.
var most = map[Role]int64{Root: 256 << 10, Targets: 2 << 20, Snapshot: 256 << 10, Timestamp: 16 << 10, Withdraw: 256 << 10}

// A State is the newest documents of a repository, or those that a kiosk has
// verified: signed bytes by role. A kiosk keeps it beside its records, in the
// same transaction. Functions of this package never change one that they are
// handed; a returned one shares its bytes, so never change those.
type State map[Role][]byte

// with returns a copy of s in which role has a document.
func (s State) with(role Role, document []byte) State {
	next := maps.Clone(s)
	if next == nil {
		next = State{}
	}
	next[role] = document
	return next
}

// A File is a file of the published tree.
type File struct {
	Name string // "124.snapshot.json", relative to the tree
	Body []byte
}

// Files returns the documents of s under the names they are published by, in
// the order of uploading: timestamp.json last, and after all targets.
func (s State) Files() ([]File, error) {
	var files []File
	for _, role := range Roles() {
		if len(s[role]) == 0 {
			continue
		}
		v, err := version(role, s[role])
		if err != nil {
			return nil, err
		}
		files = append(files, File{fileName(role, v), s[role]})
	}
	return files, nil
}

// fileName names version v of a document in the published tree.
func fileName(role Role, v int64) string {
	if role == Timestamp {
		return "timestamp.json"
	}
	return strconv.FormatInt(v, 10) + "." + string(role) + ".json"
}

// roleOf returns the role whose document has a name in the published tree.
func roleOf(name string) Role {
	name = strings.TrimSuffix(name, ".json")
	return Role(name[strings.LastIndexByte(name, '.')+1:])
}
