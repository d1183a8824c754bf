package catalog

import (
	"fmt"
	"regexp"
	"strings"
)

// An ID names a record: "kind/name", with name of 1 to 80 characters a-z,
// 0-9 and "-". It is also the route, the file name, the log key and the
// reference in a QR code.
type ID string

var idPattern = regexp.MustCompile(`^[a-z]{2,20}/[a-z0-9-]{1,80}$`)

// Kind returns the part before the slash, or "" where there is none.
func (id ID) Kind() Kind {
	kind, _, ok := strings.Cut(string(id), "/")
	if !ok {
		return ""
	}
	return Kind(kind)
}

// Name returns the part after the slash.
func (id ID) Name() string {
	_, name, _ := strings.Cut(string(id), "/")
	return name
}

// Check returns an error that says what is wrong with id, or nil.
func (id ID) Check() error {
	if !idPattern.MatchString(string(id)) {
		return fmt.Errorf("id %q: want kind/name, name of 1 to 80 characters a-z, 0-9 and -", string(id))
	}
	return nil
}
