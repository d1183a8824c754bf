package ink_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"testing"

	"mingbai/assets"
	"mingbai/kiosk/ink"
)

// FuzzDecode reads bytes as they are, and behind a right beginning and
// before a right checksum.
func FuzzDecode(f *testing.F) {
	const start = len("mingbai ink") + 1 + 32
	alphabet := []rune("水电")
	kept := compute(f, string(alphabet)).Encode()
	f.Add(kept)
	f.Add(kept[start : len(kept)-32])
	f.Add([]byte{0, 0, 0, 2, 0, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, b := range [][]byte{b, sealed(append(bytes.Clone(kept[:start]), b...))} {
			p, err := ink.Decode(b, assets.FontRegular(), alphabet)
			if err != nil {
				if !errors.Is(err, ink.ErrOther) && !errors.Is(err, ink.ErrTorn) {
					t.Errorf("err = %v", err)
				}
				continue
			}
			if p.Len()+len(p.Missing()) != len(alphabet) {
				t.Errorf("of %d characters %d are known and %d missing", len(alphabet), p.Len(), len(p.Missing()))
			}
			if got := p.Match([]ink.Stroke{{{X: 0, Y: 0}, {X: 9, Y: 9}}}, 8); len(got) != p.Len() {
				t.Errorf("%d candidates of %d", len(got), p.Len())
			}
		}
	})
}

// FuzzMatch makes strokes of bytes: eight are a point, and a point whose
// first byte is 255 begins a stroke.
func FuzzMatch(f *testing.F) {
	p := compute(f, "一水电费")
	f.Add([]byte{})
	f.Add(binary.BigEndian.AppendUint64(nil, 0x3f8000003f800000))
	f.Add(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, 0x7f7fffffff7fffff), 0xff7fffff7f7fffff))
	f.Add(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, 0x7f80000000000000), 0x0000000100000001))
	f.Fuzz(func(t *testing.T, b []byte) {
		var strokes []ink.Stroke
		for ; len(b) >= 8; b = b[8:] {
			if len(strokes) == 0 || b[0] == 255 {
				strokes = append(strokes, nil)
			}
			last := &strokes[len(strokes)-1]
			*last = append(*last, ink.Point{X: float(b), Y: float(b[4:])})
		}
		got := p.Match(strokes, 3)
		if len(got) != 0 && len(got) != 3 {
			t.Errorf("%d candidates", len(got))
		}
		for i, r := range got {
			if !slices.Contains([]rune("一水电费"), r) || slices.Contains(got[:i], r) {
				t.Errorf("candidates are %c", got)
			}
		}
		if again := p.Match(strokes, 3); !slices.Equal(again, got) {
			t.Errorf("read twice: %c, %c", got, again)
		}
	})
}

func float(b []byte) float32 { return math.Float32frombits(binary.BigEndian.Uint32(b)) }
