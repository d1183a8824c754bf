package trust

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// noon is when the tests begin.
var noon = time.Date(2026, 11, 18, 4, 0, 0, 0, time.UTC)

// A tree is a published tree: files by name. It answers like a server that
// keeps old files.
type tree map[string][]byte

func (f tree) Fetch(_ context.Context, name string, max int64) ([]byte, error) {
	body, ok := f[name]
	if !ok {
		return nil, fmt.Errorf("GET %s: %w", name, fs.ErrNotExist)
	}
	return body[:min(int64(len(body)), max+1)], nil
}

// An authority has everybody's keys, what it published, and a clock.
type authority struct {
	t                                        testing.TB
	bureau, archive, auditor                 *Key
	editor, editor2, reviewer, reviewer2, on *Key
	at                                       time.Time
	state                                    State
	tree                                     tree
	edition                                  int
}

func mustKey(t testing.TB, name string) *Key {
	t.Helper()
	k, err := NewKey(name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// newAuthority makes an authority that has published its first edition.
func newAuthority(t testing.TB) *authority { return authorityWith(t, mustKey) }

// steady makes one whose keys are the same in every process, as fuzzing
// needs.
func steady(t testing.TB) *authority {
	return authorityWith(t, func(_ testing.TB, name string) *Key {
		seed := sha256.Sum256([]byte(name))
		return &Key{name, ed25519.NewKeyFromSeed(seed[:])}
	})
}

func authorityWith(t testing.TB, key func(testing.TB, string) *Key) *authority {
	a := &authority{t: t, at: noon, tree: tree{}, on: key(t, "online"),
		bureau: key(t, "bureau"), archive: key(t, "archive"), auditor: key(t, "auditor"),
		editor: key(t, "editor-1"), editor2: key(t, "editor-2"),
		reviewer: key(t, "reviewer-1"), reviewer2: key(t, "reviewer-2")}
	a.begin(a.roster())
	return a
}

// begin makes a repository with these roles and publishes the first edition.
func (a *authority) begin(r Roster) {
	a.t.Helper()
	root := ok(NewRoot(r, a.issue()))(a.t)
	root = ok(SignRoot(root, nil, a.bureau))(a.t)
	root = ok(SignRoot(root, nil, a.auditor))(a.t)
	a.state = ok(Adopt(nil, root))(a.t)
	a.publish()
}

// roster is two of three for the root and one of two for the rest.
func (a *authority) roster() Roster {
	q := func(n int, keys ...*Key) Quorum {
		q := Quorum{Threshold: n}
		for _, k := range keys {
			q.Keys = append(q.Keys, k.Public())
		}
		return q
	}
	return Roster{Root: q(2, a.bureau, a.archive, a.auditor), Editors: q(1, a.editor, a.editor2),
		Reviewers: q(1, a.reviewer, a.reviewer2), Online: q(1, a.on)}
}

func (a *authority) issue() Issue { return Issue{At: a.at} }

// ok unwraps what must not fail.
func ok[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// upload puts a state into the tree.
func (a *authority) upload(s State) {
	for _, f := range ok(s.Files())(a.t) {
		a.tree[f.Name] = f.Body
	}
}

// proposal returns the next edition, signed by an editor.
func (a *authority) proposal() (State, []byte) {
	a.t.Helper()
	a.edition++
	body := fmt.Appendf(nil, "edition %d", a.edition)
	custom := fmt.Appendf(nil, `{"v":%d}`, a.edition)
	next := ok(Propose(a.state, []Target{NewTarget("base-1.zst", body, custom)}, a.issue()))(a.t)
	return ok(Sign(next, a.editor))(a.t), body
}

// publish publishes the next edition.
func (a *authority) publish() {
	a.t.Helper()
	next, body := a.proposal()
	next = ok(Clear(a.state, next, a.reviewer, a.issue()))(a.t)
	a.seal(next)
	a.tree[NewTarget("base-1.zst", body, nil).File()] = body
}

// seal publishes a state that was cleared.
func (a *authority) seal(next State) {
	a.t.Helper()
	a.state = ok(Seal(a.state, next, a.on, a.issue()))(a.t)
	a.upload(a.state)
}

// kiosk returns the state of a kiosk that was set up with the first root and
// has the newest edition.
func (a *authority) kiosk() State {
	a.t.Helper()
	v := ok(Refresh(a.t.Context(), a.tree, State{Root: a.tree["1.root.json"]}, a.at))(a.t)
	return v.State
}

// elsewhere returns a copy of the tree as it is.
func (a *authority) elsewhere() tree { return maps.Clone(a.tree) }

// later lets time pass.
func (a *authority) later(d time.Duration) { a.at = a.at.Add(d) }

// edit changes a document as somebody with a key can, and signs it by those
// keys alone.
func edit[T metadata.Roles](t testing.TB, role Role, document []byte, change func(*T), keys ...*Key) []byte {
	t.Helper()
	m := ok(parse[T](role, document))(t)
	change(&m.Signed)
	m.Signatures = nil
	document = ok(write(role, m))(t)
	for _, k := range keys {
		document = ok(sign[T](role, document, k))(t)
	}
	return document
}

// repin makes the snapshot name the documents of s again, signed by keys.
func repin(t testing.TB, s State, v int64, keys ...*Key) State {
	t.Helper()
	return s.with(Snapshot, edit(t, Snapshot, s[Snapshot], func(d *metadata.SnapshotType) {
		d.Version = v
		for _, role := range []Role{Targets, Withdraw} {
			d.Meta[string(role)+".json"] = pin(ok(version(role, s[role]))(t), s[role])
		}
	}, keys...))
}

// restamp makes the timestamp name the snapshot of s again, signed by keys.
func restamp(t testing.TB, s State, v int64, keys ...*Key) State {
	t.Helper()
	return s.with(Timestamp, edit(t, Timestamp, s[Timestamp], func(d *metadata.TimestampType) {
		d.Version = v
		d.Meta["snapshot.json"] = pin(ok(version(Snapshot, s[Snapshot]))(t), s[Snapshot])
	}, keys...))
}

// rootDocument is what a root says.
type rootDocument = metadata.RootType
