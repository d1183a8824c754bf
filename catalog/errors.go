package catalog

import "errors"

// ErrNoRecord means that no record has the id asked for.
var ErrNoRecord = errors.New("no such record")
