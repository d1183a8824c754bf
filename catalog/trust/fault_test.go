package trust

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTornStateIsLeftBehind hands in what bit rot or a torn page may leave of
// a state: the kiosk says so, and goes on.
func TestTornStateIsLeftBehind(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.publish()
	for _, role := range []Role{Timestamp, Snapshot, Targets, Withdraw} {
		whole := kiosk[role]
		for name, torn := range map[string][]byte{
			"empty": {}, "half": whole[:len(whole)/2], "zeros": make([]byte, len(whole)), "another": kiosk[Root],
			"null": []byte("null"), "too large": make([]byte, most[role]+1),
		} {
			v := accepted(t, a.tree, kiosk.with(role, torn), a.at, `{"v":2}`)
			if !slices.Equal(v.Dropped, []Role{role}) || !reflect.DeepEqual(v.State, a.state) {
				t.Errorf("%s.json, %s: dropped %v", role, name, v.Dropped)
			}
		}
	}
	v, err := Refresh(t.Context(), failing{a.tree, "timestamp.json", fs.ErrNotExist}, kiosk.with(Snapshot, nil), a.at)
	if _, there := v.State[Snapshot]; err == nil || there || !slices.Equal(v.Dropped, []Role{Snapshot}) {
		t.Errorf("beside an error: dropped %v, err = %v", v.Dropped, err)
	}
}

func TestTornRootIsNoRootToBeginWith(t *testing.T) {
	a, stranger := newAuthority(t), newAuthority(t)
	kiosk := a.kiosk()
	whole := kiosk[Root]
	for name, root := range map[string][]byte{
		"none": nil, "half": whole[:len(whole)/2], "zeros": make([]byte, len(whole)), "another document": kiosk[Targets],
		"signed by others": edit(t, Root, whole, func(*rootDocument) {}, stranger.bureau, stranger.archive),
		"signed by one":    edit(t, Root, whole, func(*rootDocument) {}, a.bureau),
		"asks for nobody":  edit(t, Root, whole, func(d *rootDocument) { d.Roles["root"].Threshold = 0 }),
		"asks for one twice": edit(t, Root, whole, func(d *rootDocument) {
			d.Roles["root"].KeyIDs = []string{a.bureau.Public().id(), a.bureau.Public().id()}
		}, a.bureau),
		"a short key": edit(t, Root, whole, func(d *rootDocument) { d.Keys[a.bureau.Public().id()].Value.PublicKey = "00" }, a.bureau),
		"no role":     edit(t, Root, whole, func(d *rootDocument) { d.Roles = nil }, a.bureau, a.archive),
	} {
		if v, err := Refresh(t.Context(), a.tree, kiosk.with(Root, root), a.at); !errors.Is(err, ErrNoRoot) || v.State != nil {
			t.Errorf("%s: err = %v, want ErrNoRoot", name, err)
		}
		if r, err := ReadRoster(root); !strings.HasPrefix(name, "signed by") && !errors.Is(err, ErrUntrusted) {
			t.Errorf("%s: roster = %+v, %v, want ErrUntrusted", name, r, err)
		}
	}
	a.publish()
	v := accepted(t, a.tree, kiosk.with(Root, a.tree["1.root.json"]), a.at, `{"v":2}`) // with the root it was set up with
	if len(v.Dropped) > 0 {
		t.Errorf("dropped %v", v.Dropped)
	}
}

// A saboteur spoils the temporary folder while a file is fetched.
type saboteur struct {
	tree
	name  string
	spoil func(folder string) error
}

func (f saboteur) Fetch(ctx context.Context, name string, max int64) ([]byte, error) {
	if name == f.name {
		folders, err := filepath.Glob(filepath.Join(os.TempDir(), "mingbai-trust-*"))
		if err != nil || len(folders) != 1 {
			return nil, errors.Join(errors.New("want one temporary folder"), err)
		}
		if err := f.spoil(folders[0]); err != nil {
			return nil, err
		}
	}
	return f.tree.Fetch(ctx, name, max)
}

// TestDamagedTemporaryFolderSpoilsNothing cuts, empties and removes what the
// library keeps: that refresh may fail, the state stays sound, and the next
// goes through.
func TestDamagedTemporaryFolderSpoilsNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.rotate()
	a.publish()
	each := func(do func(path string) error) func(string) error {
		return func(folder string) error {
			paths, err := filepath.Glob(filepath.Join(folder, "*"))
			for _, path := range paths {
				err = errors.Join(err, do(path))
			}
			return err
		}
	}
	for name, spoil := range map[string]func(string) error{
		"emptied": each(func(path string) error { return os.Truncate(path, 0) }),
		"cut":     each(func(path string) error { return os.Truncate(path, 100) }),
		"zeroed": each(func(path string) error {
			return errors.Join(os.Truncate(path, 0), os.Truncate(path, 500))
		}),
		"files removed":  each(os.Remove),
		"folder removed": os.RemoveAll,
	} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{"2.root.json", "3.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"} {
				v, err := Refresh(t.Context(), saboteur{a.tree, file, spoil}, kiosk, a.at)
				for role, document := range v.State {
					if string(document) != string(kiosk[role]) && string(document) != string(a.state[role]) {
						t.Errorf("while fetching %s: %s.json is damaged (%v)", file, role, err)
					}
				}
				if errors.Is(err, ErrOlder) || errors.Is(err, ErrExpired) {
					t.Errorf("while fetching %s: err = %v", file, err)
				}
				accepted(t, a.tree, v.State, a.at, `{"v":2}`)
			}
		})
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestNoTemporaryFolderIsNotDistrust(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "gone"))
	v, err := Refresh(t.Context(), a.tree, kiosk, a.at)
	if !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrUntrusted) || !reflect.DeepEqual(v.State, kiosk) {
		t.Errorf("err = %v, want fs.ErrNotExist and the state as it was", err)
	}
}

func TestSixMonthsOfflineThenANormalUpdate(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	stick := a.elsewhere()
	for range 6 {
		a.later(30 * day)
		a.publish()
	}
	refused(t, stick, kiosk, a.at, ErrExpired) // what it has is too old to install by; it is shown all the same
	v := accepted(t, a.tree, kiosk, a.at, `{"v":7}`)
	if v.Issued != a.at || len(v.Dropped) > 0 {
		t.Errorf("issued %v, dropped %v", v.Issued, v.Dropped)
	}
}

func TestClockOf1970And2096(t *testing.T) {
	a := newAuthority(t)
	kiosk := a.kiosk()
	a.rotate()
	a.publish()
	early := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	v := accepted(t, a.tree, kiosk, early, `{"v":2}`)
	if v.Issued != a.at { // this is what the clock of the kiosk shall not be behind
		t.Errorf("issued %v, want %v", v.Issued, a.at)
	}
	late := time.Date(2096, 1, 1, 0, 0, 0, 0, time.UTC)
	v = refused(t, a.tree, kiosk, late, ErrExpired)
	if !reflect.DeepEqual(v.State, kiosk.with(Root, a.state[Root])) {
		t.Error("beside the error, another state than with the new root")
	}
	accepted(t, a.tree, v.State, a.at, `{"v":2}`) // once the clock is right
}
