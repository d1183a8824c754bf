// Package ink reads a Chinese character that a visitor writes on the screen.
//
// It has no model and no data file. What a character looks like is computed
// once from the font the screen is drawn with, for the characters of the
// catalog and no others: each glyph is drawn, thinned to lines, and described
// by how much line runs in which direction in which part of it. What the pen
// wrote is described in the same way and compared with all of them. As
// nothing but the ink counts, the order of the strokes does not matter, and
// a join that the pen made between two strokes counts little.
//
// Two things make up for the font not being a hand. Each glyph is bent a few
// times at random, and what bending changes most counts least when shapes
// are compared ([Compute]). And ink drawn upwards or to the left, where no
// stroke of Chinese writing goes, is taken for the way to the next stroke
// ([Prototypes.Match]).
//
// The package knows one character at a time and no words; which words can
// follow is catalog/search. It draws nothing, keeps nothing that was written,
// and touches no disk: the caller keeps what Encode returns.
//
//	alphabet := ink.Alphabet(words)
//	p, err := ink.Decode(kept, font, alphabet)
//	if err != nil { // another catalog, another font, a torn file
//		p, err = ink.Compute(ctx, font, alphabet) // a second or so: in a chore
//		kept = p.Encode()
//	}
//	candidates := p.Match(strokes, 8)
package ink
