package trust

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

func TestOneOfTwoSignaturesIsRefused(t *testing.T) {
	a := newAuthority(t)
	r := a.roster()
	r.Editors.Threshold = 2
	a.tree, a.edition = tree{}, 0
	root := ok(NewRoot(r, a.issue()))(t)
	root = ok(SignRoot(root, nil, a.bureau))(t)
	if _, err := Adopt(nil, root); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), "archive") {
		t.Errorf("root with one of two: err = %v, want ErrIncomplete with names", err)
	}
	a.state = State{Root: ok(SignRoot(root, nil, a.archive))(t)}
	next, _ := a.proposal()
	if _, err := Clear(a.state, next, a.reviewer, a.issue()); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), "editor-2") {
		t.Errorf("cleared with one of two editors: err = %v, want ErrIncomplete with names", err)
	}
	next = ok(Sign(next, a.editor2))(t)
	a.seal(ok(Clear(a.state, next, a.reviewer, a.issue()))(t))
	accepted(t, a.tree, State{Root: a.state[Root]}, a.at, `{"v":1}`)

	lacking := edit(t, Targets, a.state[Targets], func(d *metadata.TargetsType) { d.Version = 2 }, a.editor)
	forged := restamp(t, repin(t, a.state.with(Targets, lacking), 2, a.reviewer), 2, a.on)
	refused(t, forged, State{Root: a.state[Root]}, a.at, ErrUntrusted)
}

func TestForeignRootIsRefused(t *testing.T) {
	a, stranger := newAuthority(t), newAuthority(t)
	kiosk := a.kiosk()
	refused(t, stranger.tree, kiosk, a.at, ErrUntrusted)
	refused(t, stranger.tree, State{Root: a.state[Root]}, a.at, ErrUntrusted)
	stranger.rotate()
	source := a.elsewhere()
	source["2.root.json"] = stranger.state[Root]
	refused(t, source, kiosk, a.at, ErrUntrusted)
	own := ok(NextRoot(a.state[Root], stranger.roster(), a.issue()))(t)
	for _, k := range []*Key{stranger.bureau, stranger.archive, a.auditor} { // one of us helps
		own = ok(sign[metadata.RootType](Root, own, k))(t)
	}
	source["2.root.json"] = own
	refused(t, source, kiosk, a.at, ErrUntrusted)
	source["2.root.json"] = a.state[Root] // the old one once more
	refused(t, source, kiosk, a.at, ErrUntrusted)
}

func TestEditorsWithoutReviewerCannotPublish(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	next, _ := a.proposal()
	next = ok(Sign(next, a.editor2))(t)
	if _, err := Clear(a.state, next, a.editor2, a.issue()); err == nil {
		t.Error("an editor cleared it")
	}
	if _, err := Seal(a.state, next, a.on, a.issue()); !errors.Is(err, ErrUntrusted) {
		t.Errorf("sealed without clearance: err = %v, want ErrUntrusted", err)
	}
	forged := restamp(t, repin(t, next, 2, a.editor, a.editor2), 2, a.on)
	refused(t, forged, kiosk, a.at, ErrUntrusted)
}

func TestReviewerAloneCannotPublish(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	next := ok(Propose(a.state, nil, a.issue()))(t)
	if _, err := Sign(next, a.reviewer); err == nil {
		t.Error("a reviewer signed the targets")
	}
	if _, err := Clear(a.state, next, a.reviewer, a.issue()); !errors.Is(err, ErrIncomplete) {
		t.Errorf("cleared without an editor: err = %v, want ErrIncomplete", err)
	}
	next = next.with(Targets, ok(sign[metadata.TargetsType](Targets, next[Targets], a.reviewer))(t))
	forged := restamp(t, repin(t, next, 2, a.reviewer), 2, a.on)
	refused(t, forged, kiosk, a.at, ErrUntrusted)
}

func TestEditorCannotSwapWhatWasCleared(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	next, _ := a.proposal()
	cleared := ok(Clear(a.state, next, a.reviewer, a.issue()))(t)
	swapped := edit(t, Targets, next[Targets], func(d *metadata.TargetsType) {
		d.Targets["base-1.zst"].Length++
	}, a.editor)
	if _, err := Seal(a.state, cleared.with(Targets, swapped), a.on, a.issue()); !errors.Is(err, ErrUntrusted) {
		t.Errorf("sealed: err = %v, want ErrUntrusted", err)
	}
	if _, err := Clear(a.state, cleared.with(Targets, swapped), a.reviewer2, a.issue()); !errors.Is(err, ErrUntrusted) {
		t.Errorf("the second reviewer joined: err = %v, want ErrUntrusted", err)
	}
	forged := restamp(t, cleared.with(Targets, swapped), 2, a.on)
	refused(t, forged, kiosk, a.at, ErrUntrusted)
	if _, err := Sign(cleared, a.editor2); err == nil {
		t.Error("an editor signed what was cleared")
	}
}

