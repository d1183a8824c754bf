package press

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// What this file reads from documents is what they say. Whether it may be
// believed is for mingbai/catalog/trust.

// A pin names a document or file by length and SHA-256.
type pin struct {
	Version int64             `json:"version"`
	Length  int64             `json:"length"`
	Hashes  map[string]string `json:"hashes"`
	Custom  json.RawMessage   `json:"custom"`
}

// sum returns the SHA-256, or an error for a pin without.
func (p pin) sum() ([sha256.Size]byte, error) {
	b, err := hex.DecodeString(p.Hashes["sha256"])
	if err != nil || len(b) != sha256.Size {
		return [sha256.Size]byte{}, fmt.Errorf("no SHA-256 is named")
	}
	return [sha256.Size]byte(b), nil
}

// targetsOf lists the files that a targets.json or withdraw.json names, by
// path. No document names none.
func targetsOf(document []byte) ([]trust.Target, error) {
	if len(document) == 0 {
		return nil, nil
	}
	var j struct {
		Signed struct {
			Targets map[string]pin `json:"targets"`
		} `json:"signed"`
	}
	if err := json.Unmarshal(document, &j); err != nil {
		return nil, fmt.Errorf("read targets: %w", err)
	}
	var all []trust.Target
	for _, path := range slices.Sorted(maps.Keys(j.Signed.Targets)) {
		p := j.Signed.Targets[path]
		sum, err := p.sum()
		if err != nil {
			return nil, fmt.Errorf("read target %.80q: %w", path, err)
		}
		all = append(all, trust.Target{Path: path, Length: p.Length, SHA256: sum, Custom: p.Custom})
	}
	return all, nil
}

// pinned says what a snapshot names targets.json by, as a number of bytes and
// a SHA-256.
func pinned(snapshot []byte) (length int64, sum string, err error) {
	var j struct {
		Signed struct {
			Meta map[string]pin `json:"meta"`
		} `json:"signed"`
	}
	if err := json.Unmarshal(snapshot, &j); err != nil {
		return 0, "", fmt.Errorf("read snapshot: %w", err)
	}
	p := j.Signed.Meta["targets.json"]
	return p.Length, p.Hashes["sha256"], nil
}

// offersOf reads what targets lead to. It refuses a target that leads to
// nothing: a kiosk would not miss it, and a reviewer not see it.
func offersOf(targets []trust.Target) ([]edition.Offer, error) {
	var all []edition.Offer
	for _, t := range targets {
		o, ok, err := edition.ReadOffer(t.Path, t.Length, t.Custom)
		if err == nil && !ok {
			err = fmt.Errorf("target %.80q leads to no edition", t.Path)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// hexSum returns the SHA-256 of bytes as people compare it.
func hexSum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}
