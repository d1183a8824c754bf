package search

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// ErrDamaged means that postings on the disk are not as they were written.
// They can be built anew from the records.
var ErrDamaged = errors.New("damaged postings")

// An Asker is what a pool, a connection and a transaction have in common.
type Asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// A posting is the slots of the records that have a gram. On the disk a
// CRC-32C stands before the portable form of the bitmap
// (https://github.com/RoaringBitmap/RoaringFormatSpec): a flipped bit would
// hide records from search for ever, and nobody would know.
type posting = roaring.Bitmap

func packPosting(p *posting) ([]byte, error) {
	p.RunOptimize()
	b, err := p.ToBytes()
	if err != nil {
		return nil, fmt.Errorf("pack posting: %w", err)
	}
	sum := crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))
	return append(binary.BigEndian.AppendUint32(nil, sum), b...), nil
}

// unpackPosting reads what packPosting wrote. The posting keeps blob.
func unpackPosting(blob []byte) (*posting, error) {
	if len(blob) < 4 || binary.BigEndian.Uint32(blob) != crc32.Checksum(blob[4:], crc32.MakeTable(crc32.Castagnoli)) {
		return nil, ErrDamaged
	}
	p := roaring.New()
	if _, err := p.FromBuffer(blob[4:]); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return p, nil
}

// postings are what was read of the table.
type postings map[gram]*posting

// readPostings reads the postings of some grams; a gram without one is in no
// record. The error of a damaged one is [ErrDamaged].
func readPostings(ctx context.Context, from Asker, grams []gram) (postings, error) {
	some := postings{}
	if len(grams) == 0 {
		return some, nil
	}
	list, err := json.Marshal(grams)
	if err != nil {
		return nil, err
	}
	rows, err := from.QueryContext(ctx, `SELECT term, bm FROM post WHERE term IN (SELECT value FROM json_each(?))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var g gram
		var blob []byte
		if err := rows.Scan(&g, &blob); err != nil {
			return nil, fmt.Errorf("read postings: %w", err)
		}
		if some[g], err = unpackPosting(blob); err != nil {
			return nil, fmt.Errorf("read posting %x: %w", int64(g), err)
		}
	}
	return some, rows.Err()
}

// haveGrams reports which grams are in any record.
func haveGrams(ctx context.Context, from Asker, grams []gram) (map[gram]bool, error) {
	has := map[gram]bool{}
	if len(grams) == 0 {
		return has, nil
	}
	list, err := json.Marshal(grams)
	if err != nil {
		return nil, err
	}
	rows, err := from.QueryContext(ctx, `SELECT term FROM post WHERE term IN (SELECT value FROM json_each(?))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("look for grams: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var g gram
		if err := rows.Scan(&g); err != nil {
			return nil, fmt.Errorf("look for grams: %w", err)
		}
		has[g] = true
	}
	return has, rows.Err()
}

// all returns the slots that have every gram, as a bitmap of its own.
func (p postings) all(grams []gram) *posting {
	some := make([]*posting, 0, len(grams))
	for _, g := range grams {
		if p[g] == nil {
			return roaring.New()
		}
		some = append(some, p[g])
	}
	slices.SortFunc(some, func(a, b *posting) int { return cmp.Compare(a.GetCardinality(), b.GetCardinality()) })
	return roaring.FastAnd(some...) // a clone where it is one
}

// any returns the slots that have one of the grams.
func (p postings) any(grams []gram) *posting {
	var some []*posting
	for _, g := range grams {
		if p[g] != nil {
			some = append(some, p[g])
		}
	}
	return roaring.FastOr(some...)
}
