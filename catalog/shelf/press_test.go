package shelf

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"mingbai/catalog"
	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// A press makes the files of editions, without signatures: who signed them is
// not the shelf's business.
type press struct {
	ledger edition.Ledger
	offers []trust.Target
	body   map[string][]byte // by the name of trust.Target.File
}

// publish makes edition v of lines.
func (p *press) publish(t testing.TB, v int64, lines ...string) {
	t.Helper()
	if err := p.make(v, lines); err != nil {
		t.Fatal(err)
	}
}

func (p *press) make(v int64, lines []string) error {
	set, err := edition.NewSet(each(lines...))
	if err != nil {
		return err
	}
	next, release, err := p.ledger.Next(v, set, catalog.DateOf(noon))
	if err != nil {
		return err
	}
	var offers []trust.Target
	for _, old := range p.offers {
		if old.Path == release.Keep {
			offers = append(offers, old)
		}
	}
	if p.body == nil {
		p.body = map[string][]byte{}
	}
	for _, f := range release.Files {
		target := trust.NewTarget(f.Path, f.Body, f.Custom())
		p.body[target.File()] = f.Body
		offers = append(offers, target)
	}
	p.ledger, p.offers = next, offers
	return nil
}

func (p *press) open(t trust.Target) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(p.body[t.File()])), nil
}

// trusted is what goes with edition v: every document names it.
func trusted(v int64) Trusted {
	s := trust.State{}
	for _, role := range trust.Roles() {
		s[role] = fmt.Appendf(nil, "%s of %d", role, v)
	}
	return Trusted{State: s, Roots: map[int64][]byte{v: s[trust.Root]}, Issued: noon.AddDate(0, 0, int(v)), List: v}
}

// move is the move to what is published.
func (p *press) move(t testing.TB, s *Shelf, v int64, down ...catalog.ID) Move {
	t.Helper()
	w, err := s.Way(t.Context(), p.offers)
	if err != nil {
		t.Fatal(err)
	}
	return Move{Way: w, Open: p.open, Trusted: trusted(v), Source: "https", Withdrawn: listOf(down...)}
}

// listOf is the list of withdrawn records, which are given sorted.
func listOf(down ...catalog.ID) []trust.Withdrawal {
	var list []trust.Withdrawal
	for _, id := range down {
		list = append(list, trust.Withdrawal{ID: id, Reason: catalog.Text{catalog.ZH: "有误"}, On: catalog.DateOf(noon)})
	}
	return list
}

func mustMove(t testing.TB, s *Shelf, m Move) Change {
	t.Helper()
	c, err := s.Move(t.Context(), m, noon)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
