package trust

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// refused fails unless a kiosk refuses a source for one reason alone, and
// keeps what it had: nothing but newer documents, each properly signed.
func refused(t *testing.T, from Fetcher, kiosk State, at time.Time, want error) Verified {
	t.Helper()
	before := maps.Clone(kiosk)
	v, err := Refresh(t.Context(), from, kiosk, at)
	if err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Fatalf("err = %v, want an error with a hint", err)
	}
	for _, reason := range []error{ErrUntrusted, ErrOlder, ErrExpired, ErrNoRoot} {
		if errors.Is(err, reason) != (reason == want) {
			t.Errorf("err = %v, want %v alone", err, want)
		}
	}
	if v.Targets != nil || v.Versions != nil || v.Withdrawn.Path != "" || !v.Issued.IsZero() {
		t.Errorf("beside the error there are targets %+v, versions %v, issued %v", v.Targets, v.Versions, v.Issued)
	}
	if !reflect.DeepEqual(kiosk, before) {
		t.Error("the state that was handed in has changed")
	}
	for role := range kiosk {
		if len(v.State[role]) == 0 {
			t.Errorf("%s.json is lost", role)
		}
	}
	return v
}

// accepted fails unless a kiosk takes the edition of a source.
func accepted(t *testing.T, from Fetcher, kiosk State, at time.Time, custom string) Verified {
	t.Helper()
	v, err := Refresh(t.Context(), from, kiosk, at)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Targets) != 1 || string(v.Targets[0].Custom) != custom {
		t.Fatalf("targets = %+v, want %s", v.Targets, custom)
	}
	return v
}

func TestEditionIsTakenAndNothingNewIsNoError(t *testing.T) {
	a := newAuthority(t)
	v := accepted(t, a.tree, State{Root: a.state[Root]}, a.at, `{"v":1}`)
	if !reflect.DeepEqual(v.State, a.state) || v.Issued != a.at || v.Versions[Targets] != 1 || v.Dropped != nil {
		t.Errorf("verified: issued %v, versions %v, dropped %v", v.Issued, v.Versions, v.Dropped)
	}
	target := v.Targets[0]
	if err := target.Check(a.tree[target.File()]); err != nil || target.Path != "base-1.zst" {
		t.Errorf("target %+v: %v", target, err)
	}
	again := accepted(t, a.tree, v.State, a.at, `{"v":1}`)
	if !reflect.DeepEqual(again, v) {
		t.Error("the second time it is another")
	}
	a.publish()
	accepted(t, a.tree, v.State, a.at, `{"v":2}`)
}

func TestArbitraryContentIsRefused(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.publish()
	v := accepted(t, a.tree, kiosk, a.at, `{"v":2}`)
	body := a.tree[v.Targets[0].File()]
	for name, bad := range map[string][]byte{
		"one byte changed": append([]byte{body[0] ^ 1}, body[1:]...),
		"one byte more":    append(body[:len(body):len(body)], 0),
		"one byte less":    body[1:],
		"none":             nil,
	} {
		if err := v.Targets[0].Check(bad); !errors.Is(err, ErrUntrusted) {
			t.Errorf("%s: err = %v, want ErrUntrusted", name, err)
		}
	}
	for _, name := range []string{"timestamp.json", "2.snapshot.json", "2.targets.json"} {
		source := a.elsewhere()
		source[name] = []byte(strings.Replace(string(source[name]), `"version":2`, `"version":3`, 1))
		refused(t, source, kiosk, a.at, ErrUntrusted)
	}
}

func TestRollbackIsRefused(t *testing.T) {
	a := newAuthority(t)
	old := a.elsewhere() // last month's stick
	a.publish()
	kiosk := a.kiosk()
	refused(t, old, kiosk, a.at, ErrOlder)
	accepted(t, old, State{Root: a.state[Root]}, a.at, `{"v":1}`) // a new kiosk can not know
}

// TestRollbackBehindAStolenOnlineKeyIsRefused has a thief sign a newer
// timestamp for an older snapshot.
func TestRollbackBehindAStolenOnlineKeyIsRefused(t *testing.T) {
	a := newAuthority(t)
	old := a.state
	a.publish()
	kiosk := a.kiosk()
	source := a.elsewhere()
	source["timestamp.json"] = restamp(t, old, 9, a.on)[Timestamp]
	refused(t, source, kiosk, a.at, ErrOlder)
}

func TestFreezeIsRefused(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.later(72 * time.Hour)
	accepted(t, a.tree, kiosk, a.at, `{"v":1}`)
	a.later(time.Second)
	refused(t, a.tree, kiosk, a.at, ErrExpired)
	a.seal(a.state) // the cron job signs the timestamp again
	accepted(t, a.tree, kiosk, a.at, `{"v":1}`)
	a.later(90 * day) // and goes on, while nobody reviews
	if _, err := Seal(a.state, a.state, a.on, a.issue()); !errors.Is(err, ErrExpired) {
		t.Errorf("err = %v, want ErrExpired", err)
	}
}

