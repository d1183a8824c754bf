package edition

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Schema is the newest form of records and deltas that this program applies.
const Schema = 1

// Bounds of what is signed: a publisher's mistake must not fill a kiosk.
const (
	MaxRaw     = 512 << 20 // bytes of the lines of one file
	MaxRecords = 1 << 20   // records of an edition
	maxEdition = 1 << 53   // what JSON numbers hold exactly
)

// An Offer is a published file and what it leads to, as the editors signed
// it.
type Offer struct {
	Path   string // "base-112.zst" or "since-120.zst"
	Length int64  // bytes of the file, compressed
	From   int64  // it applies to the editions From to V; 0 is a keyframe, which applies to nothing
	V      int64  // the edition it leads to, from 1
	State  Digest // the digest of that edition
	N      int    // the number of its records
	Raw    int64  // bytes of the file, unpacked
	Schema int    // the form of records and deltas
}

// offerJSON is what stands in the custom field of a target, beside the schema.
type offerJSON struct {
	From  int64  `json:"from"`
	V     int64  `json:"v"`
	State string `json:"state"`
	N     int    `json:"n"`
	Raw   int64  `json:"raw"`
}

// Keyframe reports whether o needs no edition before it.
func (o Offer) Keyframe() bool { return o.From == 0 }

// Custom returns what is signed beside the length and the SHA-256 of the
// file.
func (o Offer) Custom() json.RawMessage {
	return fmt.Appendf(nil, `{"from":%d,"n":%d,"raw":%d,"schema":%d,"state":"%s","v":%d}`,
		o.From, o.N, o.Raw, o.Schema, o.State, o.V)
}

// ReadOffer reads the custom field of a verified target. ok is false for a
// target that is neither keyframe nor delta. An offer of a newer schema has
// only Path, Length and Schema.
func ReadOffer(path string, length int64, custom []byte) (o Offer, ok bool, err error) {
	if !strings.HasPrefix(path, "base-") && !strings.HasPrefix(path, "since-") {
		return Offer{}, false, nil
	}
	o = Offer{Path: path, Length: length}
	if err := o.read(custom); err != nil {
		return Offer{}, false, fmt.Errorf("read offer %.80q: %w: %w", path, ErrBroken, err)
	}
	return o, true, nil
}

// read reads the custom field, of a newer schema only that it is newer.
func (o *Offer) read(custom []byte) error {
	var form struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(custom, &form); err != nil {
		return err
	}
	if o.Schema = form.Schema; o.Schema > Schema {
		return nil
	}
	var j offerJSON
	if err := json.Unmarshal(custom, &j); err != nil {
		return err
	}
	var err error
	if o.State, err = ParseDigest(j.State); err != nil {
		return err
	}
	o.From, o.V, o.N, o.Raw = j.From, j.V, j.N, j.Raw
	return o.check()
}

func (o Offer) check() error {
	switch {
	case o.Schema < 1:
		return fmt.Errorf("schema %d", o.Schema)
	case o.V < 1 || o.V > maxEdition || o.From < 0 || o.From >= o.V:
		return fmt.Errorf("from edition %d to %d", o.From, o.V)
	case o.N < 0 || o.N > MaxRecords:
		return fmt.Errorf("%d records", o.N)
	case o.Raw < 0 || o.Raw > MaxRaw:
		return fmt.Errorf("%d bytes unpacked", o.Raw)
	case o.Length < 0 || o.Length > o.Raw+o.Raw/100+1024:
		return fmt.Errorf("%d bytes that unpack to %d", o.Length, o.Raw)
	case o.Path != path(o.From, o.V):
		return fmt.Errorf("it should be called %s", path(o.From, o.V))
	}
	return nil
}

// path names the file that leads from one edition, or from nothing, to v.
func path(from, v int64) string {
	if from == 0 {
		return "base-" + strconv.FormatInt(v, 10) + ".zst"
	}
	return "since-" + strconv.FormatInt(from, 10) + ".zst"
}
