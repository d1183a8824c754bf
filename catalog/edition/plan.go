package edition

import (
	"slices"

	"mingbai/catalog"
)

// maxSpan is how many editions back a delta reaches, the one behind the
// keyframe apart.
const maxSpan = 128

// monthly is the age of a keyframe at which the next is due, in days.
const monthly = 30

// Since lists the editions from which a delta to v is published, the nearest
// first: 1, 2, 4 … 128 back, none before the edition first, from which on
// changes are known, and the keyframe, unless it is v itself or 0 for none.
func Since(v, first, keyframe int64) []int64 {
	var from []int64
	for span := int64(1); span <= maxSpan && v-span >= first; span *= 2 {
		from = append(from, v-span)
	}
	if keyframe > 0 && keyframe < v && !slices.Contains(from, keyframe) {
		from = append(from, keyframe)
	}
	return from
}

// A Keyframe is the last keyframe that was published. The zero Keyframe is
// none.
type Keyframe struct {
	V      int64        `json:"v"`
	Length int64        `json:"length"` // bytes, compressed
	On     catalog.Date `json:"on"`     // the day it was made
}

// Due reports whether it is time for the next keyframe: there is none, the
// delta behind it is larger than a quarter of it, in compressed bytes, or it
// is a month old.
func (k Keyframe) Due(delta int64, today catalog.Date) bool {
	return k.V == 0 || 4*delta > k.Length || k.On.Days(today) >= monthly
}
