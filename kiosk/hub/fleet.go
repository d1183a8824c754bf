package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// A Look says how a fleet is looked at.
type Look struct {
	Published Published     // what the kiosks should have
	Publisher string        // only the kiosks of this publisher; "" is all
	Hall      string        // only this hall; "" is all
	Silent    time.Duration // longer is silent; 0 is 15 minutes
	Now       time.Time     // zero is time.Now
	JSON      bool          // one JSON object a line, for machines
}

// silentAfter is three heartbeats.
const silentAfter = 15 * time.Minute

// List writes every kiosk.
func List(ctx context.Context, s Store, l Look, w io.Writer) error {
	return l.write(ctx, s, w, func(Standing) bool { return true })
}

// Stale writes the kiosks that were not heard for too long, or never.
func Stale(ctx context.Context, s Store, l Look, w io.Writer) error {
	return l.write(ctx, s, w, func(s Standing) bool { return s.Has(MarkNever, MarkSilent) })
}

// Withdrawn writes the kiosks that have not confirmed the newest list of
// withdrawn records, and those that never said anything.
func Withdrawn(ctx context.Context, s Store, l Look, w io.Writer) error {
	return l.write(ctx, s, w, func(s Standing) bool { return s.Has(MarkNever, MarkWithdrawn) })
}

// Keys writes the kiosks for which somebody delivered with another key.
func Keys(ctx context.Context, s Store, l Look, w io.Writer) error {
	return l.write(ctx, s, w, func(s Standing) bool { return s.Has(MarkKey) })
}

// stand reads the fleet, or a part of it. What is newest is taken from all
// halls.
func (l Look) stand(ctx context.Context, s Store) ([]Standing, error) {
	if l.Now.IsZero() {
		l.Now = time.Now()
	}
	if l.Silent == 0 {
		l.Silent = silentAfter
	}
	members, err := s.Fleet(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(Stand(members, l.Published, l.Now, l.Silent), func(s Standing) bool {
		return l.Hall != "" && s.Hall != l.Hall || l.Publisher != "" && s.Publisher != l.Publisher
	}), nil
}

func (l Look) write(ctx context.Context, s Store, w io.Writer, wanted func(Standing) bool) error {
	all, err := l.stand(ctx, s)
	if err != nil {
		return err
	}
	return l.lines(w, all, wanted)
}

func (l Look) lines(w io.Writer, all []Standing, wanted func(Standing) bool) error {
	for _, s := range all {
		if !wanted(s) {
			continue
		}
		if err := l.line(w, s); err != nil {
			return err
		}
	}
	return nil
}

// line writes one fact, for a person or a machine.
func (l Look) line(w io.Writer, fact fmt.Stringer) error {
	if !l.JSON {
		_, err := fmt.Fprintln(w, fact)
		return err
	}
	b, err := json.Marshal(fact)
	if err == nil {
		_, err = fmt.Fprintf(w, "%s\n", b)
	}
	return err
}

// String returns a line for people.
func (s Standing) String() string {
	seen := "never"
	if !s.Seen.IsZero() {
		seen = s.Seen.Format("2006-01-02T15:04Z")
	}
	words := []string{s.Hall, s.Kiosk, fmt.Sprintf("edition %d %s", s.Edition, shortDigest(s.Digest)), "seen " + seen}
	for _, m := range s.Marks {
		switch m {
		case MarkKey:
			words = append(words, fmt.Sprintf("key(%d refused)", s.Refused))
		case MarkLosing:
			words = append(words, fmt.Sprintf("losing(%d)", s.Dropped))
		case MarkCondition:
			words = append(words, fmt.Sprintf("condition(%s)", s.Condition))
		default:
			words = append(words, string(m))
		}
	}
	return strings.Join(words, "  ")
}

// shortDigest is the form in the footer of the screen: 8f58-3d48.
func shortDigest(hex string) string {
	if len(hex) < 8 {
		return "-"
	}
	return hex[:4] + "-" + hex[4:8]
}
