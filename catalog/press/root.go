package press

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingbai/catalog/trust"
)

// NextRoot prepares a root for the people of another roster, to be signed by
// the quorum of the old root and that of the new one.
func (r *Repository) NextRoot(roster trust.Roster, i trust.Issue) error {
	now := r.Documents()[trust.Root]
	if now == nil {
		return errors.New("prepare root: the first one still lacks signatures; hint: begin anew in an empty folder to change it")
	}
	root, err := trust.NextRoot(now, roster, i)
	if err == nil {
		err = r.rootIsOut(now)
	}
	if err == nil {
		err = r.setNextRoot(root)
	}
	if err != nil {
		return fmt.Errorf("prepare root: %w", err)
	}
	return nil
}

// rootIsOut refuses to go on from a root that no kiosk could have seen: kiosks
// walk from each to the next.
func (r *Repository) rootIsOut(root []byte) error {
	files, err := trust.State{trust.Root: root}.Files()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(r.Public(), files[0].Name)); err != nil {
		return fmt.Errorf("the last one is not published yet: %w; hint: publish or refresh first", err)
	}
	return nil
}

// WaitingRoot returns the root that still wants signatures, nil for none.
func (r *Repository) WaitingRoot() ([]byte, error) {
	b, err := os.ReadFile(r.private("next-root.json"))
	if errors.Is(err, fs.ErrNotExist) || bytes.Equal(b, r.Documents()[trust.Root]) {
		return nil, nil
	}
	return b, err
}

func (r *Repository) setNextRoot(root []byte) error {
	return replace(r.private("next-root.json"), root, 0o600, time.Time{})
}

// SignRoot adds a signature to the waiting root, and adopts it when it has
// all. The first root is published at once; another goes out with the next
// edition, since what others signed for the old one may not hold under it.
func (r *Repository) SignRoot(k *trust.Key) (adopted bool, err error) {
	root, err := r.WaitingRoot()
	if err != nil {
		return false, err
	}
	if root == nil {
		return false, errNoRootWaits
	}
	if root, err = SignRootCopy(root, r.Documents()[trust.Root], k); err != nil {
		return false, err
	}
	return r.adoptIfComplete(root)
}

// adoptIfComplete keeps a root with the signatures it has so far.
func (r *Repository) adoptIfComplete(root []byte) (adopted bool, err error) {
	if err := r.setNextRoot(root); err != nil {
		return false, err
	}
	next, err := trust.Adopt(r.Documents(), root)
	if errors.Is(err, trust.ErrIncomplete) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, r.adopt(next, r.Documents()[trust.Root] == nil)
}

// mayAdopt refuses a key that is neither of the old quorum nor of the new.
func mayAdopt(root, old []byte, k *trust.Key) error {
	var quorum trust.Quorum
	for _, document := range [][]byte{root, old} {
		if document == nil {
			continue
		}
		roster, err := trust.ReadRoster(document)
		if err != nil {
			return err
		}
		quorum.Keys = append(quorum.Keys, roster.Root.Keys...)
	}
	return mustHold(quorum, k, "root")
}

// mustHold refuses a key that is not of a quorum.
func mustHold(q trust.Quorum, k *trust.Key, role string) error {
	var names []string
	for _, p := range q.Keys {
		if p.Key == k.Public().Key {
			return nil
		}
		names = append(names, p.Short())
	}
	return fmt.Errorf("%w %s: %s; hint: use the key of one of: %s", ErrRole, role, k.Public().Short(), strings.Join(names, ", "))
}

// adopt makes a complete root the one of the repository.
func (r *Repository) adopt(next trust.State, first bool) error {
	if first {
		files, err := next.Files()
		if err != nil {
			return err
		}
		for _, f := range files {
			if err := r.upload(f); err != nil {
				return err
			}
		}
	}
	m := r.m.clone()
	m.Documents = next
	if err := r.save("state.json", m); err != nil {
		return err
	}
	r.m = m
	if err := os.Remove(r.private("next-root.json")); err != nil {
		return err
	}
	return syncFolder(r.private())
}

// isRoot reports whether a file of the tree is a root, which stays for ever:
// a kiosk walks from one to the next.
func isRoot(name string) bool { return strings.HasSuffix(name, ".root.json") }

// roots lists the roots in the tree.
func (r *Repository) roots() ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(r.Public(), "*.root.json"))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names, nil
}
