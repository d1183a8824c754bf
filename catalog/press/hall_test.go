package press

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/source"
	"mingbai/catalog/trust"
)

// noon is when the tests begin, and today its day.
var (
	noon  = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	today = catalog.DateOf(noon)
)

// must unwraps what must not fail.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// A bureau has everybody's keys and a repository.
type bureau struct {
	t                          testing.TB
	dir                        string
	repo                       *Repository
	root1, root2, root3        *trust.Key
	editor, editor2            *trust.Key
	reviewer, reviewer2        *trust.Key
	online                     *trust.Key
	at                         time.Time
	editors, reviewers, pieces int
}

func newKey(t testing.TB, name string) *trust.Key {
	t.Helper()
	return must(trust.NewKey(name))(t)
}

// people makes everybody's keys.
func people(t testing.TB) *bureau {
	b := &bureau{t: t, dir: filepath.Join(t.TempDir(), "repo"), at: noon, editors: 1, reviewers: 1,
		root1: newKey(t, "bureau"), root2: newKey(t, "archive"), root3: newKey(t, "auditor"),
		editor: newKey(t, "editor-1"), editor2: newKey(t, "editor-2"),
		reviewer: newKey(t, "reviewer-1"), reviewer2: newKey(t, "reviewer-2"), online: newKey(t, "online")}
	return b
}

func (b *bureau) roster() trust.Roster {
	q := func(n int, keys ...*trust.Key) trust.Quorum {
		q := trust.Quorum{Threshold: n}
		for _, k := range keys {
			q.Keys = append(q.Keys, k.Public())
		}
		return q
	}
	return trust.Roster{Root: q(2, b.root1, b.root2, b.root3), Editors: q(b.editors, b.editor, b.editor2),
		Reviewers: q(b.reviewers, b.reviewer, b.reviewer2), Online: q(1, b.online)}
}

// begin makes the repository and signs its root.
func (b *bureau) begin() *bureau {
	b.t.Helper()
	b.repo = must(Create(b.t.Context(), b.dir, b.roster(), b.issue()))(b.t)
	b.t.Cleanup(func() { b.repo.Close() })
	if must(b.repo.SignRoot(b.root1))(b.t) {
		b.t.Fatal("one signature of two was enough")
	}
	if !must(b.repo.SignRoot(b.root3))(b.t) {
		b.t.Fatal("two signatures were not enough")
	}
	return b
}

func newBureau(t testing.TB) *bureau { return people(t).begin() }

func (b *bureau) issue() trust.Issue    { return trust.Issue{At: b.at} }
func (b *bureau) later(d time.Duration) { b.at = b.at.Add(d) }

func (b *bureau) order() Order { return Order{Issue: b.issue(), Today: catalog.DateOf(b.at)} }

// propose proposes records, by way of a file.
func (b *bureau) propose(records []*catalog.Record) *Proposal {
	b.t.Helper()
	return b.travel(must(b.repo.Propose(records, b.order()))(b.t))
}

// travel writes a proposal to a file and reads it back, as the next person
// does.
func (b *bureau) travel(p *Proposal) *Proposal {
	b.t.Helper()
	b.pieces++
	path := filepath.Join(b.t.TempDir(), fmt.Sprintf("p%d.zip", b.pieces))
	if err := p.Write(path); err != nil {
		b.t.Fatal(err)
	}
	return must(ReadProposal(path))(b.t)
}

// sign signs and clears a proposal.
func (b *bureau) sign(p *Proposal) *Proposal {
	b.t.Helper()
	b.check(p.Sign(b.editor, b.at))
	p = b.travel(p)
	b.check(p.Approve(p.Base, b.reviewer, b.issue()))
	return b.travel(p)
}

// publish brings records out.
func (b *bureau) publish(records []*catalog.Record) *Proposal {
	b.t.Helper()
	p := b.sign(b.propose(records))
	b.check(b.repo.Publish(b.t.Context(), p, b.online, b.issue()))
	return p
}

func (b *bureau) check(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// inspect verifies the public tree.
func (b *bureau) inspect() (*Published, error) {
	b.t.Helper()
	from := must(source.OpenDir(b.repo.Public()))(b.t)
	defer from.Close()
	return Inspect(b.t.Context(), from, nil, b.at)
}

// seed returns the starter catalog.
func seed(t testing.TB) []*catalog.Record {
	t.Helper()
	return must(source.Folder(os.DirFS("../../assets/seed")))(t)
}

// few returns some records that a test can change: an office, a guide, a fee.
func few(t testing.TB) []*catalog.Record {
	t.Helper()
	return []*catalog.Record{
		record(t, `{"id":"office/tax","title":{"zh":"税务局","en":"Tax office"},"number":0,"body":{"sort":"government","telephone":"12366","duties":["征税"]}}`),
		record(t, `{"id":"fee/copy","title":"复印费","office":"office/tax","basis":[{"title":"价目","number":"价〔2020〕1号"}],"body":{"sort":"government_set","standard":{"amount":50,"unit":"页"},"scope":"复印"}}`),
		record(t, `{"id":"guide/invoice","title":"代开发票","office":"office/tax","body":{"fees":["fee/copy"],"channels":[{"sort":"telephone","value":"12366"}],"materials":[{"name":"身份证"},{"name":"合同"}]}}`),
	}
}

func record(t testing.TB, text string) *catalog.Record {
	t.Helper()
	return must(catalog.ReadRecord([]byte(text)))(t)
}

// edited returns records with words of one replaced.
func edited(t testing.TB, records []*catalog.Record, id catalog.ID, old, new string) []*catalog.Record {
	t.Helper()
	next := append([]*catalog.Record{}, records...)
	for i, r := range next {
		if r.ID != id {
			continue
		}
		line := string(must(r.Line())(t))
		if !strings.Contains(line, old) {
			t.Fatalf("%s does not say %s: %s", id, old, line)
		}
		next[i] = record(t, strings.Replace(line, old, new, 1))
		return next
	}
	t.Fatalf("there is no %s", id)
	return nil
}
