package printertest

import (
	"image"
	"net"
	"sync"
	"time"
)

// Width is how many dots it prints in a row.
const Width = 576

// A Roll is a receipt printer. Its methods are safe for concurrent use.
type Roll struct {
	address string

	mu       sync.Mutex
	change   *sync.Cond // of anything below
	listener net.Listener
	conns    map[net.Conn]bool
	queue    []byte // taken and not yet printed
	buffer   int    // how many bytes it takes before it stops; 0 for any
	paper    int    // rows left; -1 for any
	cover    bool
	jam      bool
	mute     bool
	row      time.Duration // that a row takes
	printed  []byte        // rows since the last cut, a byte a dot
	sheets   []image.Image
	faults   []string
	closed   bool
}

// NewRoll switches a printer on, with endless paper.
func NewRoll() (*Roll, error) {
	r := &Roll{paper: -1, conns: map[net.Conn]bool{}}
	r.change = sync.NewCond(&r.mu)
	if err := r.listen("127.0.0.1:0"); err != nil {
		return nil, err
	}
	r.address = r.listener.Addr().String()
	go r.mechanism()
	return r, nil
}

func (r *Roll) listen(address string) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.listener = l
	r.mu.Unlock()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			r.receive(c) // one at a time, as printers do
		}
	}()
	return nil
}

// Setting is the configuration key that names it.
func (r *Roll) Setting() string { return "escpos:" + r.address }

// Close switches it off for good.
func (r *Roll) Close() {
	r.Vanish()
	r.set(func() { r.closed = true })
}

// Vanish pulls its plug: what it had taken is lost, what it has printed is
// not. Return brings it back.
func (r *Roll) Vanish() {
	r.set(func() {
		r.listener.Close()
		for c := range r.conns {
			c.Close()
		}
		r.queue = nil
	})
}

// Return plugs it in again.
func (r *Roll) Return() error { return r.listen(r.address) }

func (r *Roll) set(change func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change()
	r.change.Broadcast()
}

// Paper puts in paper for so many rows; -1 is endless.
func (r *Roll) Paper(rows int) { r.set(func() { r.paper = rows }) }

// Cover opens or shuts its cover.
func (r *Roll) Cover(open bool) { r.set(func() { r.cover = open }) }

// Jam has its knife stuck, or frees it.
func (r *Roll) Jam(stuck bool) { r.set(func() { r.jam = stuck }) }

// Mute has it never answer, as cheap ones do.
func (r *Roll) Mute(is bool) { r.set(func() { r.mute = is }) }

// Buffer has it take no more than so many bytes that it has not printed, and
// then neither listen nor answer; 0 is any number.
func (r *Roll) Buffer(bytes int) { r.set(func() { r.buffer = bytes }) }

// Slow has every row take so long.
func (r *Roll) Slow(row time.Duration) { r.set(func() { r.row = row }) }

// Sheets returns the pieces of paper that were cut off.
func (r *Roll) Sheets() []image.Image {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]image.Image{}, r.sheets...)
}

// Hanging returns how many rows are printed and not cut off.
func (r *Roll) Hanging() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.printed) / Width
}

// Faults returns the first of what it was told and did not understand.
func (r *Roll) Faults() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string{}, r.faults[:min(len(r.faults), 5)]...)
}

// receive takes bytes, and answers at once what asks for it.
func (r *Roll) receive(c net.Conn) {
	r.set(func() { r.conns[c] = true })
	defer func() {
		r.set(func() { delete(r.conns, c) })
		c.Close()
	}()
	var b [256]byte
	var last [2]byte
	for {
		n, err := c.Read(b[:])
		if err != nil {
			return
		}
		r.mu.Lock()
		for r.buffer > 0 && len(r.queue) > r.buffer && !r.closed && r.conns[c] {
			r.change.Wait()
		}
		for _, v := range b[:n] {
			if last == [2]byte{0x10, 0x04} {
				r.answer(c, v)
			}
			last = [2]byte{last[1], v}
		}
		r.queue = append(r.queue, b[:n]...)
		r.mu.Unlock()
		r.change.Broadcast()
	}
}

// answer tells how it is; the lock is held.
func (r *Roll) answer(c net.Conn, what byte) {
	if r.mute {
		return
	}
	b := byte(0x12)
	flag := func(is bool, bits byte) {
		if is {
			b |= bits
		}
	}
	switch what {
	case 1:
		flag(r.cover || r.jam || r.paper == 0, 0x08)
	case 2:
		flag(r.cover, 0x04)
		flag(r.paper == 0, 0x20)
		flag(r.jam, 0x40)
	case 4:
		flag(r.paper == 0, 0x60)
	}
	c.Write([]byte{b})
}

// out answers GS r to whoever is there; the lock is held.
func (r *Roll) out() {
	if r.mute {
		return
	}
	for c := range r.conns {
		c.Write([]byte{0})
	}
}

// feed prints one row, a byte a dot, and waits for paper first; the
// lock is held.
func (r *Roll) feed(dots []byte) {
	for !r.closed && (r.paper == 0 || r.cover || r.jam) {
		r.change.Wait()
	}
	if row := r.row; row > 0 {
		r.mu.Unlock()
		time.Sleep(row)
		r.mu.Lock()
	}
	if r.paper > 0 {
		r.paper--
	}
	r.printed = append(r.printed, dots...)
}

// cut drops the sheet; the lock is held.
func (r *Roll) cut() {
	img := image.NewGray(image.Rect(0, 0, Width, len(r.printed)/Width))
	for i, dot := range r.printed {
		img.Pix[i] = 0xFF
		if dot != 0 {
			img.Pix[i] = 0
		}
	}
	r.sheets, r.printed = append(r.sheets, img), nil
}
