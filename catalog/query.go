package catalog

// A Query chooses records to browse. Empty fields choose everything.
type Query struct {
	Kind   Kind
	Office ID     // who answers for it
	Topic  ID     // guides of this topic
	Column string // code of a disclosure's column, of an office's sort, of a notice's group
}

// A Head is what a list shows of a record before the record itself is read.
type Head struct {
	ID     ID
	Title  Text
	Office ID
	Column string // as in Query
	Day    Date   // the day it was issued or last checked
}

// Heading returns the head of r.
func (r *Record) Heading() Head {
	h := Head{ID: r.ID, Title: r.Title, Office: r.Office, Day: r.Checked.On}
	switch b := r.Body.(type) {
	case *Office:
		h.Column = b.Sort.Code
	case *Disclosure:
		h.Column, h.Day = b.Column.Code, b.Issued
	case *Notice:
		h.Column, h.Day = b.Group.Code, b.Issued
	case *Fee:
		h.Column = b.Field.Code
	case *Decision:
		h.Column = b.Stage.Code
	}
	return h
}

// Topics returns the topics that r names itself.
func (r *Record) Topics() []ID {
	if g, ok := r.Body.(*Guide); ok {
		return g.Topics
	}
	return nil
}
