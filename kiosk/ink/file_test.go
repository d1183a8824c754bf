package ink_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"testing"

	"mingbai/assets"
	"mingbai/kiosk/ink"
)

func TestKeptPrototypesMatchTheSame(t *testing.T) {
	_, words := seed()
	kept := computed(t).Encode()
	t.Logf("%d characters take %d bytes", len(words), len(kept))
	p, err := ink.Decode(kept, assets.FontRegular(), words)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(p.Encode(), kept) {
		t.Error("read and written again they differ")
	}
	for r, strokes := range handDrawn(t) {
		if got, want := p.Match(strokes, 8), computed(t).Match(strokes, 8); !slices.Equal(got, want) {
			t.Errorf("%c: %c, before %c", r, got, want)
		}
	}
}

func TestPrototypesOfOthersAreRefused(t *testing.T) {
	kept := compute(t, "水电费").Encode()
	for name, c := range map[string]struct {
		font     []byte
		alphabet string
	}{
		"a character more":     {assets.FontRegular(), "水电费用"},
		"a character less":     {assets.FontRegular(), "水电"},
		"another character":    {assets.FontRegular(), "水电话"},
		"no characters":        {assets.FontRegular(), ""},
		"another font":         {assets.FontBold(), "水电费"},
		"a font a byte longer": {append(bytes.Clone(assets.FontRegular()), 0), "水电费"},
	} {
		if _, err := ink.Decode(kept, c.font, []rune(c.alphabet)); !errors.Is(err, ink.ErrOther) {
			t.Errorf("%s: err = %v, want %v", name, err, ink.ErrOther)
		}
	}
	later := bytes.Clone(kept)
	later[len("mingbai ink")]++
	if _, err := ink.Decode(sealed(later[:len(later)-sha256.Size]), assets.FontRegular(), []rune("水电费")); !errors.Is(err, ink.ErrOther) {
		t.Errorf("a later version: err = %v, want %v", err, ink.ErrOther)
	}
}

func TestTornFilesAreRefused(t *testing.T) {
	kept := compute(t, "水电费").Encode()
	torn := map[string][]byte{
		"empty": nil, "a byte more": append(bytes.Clone(kept), 0), "zeros": make([]byte, len(kept)),
		"the end lost": append(bytes.Clone(kept[:len(kept)/2]), make([]byte, len(kept)-len(kept)/2)...),
	}
	for n := 1; n < len(kept); n += 997 {
		torn[fmt.Sprint("cut at ", n)] = kept[:n]
		flipped := bytes.Clone(kept)
		flipped[n] ^= 0x10
		torn[fmt.Sprint("flipped at ", n)] = flipped
	}
	for name, b := range torn {
		if _, err := ink.Decode(b, assets.FontRegular(), []rune("水电费")); !errors.Is(err, ink.ErrTorn) {
			t.Errorf("%s: err = %v, want %v", name, err, ink.ErrTorn)
		}
	}
}

// sealed returns b with its checksum.
func sealed(b []byte) []byte {
	sum := sha256.Sum256(b)
	return append(bytes.Clone(b), sum[:]...)
}
