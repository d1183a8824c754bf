package hub

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"mingbai/kiosk"
)

// A Mark is something about a kiosk that a person should look at.
type Mark string

// The marks. What a heartbeat says is signed by the kiosk, and true unless
// somebody broke into the machine.
const (
	MarkNever     Mark = "never"     // it never sent a heartbeat
	MarkSilent    Mark = "silent"    // it was not heard for too long
	MarkBehind    Mark = "behind"    // it shows an older edition
	MarkDiffers   Mark = "differs"   // what it shows is not what was published
	MarkWithdrawn Mark = "withdrawn" // it may still show a record that was withdrawn
	MarkKey       Mark = "key"       // somebody delivered for it with another key
	MarkLosing    Mark = "losing"    // its outbox was full and lost something
	MarkCondition Mark = "condition" // something does not work there
)

// Published is what the kiosks of a publisher should have. A zero field is
// taken from the fleet: the highest number, the digest that most have.
type Published struct {
	Edition   int64
	Digest    []byte // of the edition, 32 bytes
	Withdrawn int64  // version of the list of withdrawn records
}

// A Standing is how one kiosk stands.
type Standing struct {
	Kiosk     string    `json:"kiosk"`
	Hall      string    `json:"hall"`
	App       string    `json:"app,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Edition   int64     `json:"edition"`
	Digest    string    `json:"digest,omitempty"` // hex
	Withdrawn int64     `json:"withdrawn"`
	Seen      time.Time `json:"seen,omitzero"`
	Clock     string    `json:"clock,omitempty"`
	FreeMB    int64     `json:"free_mb,omitempty"`
	Waiting   int64     `json:"waiting,omitempty"`
	Dropped   int64     `json:"dropped,omitempty"`
	Conflicts int64     `json:"conflicts,omitempty"`
	Condition string    `json:"condition,omitempty"`
	Refused   int       `json:"other_key,omitempty"` // deliveries that another key signed
	Marks     []Mark    `json:"marks,omitempty"`
}

// Has reports whether s has one of the marks.
func (s Standing) Has(marks ...Mark) bool {
	return slices.ContainsFunc(s.Marks, func(m Mark) bool { return slices.Contains(marks, m) })
}

// Stand says how each member of a fleet stands at a time. One that was not
// heard for longer than silent is marked as silent. Each publisher's kiosks
// are judged by p and, where it says nothing, by each other.
func Stand(members []Member, p Published, now time.Time, silent time.Duration) []Standing {
	said := make([]kiosk.Heartbeat, len(members))
	by := map[string][]kiosk.Heartbeat{}
	for i, m := range members {
		said[i] = m.heartbeat()
		by[said[i].Publisher] = append(by[said[i].Publisher], said[i])
	}
	should := map[string]Published{}
	for publisher, beats := range by {
		should[publisher] = p.complete(beats)
	}
	all := make([]Standing, len(members))
	for i, m := range members {
		all[i] = m.stand(said[i], should[said[i].Publisher], now, silent)
	}
	return all
}

// heartbeat returns the last one, or an empty one. It was verified when it
// was kept.
func (m Member) heartbeat() kiosk.Heartbeat {
	var sealed struct {
		Beat kiosk.Heartbeat `json:"beat"`
	}
	if m.Beat != nil {
		json.Unmarshal(m.Beat.Body, &sealed)
	}
	return sealed.Beat
}

// complete takes what p does not say from the fleet.
func (p Published) complete(beats []kiosk.Heartbeat) Published {
	if p.Edition == 0 {
		for _, h := range beats {
			p.Edition = max(p.Edition, h.Edition)
		}
	}
	if p.Withdrawn == 0 {
		for _, h := range beats {
			p.Withdrawn = max(p.Withdrawn, h.Withdrawn)
		}
	}
	if len(p.Digest) == 0 {
		p.Digest = mostly(beats, p.Edition)
	}
	return p
}

// mostly returns the digest that most kiosks have for an edition.
func mostly(beats []kiosk.Heartbeat, edition int64) []byte {
	votes := map[string]int{}
	for _, h := range beats {
		if h.Edition == edition && len(h.Digest) > 0 {
			votes[string(h.Digest)]++
		}
	}
	best := ""
	for digest, n := range votes {
		if c := cmp.Compare(n, votes[best]); c > 0 || c == 0 && digest < best {
			best = digest
		}
	}
	return []byte(best)
}

func (m Member) stand(h kiosk.Heartbeat, p Published, now time.Time, silent time.Duration) Standing {
	s := Standing{Kiosk: m.ID, Hall: m.Hall, App: h.App, Publisher: h.Publisher, Edition: h.Edition, Digest: hex.EncodeToString(h.Digest),
		Withdrawn: h.Withdrawn, Clock: h.Clock, FreeMB: h.FreeMB, Waiting: h.Waiting, Dropped: h.Dropped,
		Conflicts: h.Conflicts, Condition: h.Condition, Refused: m.Mistrusted}
	mark := func(is bool, m Mark) {
		if is {
			s.Marks = append(s.Marks, m)
		}
	}
	if m.Beat == nil {
		mark(true, MarkNever)
	} else {
		s.Seen = m.Beat.Seen.UTC()
		mark(now.Sub(s.Seen) > silent, MarkSilent)
		mark(h.Edition < p.Edition, MarkBehind)
		mark(h.Edition > p.Edition || h.Edition == p.Edition && !bytes.Equal(h.Digest, p.Digest), MarkDiffers)
	}
	mark(h.Withdrawn < p.Withdrawn, MarkWithdrawn)
	mark(m.Mistrusted > 0, MarkKey)
	mark(h.Dropped > 0, MarkLosing)
	mark(h.Condition != "", MarkCondition)
	return s
}
