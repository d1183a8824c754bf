package hub

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
)

// Skew writes how many kiosks have which edition, the newest first, and then
// those that do not have the newest.
func Skew(ctx context.Context, s Store, l Look, w io.Writer) error {
	all, err := l.stand(ctx, s)
	if err != nil {
		return err
	}
	for _, g := range group(all) {
		if err := l.line(w, g); err != nil {
			return err
		}
	}
	return l.lines(w, all, func(s Standing) bool { return s.Has(MarkBehind, MarkDiffers) })
}

// A Group is how many kiosks of a publisher show the same.
type Group struct {
	Publisher string `json:"publisher,omitempty"`
	Edition   int64  `json:"edition"`
	Digest    string `json:"digest"` // hex
	Kiosks    int    `json:"kiosks"`
	Newest    bool   `json:"newest"` // this is what they should show
}

// String returns a line for people.
func (g Group) String() string {
	line := fmt.Sprintf("edition %d %s: %d kiosks", g.Edition, shortDigest(g.Digest), g.Kiosks)
	if g.Publisher != "" {
		line = g.Publisher + "  " + line
	}
	if g.Newest {
		line += ", the newest"
	}
	return line
}

// group counts the kiosks that ever said what they show.
func group(all []Standing) []Group {
	var groups []Group
	for _, s := range all {
		if s.Has(MarkNever) {
			continue
		}
		g := Group{s.Publisher, s.Edition, s.Digest, 0, !s.Has(MarkBehind, MarkDiffers)}
		n := slices.IndexFunc(groups, func(o Group) bool { o.Kiosks = 0; return o == g })
		if n < 0 {
			n = len(groups)
			groups = append(groups, g)
		}
		groups[n].Kiosks++
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(b.Edition, a.Edition), cmp.Compare(b.Kiosks, a.Kiosks))
	})
	return groups
}
