package edition

import (
	"fmt"

	"github.com/klauspost/compress/zstd"

	"mingbai/catalog"
)

// A Release is what has to be published for one edition.
type Release struct {
	V     int64
	State Digest
	N     int
	Files []File // new files, deltas before the keyframe
	Keep  string // the path of the keyframe that stays, or "" when a new one is among Files
}

// A File is one file of a release.
type File struct {
	Offer
	Body []byte
}

// Next makes the files of edition v, which has the records of set, and the
// ledger to keep once they are published. It refuses a number that is not
// above the last. It takes some seconds for ten thousand records when a new
// keyframe is due.
func (l Ledger) Next(v int64, set *Set, today catalog.Date) (Ledger, Release, error) {
	packer, err := newPacker()
	if err != nil {
		return Ledger{}, Release{}, fmt.Errorf("make edition: %w", err)
	}
	defer packer.Close()
	return l.next(packer, v, set, today)
}

func (l Ledger) next(packer *zstd.Encoder, v int64, set *Set, today catalog.Date) (Ledger, Release, error) {
	next, err := l.advance(v, set)
	if err != nil {
		return Ledger{}, Release{}, fmt.Errorf("make edition: %w", err)
	}
	r, err := next.release(packer, set, today)
	if err != nil {
		return Ledger{}, Release{}, fmt.Errorf("make edition %d: %w", v, err)
	}
	next.prune()
	return next, r, nil
}

// release packs the newest edition, and notes a new keyframe.
func (l *Ledger) release(packer *zstd.Encoder, set *Set, today catalog.Date) (Release, error) {
	r := Release{V: l.v, State: set.State(), N: set.Len()}
	add := func(from int64, lines Lines) (size int64, err error) {
		f, err := r.file(from, packer, lines)
		r.Files = append(r.Files, f)
		return f.Length, err
	}
	behind := int64(0)
	for _, from := range Since(l.v, l.first, l.keyframe.V) {
		size, err := add(from, l.delta(from, set))
		if err != nil {
			return Release{}, err
		}
		if from == l.keyframe.V {
			behind = size
		}
	}
	if !l.keyframe.Due(behind, today) {
		r.Keep = path(0, l.keyframe.V)
		return r, nil
	}
	size, err := add(0, set.Lines())
	l.keyframe = Keyframe{V: l.v, Length: size, On: today}
	return r, err
}

// file packs the lines that lead from an edition, or from nothing, to r.
func (r Release) file(from int64, packer *zstd.Encoder, lines Lines) (File, error) {
	body, raw, err := pack(packer, lines)
	if err != nil {
		return File{}, fmt.Errorf("pack %s: %w", path(from, r.V), err)
	}
	return File{Offer{Path: path(from, r.V), Length: int64(len(body)), From: from, V: r.V,
		State: r.State, N: r.N, Raw: raw, Schema: Schema}, body}, nil
}
