// Package amend lays what hall staff know over an edition: amendments 本厅更正
// of single fields, records that are hidden for some days, and records made
// in the hall. An edition itself is never changed; whoever takes the
// corrections away sees the edition as it was signed.
//
// # Three-way rule
//
// An [Amendment] remembers the value it was written against. [Lay] shows the
// hall's value while the edition still says that; when the edition takes over
// the hall's value the amendment retires as adopted; when the edition says
// something else the edition is shown and the amendment is listed as a
// conflict for staff to decide. When the record is gone the amendment waits
// [OrphanDays] days for it to come back. A field is shown whole from one side
// or whole from the other, never mixed.
//
// Only what a hall knows better may be amended: places, telephone numbers,
// hours, and a notice to visitors beside the record. The table in field.go
// says which fields that is for each kind. Fees, basis, limits and promises
// come by an edition that two people signed, and nothing here touches them.
//
// A [Hiding] needs a reason and ends after [HideDays] days, so that no
// complaint channel disappears for good. A [Local] record (notice or guide,
// id kind/h-…) is shown only after a second person cleared it.
//
// # Several kiosks
//
// A [Proposal] carries one of these to the hall's other kiosks. Every revision
// names those that it replaces ([Revision.Replaces]). Where two kiosks wrote
// about the same thing without knowing of each other, a [Contest] keeps both:
// while they differ the edition is shown and staff decide. All screens agree
// whatever order they heard in. Of two hidings the newer counts
// ([Revision.Newer]); a [LocalContest] keeps texts.
//
// The package refuses to store anything, to know the time or to make up ids:
// values go in, values come out, and every function is safe for use by
// several goroutines. A refusal is a [*Refusal], with words in Chinese for
// the screen.
//
//	a, err := amend.Correct(record, amend.Draft{Field: "hours", Value: amend.Value(`{"body.hours":{"zh":"周一至周五 9:00–16:00"}}`), …})
//	laid := amend.Lay(record, []amend.Amendment{a}, amend.Now{Today: today, Sure: true, Edition: 124})
//	laid.Record // what the screen shows
//	laid.Marks  // 本厅更正 2026-11-20 李敏
package amend
