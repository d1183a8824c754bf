package page

// A Witness is a StaffDesk that writes the record of changes to a stick, for
// reviewers and administrators.
type Witness interface {
	// WriteChanges writes all of it to the stick at a path. name is that of
	// the file, head the end of the chain: kept elsewhere, as on paper, it
	// proves later that nothing before was changed.
	WriteChanges(stick string, done func(name, head string, err error))
}
