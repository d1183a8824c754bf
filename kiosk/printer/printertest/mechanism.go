package printertest

import "fmt"

// mechanism prints what was taken, one command after the other, until the
// printer is closed.
func (r *Roll) mechanism() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !r.closed {
		switch b := r.next(); b {
		case 0, '\n': // nothing
		case 0x10: // DLE: it was obeyed as it came
			r.next()
			r.next()
		case 0x1B:
			r.escape()
		case 0x1D:
			r.group()
		default:
			r.fault("byte %02x", b)
		}
	}
}

func (r *Roll) fault(format string, args ...any) {
	if !r.closed {
		r.faults = append(r.faults, fmt.Sprintf(format, args...))
	}
}

// next waits for a byte; the lock is held.
func (r *Roll) next() byte {
	for len(r.queue) == 0 && !r.closed {
		r.change.Wait()
	}
	if r.closed {
		return 0
	}
	b := r.queue[0]
	r.queue = r.queue[1:]
	r.change.Broadcast()
	return b
}

func (r *Roll) escape() {
	switch b := r.next(); b {
	case '@':
	case 'd':
		for range int(r.next()) * 30 { // a line of text is 30 dots high
			r.feed(make([]byte, Width))
		}
	default:
		r.fault("ESC %02x", b)
	}
}

func (r *Roll) group() {
	switch b := r.next(); b {
	case 'v':
		r.raster()
	case 'V':
		if m := r.next(); m != 66 {
			r.fault("GS V %d", m)
		}
		for range r.next() {
			r.feed(make([]byte, Width))
		}
		r.cut()
	case 'r':
		r.next()
		r.out()
	default:
		r.fault("GS %02x", b)
	}
}

// raster is GS v 0.
func (r *Roll) raster() {
	if zero, mode := r.next(), r.next(); zero != '0' || mode != 0 {
		r.fault("GS v %c %d", zero, mode)
	}
	wide, high := int(r.next())|int(r.next())<<8, int(r.next())|int(r.next())<<8
	if wide*8 != Width {
		r.fault("raster of %d dots", wide*8)
	}
	for range high {
		row := make([]byte, Width)
		for x := range wide {
			b := r.next()
			for bit := range 8 {
				if i := 8*x + bit; i < Width && b&(0x80>>bit) != 0 {
					row[i] = 1
				}
			}
		}
		r.feed(row)
	}
}
