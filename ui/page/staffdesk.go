package page

import (
	"encoding/json"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// An Amended desk lays what the hall corrected over what was published. Its
// Record, Browse and Find answer with the hall's values already.
type Amended interface {
	// Amendments returns what of a record is the hall's, by field: to be
	// marked 本厅更正 with the hall, the day and the name. A record that was
	// made in the hall has one without a field. None is usual.
	Amendments(id catalog.ID) []kiosk.Correction
}

// A StaffDesk is a Desk at which the hall's staff work. There is one session
// at a time, and it is the desk's: pages hold nothing.
//
// Unless they say otherwise, methods answer within a frame, from memory or
// after one write to the local disk, and what they wrote is on the disk when
// they return nil. Errors are a [*kiosk.Objection] with words for the screen,
// [kiosk.ErrEnded], [kiosk.ErrRight], or of the disk.
//
// What takes longer takes a done: the desk does it on a goroutine of its own
// and calls done once, on the goroutine that draws. The page may be gone by
// then; done should look at the memo, not at the page.
type StaffDesk interface {
	Entrance
	Workspace
	Amender
	Author
	Importer
}

// An Entrance lets staff in.
type Entrance interface {
	// Badges returns who may enter, by badge. Without anybody the screen
	// says how somebody is added: mingbai staff add.
	Badges() ([]kiosk.Badge, error)
	// Door returns how it stands with trying PINs.
	Door() kiosk.Door
	// Enter checks a PIN, which takes about a tenth of a second. The errors
	// of done: kiosk.ErrPIN, *kiosk.Locked (also for the wrong PIN that
	// locks), kiosk.ErrBusy, or the disk's. Forget the PIN at once.
	Enter(badge, pin string, done func(error))
	// Session returns who is in, and whether anybody is.
	Session() (kiosk.Session, bool)
	// Touch says that somebody touched the screen: the session begins its
	// 180 seconds anew. Nothing else does that.
	Touch() error
	// Leave ends the session.
	Leave() error
}

// A Workspace shows staff how things stand.
type Workspace interface {
	// Checkup returns how the content is, as it was looked at last, and
	// whether it was looked at yet: it is made in the background when
	// somebody enters and when the content changes.
	Checkup() (kiosk.Checkup, bool)
	// Papers returns what was written in the hall, what has to be looked at
	// first, then the newest.
	Papers(q kiosk.PaperQuery) ([]kiosk.Paper, error)
	// Syncing returns how the exchange stands.
	Syncing() kiosk.Syncing
	// SyncNow asks the sources for a newer edition and delivers to the hub.
	// It takes as long as the network. The error of done says what failed;
	// kiosk.ErrBusy, when it is under way.
	SyncNow(done func(error))
	// Changes returns at most n entries of the record of changes, the newest
	// first: those before the serial below (0 is from the end), of one
	// record, or of all when record is "".
	Changes(record catalog.ID, below int64, n int) ([]kiosk.Change, error)
}

// An Amender corrects what was published.
type Amender interface {
	// Published returns a record as the edition has it, without what the
	// hall laid over it, hidden or not; or an error that is
	// catalog.ErrNoRecord. It is shared: never change it.
	Published(id catalog.ID) (*catalog.Record, error)
	// Amendable returns the fields of a record that may be amended; the
	// notice to visitors, which every record may have, comes last.
	Amendable(id catalog.ID) ([]kiosk.Amendable, error)
	// Amend lays a value over a field from now until the end of a day. Empty
	// parts are left out. It also settles a conflict for the value given.
	Amend(id catalog.ID, field string, value []kiosk.Value, until catalog.Date) error
	// TakeBack ends an amendment: the edition's value is shown again. It also
	// settles a conflict for the edition.
	TakeBack(id catalog.ID, field string) error
	// Decide settles a conflict between kiosks for one of the values: rival
	// is its ID, or "" for the paper's own.
	Decide(id catalog.ID, field, rival string) error
	// Hide takes a record off the hall's screens for 7 days. The reason has 4
	// to 200 characters.
	Hide(id catalog.ID, reason string) error
	// ShowAgain ends a hiding before its time.
	ShowAgain(id catalog.ID) error
}

// An Author writes records of the hall: notices and guides. The order is
// draft, submit, clear by another person, publish.
type Author interface {
	// NewLocal returns an empty record with a new id to work on. Nothing is
	// kept yet. kind is notice or guide.
	NewLocal(kind catalog.Kind) (*catalog.Record, error)
	// Local returns a record of the hall as it is being written, or an error
	// that is catalog.ErrNoRecord.
	Local(id catalog.ID) (kiosk.Local, error)
	// Judge says what is wrong with a record and how complete it is.
	Judge(r *catalog.Record) kiosk.Judgement
	// Write saves a text: it is a draft again, whatever it was; what visitors
	// see stays until the new text is published. r is the desk's afterwards.
	Write(r *catalog.Record) error
	// Submit hands a draft to the reviewer, Return sends it back, Clear is
	// the second person's secrecy review (保密审查), Publish shows it to
	// visitors, Withdraw takes it off at once. why has 4 to 200 characters.
	Submit(id catalog.ID) error
	Return(id catalog.ID, why string) error
	Clear(id catalog.ID) error
	Publish(id catalog.ID) error
	Withdraw(id catalog.ID, why string) error

	// Autosave keeps what is being typed, in a form of the page's own (JSON,
	// at most 100 KB), until it is saved by Write or Amend, or dropped. field
	// is that of an amendment, or "" for a whole record. It makes no session
	// longer. Pages call it every 10 seconds, and when they are left.
	Autosave(id catalog.ID, field string, body json.RawMessage) error
	// Autosaved returns what was kept, or nil. What an import made has the
	// form of kiosk.Begun.
	Autosaved(id catalog.ID, field string) (json.RawMessage, error)
	// Drop throws it away.
	Drop(id catalog.ID, field string) error
}

// An Importer takes what is on a stick. Nothing of it ever overwrites: a
// workbook becomes drafts.
type Importer interface {
	// Sticks returns what is plugged in, with the files that may be read.
	Sticks() ([]kiosk.Stick, error)
	// ReadFile reads a file and compares it with what the kiosk has. It takes
	// seconds for a large workbook. The error of done is a *kiosk.Objection
	// for a file that cannot be used at all.
	ReadFile(f kiosk.StickFile, done func(kiosk.Import, error))
	// Take makes what was read last into drafts (of a workbook), lays it over
	// (entries of another kiosk) or applies it (an edition), and returns how
	// many rows that were. Rows with a problem are left out.
	Take(done func(n int, err error))
	// WriteProblems writes the problems of what was read last beside its
	// file, and returns the name of the new file.
	WriteProblems(done func(name string, err error))
	// WriteEntries writes what was written in the hall to the stick at a
	// path, signed, for halls without a hub; and returns the name of the file.
	WriteEntries(stick string, done func(name string, err error))
}

// A Speller is a StaffDesk that knows the words that letters of pinyin may
// stand for.
type Speller interface {
	// Spell returns up to n of them, the best first: words of the catalog by
	// their pinyin or its initials, and characters of the first syllable.
	// letters are lower case; the answer comes within a frame.
	Spell(letters string, n int) []kiosk.Spelling
}

// A Paster is a StaffDesk that reads a text off a stick, to be put into a
// field.
type Paster interface {
	// Paste reads a text file: UTF-8 or GB 18030, at most 64 KB, without what
	// cannot be shown. The error of done is a *kiosk.Objection.
	Paste(f kiosk.StickFile, done func(text string, err error))
}

// A Statistician is a StaffDesk that says what the kiosk counted.
type Statistician interface {
	// Statistics returns it, as far as it may be shown.
	Statistics() (kiosk.Statistics, error)
}
