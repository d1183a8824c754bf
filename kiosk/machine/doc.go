// Package machine opens what a kiosk needs, answers the pages, keeps the
// content the newest, and publishes the state; the screen only reads it.
//
//	m, err := machine.Open(ctx, machine.Setup{Config: config, Dir: "/var/lib/mingbai", Content: starter, Now: time.Now, Alone: true})
//	defer m.Close()
//	m.OnChange(shell.Changed)
//	m.OnScreen(shell.Do)
//	m.Start()
//	guide, err := m.Record("guide/pension-enrolment")
//
// # How content comes
//
// [Machine.Pull] asks the sources of the configuration, verifies what they
// offer from the kiosk's own root on, and lets the shelf move in one
// transaction. Started, the machine pulls every 15 minutes and soon after a
// hint. Whatever goes wrong, what is on the screen stays; a [kiosk.Condition]
// says what a visitor can do instead, once it has lasted. Only a record that a
// reviewer took down goes at once.
//
// Words come first: a picture or form that an edition names follows on its
// own, is kept only when its bytes are those that were signed, and stops
// nothing when it does not come. [Machine.Blob] has it.
//
// # How sheets are printed
//
// [Machine.Print] hands a drawn sheet to one chore; [kiosk.State] says how it
// goes. [Machine.EndPrint] takes it back when the visitor leaves. An idle
// printer is asked now and then how it is.
//
// # What the hall lays over it
//
// Staff enter with badge and PIN ([Machine.Enter]), amend places, telephones,
// hours and notices, hide a record for seven days, and write records of the
// hall. What they write is one transaction in desk.db, with its entry in the
// record of changes; pages, lists and search show it at once, marked by
// [Machine.Amendments]. Every new edition and every new day settles it by the
// three-way rule of catalog/amend.
//
// It travels to the hall's other kiosks by the hub, or by a stick, signed by
// this kiosk. What comes is verified and laid beside what is here: where two
// kiosks wrote the same field without knowing of each other, the edition is
// shown until staff decide. A kiosk of the hall is believed by the first key
// that the hub lets in, or that a reviewer takes from a stick.
//
// What takes long (a PIN, a workbook, the network) is done apart and ends on
// the goroutine that draws: see [Machine.OnScreen].
//
// # What lies in the data directory
//
//	catalog.db       the edition, and by what it was verified; can be had again
//	last-good.zip    the same as a publisher's stick, without pictures: from it a broken catalog.db is made anew
//	blob/            pictures and forms, by SHA-256; what is broken or lost comes again
//	corrupt-<time>/  the last three that were broken
//	desk.db          what cannot be had again: staff and what they wrote, slips
//	stick/           files that a helper copied from a stick
//	kiosk.key        who this kiosk is to the hub
//	root.json        whom it trusts, unless the configuration or /etc/mingbai says so
//	spool/           files that are being fetched
//	lock             who has the directory
//	running, crash.log, crashes   how the program is and was: kiosk/health
//
// # The clock
//
// A kiosk with a dead battery wakes in 1970. [Machine.Now] is never earlier
// than the release of the program or the last time that a publisher signed,
// and follows a server whose certificate was verified when the two are a day
// apart.
//
// The package draws nothing and trusts nobody: catalog/trust says whom.
package machine
