package press

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

func TestEndingRolesAreToldApart(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	ending := func() (roles []trust.Role) {
		for _, p := range must(b.inspect())(t).Papers {
			if p.Ending(b.at) {
				roles = append(roles, p.Role)
			}
		}
		return roles
	}
	if roles := ending(); len(roles) > 0 {
		t.Errorf("on the first day %v end", roles)
	}
	b.later(2 * 24 * time.Hour)
	b.later(time.Hour)
	if roles := ending(); len(roles) != 1 || roles[0] != trust.Timestamp {
		t.Errorf("after two days %v end", roles)
	}
	b.later(24 * time.Hour)
	if _, err := b.inspect(); !errors.Is(err, trust.ErrExpired) {
		t.Errorf("after three days: %v", err)
	}
	b.later(67 * 24 * time.Hour)
	b.check(b.repo.Renew(b.online, b.issue()))
	if roles := ending(); len(roles) != 1 || roles[0] != trust.Snapshot {
		t.Errorf("after seventy days %v end", roles)
	}
	b.later(30 * 24 * time.Hour)
	if err := b.repo.Renew(b.online, b.issue()); !errors.Is(err, trust.ErrExpired) {
		t.Errorf("renewed after the clearance had ended: %v", err)
	}
	// A new clearance of the same records brings it back.
	o := b.order()
	o.Repeat = true
	p := b.sign(must(b.repo.Propose(few(t), o))(t))
	b.check(b.repo.Publish(t.Context(), p, b.online, b.issue()))
	if _, err := b.inspect(); err != nil {
		t.Error(err)
	}
}

func TestOldFilesAreSweptAfterAMonth(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	old := must(filepath.Glob(filepath.Join(b.repo.Public(), "*.targets.json")))(t)
	b.later(24 * time.Hour)
	b.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	b.later(keptDays * 24 * time.Hour)
	b.check(b.repo.Renew(b.online, b.issue()))
	if _, err := os.Stat(old[0]); err != nil {
		t.Errorf("swept after %d days: %v", keptDays, err)
	}
	b.later(24 * time.Hour)
	b.check(b.repo.Renew(b.online, b.issue()))
	if _, err := os.Stat(old[0]); !os.IsNotExist(err) {
		t.Errorf("still there after %d days: %v", keptDays+1, err)
	}
	if _, err := os.Stat(filepath.Join(b.repo.Public(), "1.root.json")); err != nil {
		t.Errorf("a root was swept: %v", err)
	}
	if p := must(b.inspect())(t); p.Edition != 2 {
		t.Errorf("edition %d", p.Edition)
	}
}

// TestTornLedgerIsBegunAnew damages what deltas are made from.
func TestTornLedgerIsBegunAnew(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	if err := os.WriteFile(b.repo.private("editions", "1.ledger"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	if p := must(b.inspect())(t); p.Edition != 2 {
		t.Errorf("edition %d", p.Edition)
	}
}

// TestHalvesOfDifferentDaysAreRefused restores private/ from yesterday.
func TestHalvesOfDifferentDaysAreRefused(t *testing.T) {
	b := newBureau(t)
	b.publish(few(t))
	old := must(os.ReadFile(b.repo.private("state.json")))(t)
	b.publish(edited(t, few(t), "fee/copy", `"amount":50`, `"amount":60`))
	b.check(b.repo.Close())
	b.check(os.WriteFile(b.repo.private("state.json"), old, 0o600))
	if _, err := Open(t.Context(), b.dir); err == nil || !strings.Contains(err.Error(), "hint: restore both halves") {
		t.Errorf("it says %v", err)
	}
}

func TestSecondProcessIsKeptOut(t *testing.T) {
	b := newBureau(t)
	f := must(os.OpenFile(b.repo.private("lock"), os.O_RDWR, 0))(t)
	defer f.Close()
	if lock(f) == nil {
		t.Error("two processes have the lock")
	}
	b.check(b.repo.Close())
	if err := lock(f); err != nil {
		t.Errorf("the lock is not given back: %v", err)
	}
}

func TestMissingRepositorySaysHowToMakeOne(t *testing.T) {
	if _, err := Open(t.Context(), t.TempDir()); err == nil || !os.IsNotExist(errors.Unwrap(err)) {
		t.Errorf("it says %v", err)
	}
	b := newBureau(t)
	b.check(b.repo.Close())
	if _, err := Create(t.Context(), b.dir, b.roster(), b.issue()); err == nil {
		t.Error("a repository was made over another")
	}
	b.repo = must(Open(t.Context(), b.dir))(t)
	if _, err := b.repo.Propose([]*catalog.Record{}, b.order()); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}