func TestFastForwardIsUndoneByRootRotation(t *testing.T) {
	a := newAuthority(t)
	far := repin(t, a.state, 1<<40, a.reviewer)
	far = restamp(t, far, 1<<40, a.on)
	thief := a.elsewhere()
	for _, f := range ok(far.Files())(t) {
		thief[f.Name] = f.Body
	}
	kiosk := accepted(t, thief, State{Root: a.state[Root]}, a.at, `{"v":1}`).State
	a.publish()
	refused(t, a.tree, kiosk, a.at, ErrOlder)
	a.on, a.reviewer = mustKey(t, "online-b"), mustKey(t, "reviewer-1b") // both keys are replaced
	a.rotate()
	a.publish()
	accepted(t, a.tree, kiosk, a.at, `{"v":3}`)
	refused(t, thief, a.kiosk(), a.at, ErrUntrusted)
}

// rotate publishes a root for the keys that the authority now has.
func (a *authority) rotate() {
	a.t.Helper()
	root := ok(NextRoot(a.state[Root], a.roster(), a.issue()))(a.t)
	for _, k := range []*Key{a.bureau, a.archive} {
		root = ok(SignRoot(root, a.state[Root], k))(a.t)
	}
	a.state = ok(Adopt(a.state, root))(a.t)
	a.upload(a.state)
}

// endless answers one name with a file that is followed by white space
// without end, which no signature forbids.
type endless struct {
	tree
	name string
	most int64
}

func (f *endless) Fetch(ctx context.Context, name string, max int64) ([]byte, error) {
	if name != f.name {
		return f.tree.Fetch(ctx, name, max)
	}
	f.most = max
	return append(f.tree[name][:len(f.tree[name]):len(f.tree[name])], bytes.Repeat([]byte(" "), 5<<20)...), nil // it does not keep to the bargain
}

func TestEndlessDataIsRefused(t *testing.T) {
	a := newAuthority(t)
	for _, name := range []string{"timestamp.json", "1.snapshot.json", "1.targets.json", "1.withdraw.json", "2.root.json"} {
		source := &endless{tree: a.tree, name: name}
		refused(t, source, State{Root: a.state[Root]}, a.at, ErrUntrusted)
		if source.most <= 0 || source.most > 2<<20 {
			t.Errorf("%s: %d bytes were asked for", name, source.most)
		}
	}
}

// TestEndlessDataBehindAStolenOnlineKeyIsRefused has the thief sign that the
// snapshot is enormous.
func TestEndlessDataBehindAStolenOnlineKeyIsRefused(t *testing.T) {
	a := newAuthority(t)
	for _, length := range []int64{1 << 60, -1} {
		source := &endless{tree: a.elsewhere(), name: "1.snapshot.json"}
		source.tree["timestamp.json"] = edit(t, Timestamp, a.state[Timestamp], func(d *metadata.TimestampType) {
			d.Meta["snapshot.json"].Length = length
		}, a.on)
		refused(t, source, State{Root: a.state[Root]}, a.at, ErrUntrusted)
		if source.most > most[Snapshot] {
			t.Errorf("%d bytes were asked for", source.most)
		}
	}
}

func TestMixAndMatchIsRefused(t *testing.T) {
	a := newAuthority(t)
	first := a.state
	kiosk := a.kiosk()
	a.publish()
	second := a.state
	for name, change := range map[string]func(tree){
		"old targets under the new snapshot":   func(f tree) { f["2.targets.json"] = first[Targets] },
		"new targets under the old snapshot":   func(f tree) { f["timestamp.json"] = first[Timestamp]; f["1.targets.json"] = second[Targets] },
		"old snapshot under the new timestamp": func(f tree) { f["2.snapshot.json"] = first[Snapshot] },
		"new snapshot under the old timestamp": func(f tree) { f["timestamp.json"] = first[Timestamp]; f["1.snapshot.json"] = second[Snapshot] },
		"timestamp in place of the snapshot":   func(f tree) { f["2.snapshot.json"] = second[Timestamp] },
		"list in place of the targets":         func(f tree) { f["2.targets.json"] = second[Withdraw] },
		"targets in place of the list":         func(f tree) { f["1.withdraw.json"] = second[Targets] },
	} {
		t.Run(name, func(t *testing.T) {
			source := a.elsewhere()
			change(source)
			refused(t, source, State{Root: first[Root]}, a.at, ErrUntrusted)
			if string(source["timestamp.json"]) == string(second[Timestamp]) && name != "targets in place of the list" {
				refused(t, source, kiosk, a.at, ErrUntrusted)
			}
		})
	}
}

