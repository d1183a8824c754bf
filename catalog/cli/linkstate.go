package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A linkPast is what earlier checks found of an address.
type linkPast struct {
	Last    time.Time `json:"last"`           // when it was checked last
	Verdict verdict   `json:"verdict"`        // what that said
	Since   time.Time `json:"since,omitzero"` // of the first failure after which it did not open; zero while it does
	Dead    bool      `json:"dead,omitempty"` // it failed twice, a day or more apart
}

// deadAfter is how far apart two failures are at least: a server that is
// mended over night is not dead.
const deadAfter = 24 * time.Hour

// add takes the result of a check. One that neither opens nor fails leaves
// what was known.
func (p linkPast) add(r linkResult, now time.Time) linkPast {
	if p.Since.After(now) {
		p.Since = now // the clock was wrong
	}
	p.Last, p.Verdict = now, r.verdict
	switch {
	case r.verdict == linkOpens:
		p.Since, p.Dead = time.Time{}, false
	case !r.verdict.fails():
	case p.Since.IsZero():
		p.Since = now
	case now.Sub(p.Since) >= deadAfter:
		p.Dead = true
	}
	return p
}

// A linkState is what is known of addresses, by address.
type linkState map[string]linkPast

// stateVersion is that of the form of the file.
const stateVersion = 1

type stateFile struct {
	Version int       `json:"version"`
	Links   linkState `json:"links"`
}

// readLinkState reads the file; one that is not there knows nothing.
func readLinkState(path string) (linkState, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return linkState{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read state of links: %w", err)
	}
	var f stateFile
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("read state of links %s: %w; hint: put it aside, and what is dead will be found again in two checks", path, err)
	}
	if f.Version != stateVersion {
		return nil, fmt.Errorf("read state of links %s: version %d, this program knows %d; hint: name another file by -links-state", path, f.Version, stateVersion)
	}
	if f.Links == nil {
		f.Links = linkState{}
	}
	return f.Links, nil
}

// keepFor is how long an address is remembered that no record has any more.
const keepFor = 366 * 24 * time.Hour

// write puts the file in place whole, so that after a power cut there is the
// old one or the new one.
func (s linkState) write(path string, now time.Time) error {
	for address, p := range s {
		if now.Sub(p.Last) > keepFor {
			delete(s, address)
		}
	}
	b, err := json.MarshalIndent(stateFile{stateVersion, s}, "", "\t")
	if err == nil {
		err = replaceFile(path, append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write state of links: %w", err)
	}
	return nil
}

// replaceFile writes a file beside, and moves it over the old one.
func replaceFile(path string, body []byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	_, err = f.Write(body)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
