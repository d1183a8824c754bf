package kiosk

import "mingbai/catalog"

// A Correction (本厅更正) is what the hall says of a record that is shown. The
// page puts 本厅更正, the name of the hall, the day and the name beside it.
type Correction struct {
	Field string       // "place", "hours", …; "note" is a notice to visitors, "" a record made in the hall
	Say   catalog.Text // the name of the field, or none
	Paths []string     // the JSON paths that are the hall's, as "body.hours"
	Note  catalog.Text // the notice to visitors; none for other fields
	On    catalog.Date // when it was written
	By    string       // the name of who wrote it
	Until catalog.Date // the last day it is shown; zero for a record made in the hall
}
