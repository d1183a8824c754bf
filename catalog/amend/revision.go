package amend

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/catalog"
)

// A Person is who wrote something, as the other kiosks and the screen name
// them.
type Person struct {
	Badge string `json:"badge"` // 工号, 1 to 20 characters
	Name  string `json:"name"`  // 1 to 40 characters
}

// same reports whether p and q may be one person: four eyes need two badges
// and two names.
func (p Person) same(q Person) bool { return p.Badge == q.Badge || p.Name == q.Name }

// A Revision is one state of what staff wrote. A change makes a new one with
// the next turn.
type Revision struct {
	ID   string       `json:"id"`   // random, 16 to 64 letters, digits and "-"
	Turn int64        `json:"turn"` // 1 for the first, one more for each that follows
	By   Person       `json:"by"`
	On   catalog.Date `json:"on"`
	Over string       `json:"over,omitempty"` // ids of what it replaces, the newest first, apart by blanks; at most MaxOver
}

// MaxOver is how many ids of what it replaces a revision remembers.
const MaxOver = 16

// next returns the revision that follows r.
func (r Revision) next(id string, by Person, on catalog.Date) Revision {
	n := Revision{ID: id, Turn: r.Turn + 1, By: by, On: on}
	if r.Turn > 0 {
		n.Over = firstIDs(r.ID + " " + r.Over)
	}
	return n
}

// firstIDs returns the first MaxOver different ids of a list.
func firstIDs(list string) string {
	var some []string
	for _, id := range strings.Fields(list) {
		if len(some) < MaxOver && !slices.Contains(some, id) {
			some = append(some, id)
		}
	}
	return strings.Join(some, " ")
}

// Replaces reports whether whoever wrote r knew q: then nobody has to decide
// between the two. One that is older than all that r remembers counts as
// known.
func (r Revision) Replaces(q Revision) bool {
	known := strings.Fields(r.Over)
	return slices.Contains(known, q.ID) || len(known) == MaxOver && q.Turn <= r.Turn-MaxOver
}

// Newer orders what kiosks wrote about the same thing: r comes before q. Where
// two changed it without knowing of each other the ids decide, alike on every
// kiosk.
func (r Revision) Newer(q Revision) bool {
	if r.Turn != q.Turn {
		return r.Turn > q.Turn
	}
	return r.ID > q.ID
}

// MaxTurn bounds the turn of what comes from other kiosks: nobody can make a
// revision that no later one replaces.
const MaxTurn = 1 << 40

var (
	idForm    = regexp.MustCompile(`^[A-Za-z0-9-]{16,64}$`)
	badgeForm = regexp.MustCompile(`^[A-Za-z0-9-]{1,20}$`)
)

// check returns a Refusal for a revision that no kiosk of this version made.
func (r Revision) check() error {
	switch {
	case !idForm.MatchString(r.ID):
		return broken("id", "want 16 to 64 letters, digits and -")
	case r.Turn < 1 || r.Turn > MaxTurn:
		return broken("turn", fmt.Sprintf("want 1 to %d", int64(MaxTurn)))
	case !day(r.On):
		return broken("on", "want a day of 2000 to 2199")
	case r.Over != firstIDs(r.Over):
		return broken("over", "want different ids, apart by one blank")
	}
	for _, id := range strings.Fields(r.Over) {
		if !idForm.MatchString(id) || id == r.ID {
			return broken("over", "want ids of other revisions")
		}
	}
	return r.By.check("by")
}

func (p Person) check(field string) error {
	if !badgeForm.MatchString(p.Badge) {
		return broken(field+".badge", "want 1 to 20 letters, digits and -")
	}
	if n := utf8.RuneCountInString(p.Name); n < 1 || n > 40 {
		return broken(field+".name", "want 1 to 40 characters")
	}
	return clean(field+".name", p.Name)
}

// day reports whether d is a day of the calendar that a kiosk can meet.
func day(d catalog.Date) bool {
	return d.Year >= 2000 && d.Year < 2200 && d == catalog.DateOf(d.Time())
}

// broken is a Refusal for what a correct kiosk never sends.
func broken(field, want string) error {
	return refuse("broken", field, says{"数据不完整或不是本程序写的", "it is broken or of another program: " + want, "Данные неполные или от другой программы"},
		says{"请在原来的屏幕上重新填写一次", "write it again at the screen it came from; if it comes back run mingbai doctor there", "Введите их снова на том же терминале"})
}

// known returns what one replaces who knows r and n rivals of it: them first,
// then what they replaced.
func known(r Revision, n int, rival func(int) Revision) string {
	ids, older := "", r.Over
	for i := range n {
		ids += rival(i).ID + " "
		older += " " + rival(i).Over
	}
	return firstIDs(ids + older)
}