func TestMalformedDocumentsAreRefused(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.publish()
	for name, body := range map[string]string{
		"empty":             "",
		"captive portal":    "<html>please log in</html>",
		"null":              "null",
		"array":             "[]",
		"no signed":         `{"signatures":[]}`,
		"signed is null":    `{"signed":null,"signatures":null}`,
		"no type":           `{"signed":{},"signatures":[]}`,
		"null in targets":   `{"signed":{"_type":"targets","targets":{"x":null}},"signatures":[]}`,
		"null in meta":      `{"signed":{"_type":"timestamp","meta":{"snapshot.json":null}},"signatures":[]}`,
		"null in roles":     `{"signed":{"_type":"root","version":2,"roles":{"root":null},"keys":{"x":null}},"signatures":[]}`,
		"fraction":          `{"signed":{"_type":"timestamp","version":2,"x":1.5},"signatures":[]}`,
		"signed twice":      `{"signed":{"_type":"timestamp","version":2},"signatures":[{"keyid":"a","sig":""},{"keyid":"a","sig":""}]}`,
		"deep":              strings.Repeat("[", 16_000),
		"version too large": `{"signed":{"_type":"timestamp","version":1e99},"signatures":[]}`,
		"no UTF-8":          "\xff\xfe{}",
		"expires never":     `{"signed":{"_type":"timestamp","version":2,"expires":"never"},"signatures":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{"timestamp.json", "2.snapshot.json", "2.targets.json", "2.root.json"} {
				source := a.elsewhere()
				source[file] = []byte(body)
				refused(t, source, kiosk, a.at, ErrUntrusted)
			}
		})
	}
}

func TestSourceThatFailsIsNotDistrusted(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.publish()
	gone := errors.New("no route to host")
	for _, name := range []string{"timestamp.json", "2.snapshot.json", "2.targets.json", "2.root.json"} {
		v, err := Refresh(t.Context(), failing{a.tree, name, gone}, kiosk, a.at)
		if !errors.Is(err, gone) || errors.Is(err, ErrUntrusted) || errors.Is(err, ErrExpired) || errors.Is(err, ErrOlder) {
			t.Errorf("%s: err = %v, want that of the source alone", name, err)
		}
		accepted(t, a.tree, v.State, a.at, `{"v":2}`)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Refresh(ctx, a.tree, kiosk, a.at); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want context.Canceled", err)
	}
	for _, name := range []string{"timestamp.json", "2.snapshot.json"} { // of these, absent is no answer
		if _, err := Refresh(t.Context(), failing{a.tree, name, fs.ErrNotExist}, kiosk, a.at); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: err = %v, want fs.ErrNotExist", name, err)
		}
	}
}

// failing cannot bring one file.
type failing struct {
	tree
	name string
	err  error
}

func (f failing) Fetch(ctx context.Context, name string, max int64) ([]byte, error) {
	if name == f.name {
		return nil, f.err
	}
	return f.tree.Fetch(ctx, name, max)
}

func TestStoreThatHidesTheNextRootIsUnderstood(t *testing.T) {
	a := newAuthority(t)
	accepted(t, failing{a.tree, "2.root.json", fs.ErrPermission}, a.kiosk(), a.at, `{"v":1}`)
}

// TestWhatWasVerifiedIsKeptBesideAnError shows a kiosk a newer timestamp, then
// the old one: it remembers.
func TestWhatWasVerifiedIsKeptBesideAnError(t *testing.T) {
	a := newAuthority(t)
	old := a.elsewhere()
	kiosk := a.kiosk()
	a.rotate()
	a.publish()
	v, err := Refresh(t.Context(), failing{a.tree, "2.snapshot.json", errors.New("cable pulled")}, kiosk, a.at)
	if err == nil {
		t.Fatal("no error")
	}
	want := kiosk.with(Root, a.state[Root]).with(Timestamp, a.state[Timestamp])
	if !reflect.DeepEqual(v.State, want) {
		t.Errorf("kept the wrong documents")
	}
	refused(t, old, v.State, a.at, ErrOlder)
	accepted(t, a.tree, v.State, a.at, `{"v":2}`)
}

// TestRootsBeforeABadOneAreKept walks over a good root to one that is not.
func TestRootsBeforeABadOneAreKept(t *testing.T) {
	a, stranger := newAuthority(t), newAuthority(t)
	kiosk := a.kiosk()
	a.rotate()
	stranger.rotate()
	stranger.rotate()
	source := a.elsewhere()
	source["3.root.json"] = stranger.state[Root]
	v := refused(t, source, kiosk, a.at, ErrUntrusted)
	if !reflect.DeepEqual(v.State, kiosk.with(Root, a.state[Root])) {
		t.Error("the good root is not kept")
	}
}
