package ink_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"mingbai/assets"
	"mingbai/kiosk/ink"
)

func TestSameAlphabetGivesTheSamePrototypes(t *testing.T) {
	a := compute(t, "水电费")
	b := compute(t, "费水费电电")
	if !bytes.Equal(a.Encode(), b.Encode()) {
		t.Error("they depend on the order of the alphabet")
	}
}

func TestCharactersTheFontLacksAreListed(t *testing.T) {
	p := compute(t, "水𪛖 电") // a rare character and a space, which has no ink
	if got := string(p.Missing()); got != " 𪛖" || p.Len() != 2 {
		t.Errorf("missing are %q, of %d the shape is known; want %q and 2", got, p.Len(), " 𪛖")
	}
	again, err := ink.Decode(p.Encode(), assets.FontRegular(), []rune("水𪛖 电"))
	if err != nil || string(again.Missing()) != " 𪛖" {
		t.Errorf("after a restart missing are %q, err = %v", again.Missing(), err)
	}
}

func TestEmptyCatalogMatchesNothing(t *testing.T) {
	p := compute(t, "")
	if got := p.Match(handDrawn(t)['水'], 8); len(got) > 0 || p.Len() != 0 {
		t.Errorf("it knows %d characters and reads %c", p.Len(), got)
	}
	if _, err := ink.Decode(p.Encode(), assets.FontRegular(), nil); err != nil {
		t.Errorf("decode: %v", err)
	}
}

func TestWhatIsNoFontIsRefused(t *testing.T) {
	for name, font := range map[string][]byte{
		"nothing": nil, "text": []byte("no font"), "half a font": assets.FontRegular()[:900_000],
	} {
		if _, err := ink.Compute(noLimit, font, []rune("水")); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A tired is a context that is done when it has been asked often enough.
type tired struct {
	context.Context
	left int
}

func (c *tired) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestComputeStopsWhenTold(t *testing.T) {
	ctx := &tired{noLimit, 3}
	_, err := ink.Compute(ctx, assets.FontRegular(), []rune("一二三四五六七八"))
	if !errors.Is(err, context.Canceled) || ctx.left != -1 {
		t.Errorf("err = %v after %d more characters", err, -1-ctx.left)
	}
}

func compute(t testing.TB, alphabet string) *ink.Prototypes {
	t.Helper()
	p, err := ink.Compute(noLimit, assets.FontRegular(), []rune(alphabet))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
