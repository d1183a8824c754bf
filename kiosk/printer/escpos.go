package printer

// The commands of a receipt printer (ESC/POS) that are used: those that the
// oldest and the cheapest know.
var (
	begin   = []byte{0x1B, '@'}                       // ESC @: as after switching on
	sever   = []byte{0x1B, 'd', 1, 0x1D, 'V', 66, 24} // ESC d, GS V: feed to the knife and cut
	whenOut = []byte{0x1D, 'r', 1}                    // GS r: answer when all before it is printed
)

// What DLE EOT asks about; it is answered at once, also by a printer that
// has stopped.
const (
	askPrinter = 1
	askOffline = 2
	askPaper   = 4
)

func ask(what byte) []byte { return []byte{0x10, 0x04, what} }

// isAnswer reports whether b answers DLE EOT, isOut whether it answers GS r:
// both have bits that tell them apart.
func isAnswer(b byte) bool { return b&0x93 == 0x12 }
func isOut(b byte) bool    { return b&0x90 == 0 }

// Bits of the answers.
const (
	offlineBit = 0x08 // of askPrinter
	coverBit   = 0x04 // of askOffline
	stoppedBit = 0x20 // of askOffline: at the end of the paper
	faultBit   = 0x40 // of askOffline
	noPaperBit = 0x60 // of askPaper
)

// bandRows is how many rows are sent in one piece: 8 mm, after which the
// printer is asked how it is.
const (
	bandRows  = 64
	bandBytes = 8 + bandRows*rollWidth/8
)

// band is GS v 0: rows of a bitmap as they are.
func band(b *bitmap, y int) []byte {
	rows := b.rows(y, bandRows)
	n := len(rows) / b.stride
	head := []byte{0x1D, 'v', '0', 0, byte(b.stride), byte(b.stride >> 8), byte(n), byte(n >> 8)}
	return append(head, rows...)
}

// scrap is what ends a sheet that is not complete: a hatching, so that nobody
// takes it for one that is.
func scrap() []byte {
	b := &bitmap{w: rollWidth, h: bandRows, stride: rollWidth / 8, bits: make([]byte, rollWidth/8*bandRows)}
	for y := range b.h {
		for x := range b.w {
			if (x+y)/8%2 == 0 {
				b.bits[y*b.stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return append(append(append([]byte{}, begin...), band(b, 0)...), sever...)
}