// TestClearanceWithoutHashesIsRefused has a snapshot that names the targets by
// version only, as The Update Framework allows: then an editor could put
// other targets in their place.
func TestClearanceWithoutHashesIsRefused(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	next, _ := a.proposal()
	next = ok(Clear(a.state, next, a.reviewer, a.issue()))(t)
	for name, change := range map[string]func(*metadata.MetaFiles){
		"no hash and no length": func(p *metadata.MetaFiles) { p.Length, p.Hashes = 0, nil },
		"no hash":               func(p *metadata.MetaFiles) { p.Hashes = nil },
		"no length":             func(p *metadata.MetaFiles) { p.Length = 0 },
	} {
		for _, role := range []Role{Targets, Withdraw} {
			bare := next.with(Snapshot, edit(t, Snapshot, next[Snapshot], func(d *metadata.SnapshotType) {
				change(d.Meta[string(role)+".json"])
			}, a.reviewer))
			if _, err := Seal(a.state, bare, a.on, a.issue()); !errors.Is(err, ErrUntrusted) {
				t.Errorf("%s of %s: sealed: err = %v, want ErrUntrusted", name, role, err)
			}
			if _, err := Clear(a.state, bare, a.reviewer2, a.issue()); !errors.Is(err, ErrUntrusted) {
				t.Errorf("%s of %s: the second reviewer joined: err = %v, want ErrUntrusted", name, role, err)
			}
			refused(t, restamp(t, bare, 2, a.on), kiosk, a.at, ErrUntrusted)
		}
	}
	swapped := edit(t, Targets, next[Targets], func(d *metadata.TargetsType) { d.Targets["base-1.zst"].Length++ }, a.editor)
	bare := next.with(Targets, swapped).with(Snapshot, edit(t, Snapshot, next[Snapshot], func(d *metadata.SnapshotType) {
		d.Meta["targets.json"] = &metadata.MetaFiles{Version: 2}
	}, a.reviewer))
	refused(t, restamp(t, bare, 2, a.on), kiosk, a.at, ErrUntrusted)
}

func TestThiefOfTheOnlineKeyAddsNothing(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	next := ok(Propose(a.state, nil, a.issue()))(t)
	next = next.with(Targets, ok(sign[metadata.TargetsType](Targets, next[Targets], a.on))(t))
	refused(t, restamp(t, repin(t, next, 2, a.on), 2, a.on), kiosk, a.at, ErrUntrusted)
}

// TestThiefOfTheOnlineKeyCannotStopAKiosk signs timestamps that break the
// library or its user.
func TestThiefOfTheOnlineKeyCannotStopAKiosk(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	for name, change := range map[string]func(*metadata.TimestampType){
		"names nothing":         func(d *metadata.TimestampType) { d.Meta = nil },
		"names another file":    func(d *metadata.TimestampType) { d.Meta = map[string]*metadata.MetaFiles{"x.json": {Version: 1}} },
		"names it by null":      func(d *metadata.TimestampType) { d.Meta["snapshot.json"] = nil },
		"no time of issue":      func(d *metadata.TimestampType) { d.UnrecognizedFields = nil },
		"time of issue is none": func(d *metadata.TimestampType) { d.UnrecognizedFields[issuedField] = 5 },
		"issued in 2096": func(d *metadata.TimestampType) {
			d.UnrecognizedFields[issuedField] = "2096-01-01T00:00:00Z"
			d.Expires = a.at.AddDate(90, 0, 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			source := a.elsewhere()
			source["timestamp.json"] = edit(t, Timestamp, a.state[Timestamp], func(d *metadata.TimestampType) {
				d.Version = 2
				change(d)
			}, a.on)
			v := refused(t, source, kiosk, a.at, ErrUntrusted)
			a.later(time.Hour)
			a.seal(a.state) // 2
			a.later(time.Hour)
			a.seal(a.state) // 3: the kiosk goes on
			accepted(t, a.tree, v.State, a.at, `{"v":1}`)
		})
	}
}

func TestEditorsCannotTakeRecordsDown(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	list := NewTarget(withdrawPath, []byte(`{"withdrawn":[]}`), nil)
	role := func(d *metadata.TargetsType) *metadata.DelegatedRole { return &d.Delegations.Roles[0] }
	for name, change := range map[string]func(*metadata.TargetsType){
		"their own list":        func(d *metadata.TargetsType) { d.Targets[withdrawPath] = list.tuf() },
		"their own key":         func(d *metadata.TargetsType) { giveTo(d, a.editor) },
		"nobody may":            func(d *metadata.TargetsType) { d.Delegations = nil },
		"nobody at all":         func(d *metadata.TargetsType) { d.Delegations.Roles = nil },
		"another folder":        func(d *metadata.TargetsType) { role(d).Paths = []string{"x/*"} },
		"another role":          func(d *metadata.TargetsType) { role(d).Name = "targets2" },
		"a role before it":      func(d *metadata.TargetsType) { before(d, "other", withdrawPath, a.editor) },
		"the same role twice":   func(d *metadata.TargetsType) { before(d, string(Withdraw), "x/*", a.editor) },
		"a key that is no key":  func(d *metadata.TargetsType) { d.Delegations.Keys[role(d).KeyIDs[0]].Value.PublicKey = "00" },
		"a key that is missing": func(d *metadata.TargetsType) { d.Delegations.Keys = nil },
	} {
		t.Run(name, func(t *testing.T) {
			next, _ := a.proposal()
			next = next.with(Targets, edit(t, Targets, next[Targets], change, a.editor))
			if _, err := Clear(a.state, next, a.reviewer, a.issue()); !errors.Is(err, ErrUntrusted) {
				t.Errorf("cleared: err = %v, want ErrUntrusted", err)
			}
			forged := restamp(t, repin(t, next, 2, a.reviewer), 2, a.on) // the reviewer slept
			refused(t, forged, kiosk, a.at, ErrUntrusted)
		})
	}
}

func giveTo(d *metadata.TargetsType, k *Key) {
	d.Delegations.Keys[k.Public().id()] = k.Public().tuf()
	d.Delegations.Roles[0].KeyIDs = append(d.Delegations.Roles[0].KeyIDs, k.Public().id())
}

func before(d *metadata.TargetsType, name, path string, k *Key) {
	d.Delegations.Keys[k.Public().id()] = k.Public().tuf()
	d.Delegations.Roles = append([]metadata.DelegatedRole{{Name: name, KeyIDs: []string{k.Public().id()}, Threshold: 1, Paths: []string{path}}},
		d.Delegations.Roles...)
}
