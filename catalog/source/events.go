package source

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// MaxHint is the longest data of a hint, in bytes. A longer one is left out.
const MaxHint = 16 << 10

// Longest line: the name of a field, a colon, a space and the data.
const maxLine = MaxHint + 16

// events reads a stream of server-sent events. It holds one line and one
// event at most, however long the stream is. One goroutine at a time.
type events struct {
	r     *bufio.Reader
	line  []byte
	long  bool // the line is longer than is kept
	begun bool // a first line was read
	cr    bool // the last byte was a CR: an LF after it ends no line

	hint Hint
	data []byte
	some bool // data was there, were it empty
	drop bool // something of this event was too long
	last string
}

func newEvents(r io.Reader) *events { return &events{r: bufio.NewReader(r)} }

// next returns the next event that has data. An event that the end of the
// stream cuts off is none.
func (e *events) next() (Hint, error) {
	for {
		if err := e.readLine(); err != nil {
			return Hint{}, err
		}
		if len(e.line) > 0 {
			e.field()
			continue
		}
		if h, ok := e.dispatch(); ok {
			return h, nil
		}
	}
}

// readLine reads to the next CR, LF or both. It returns at a CR: the LF may be
// long in coming.
func (e *events) readLine() error {
	e.line, e.long = e.line[:0], false
	for {
		b, err := e.r.ReadByte()
		if err != nil {
			return err
		}
		after := e.cr
		e.cr = b == '\r'
		switch {
		case b == '\n' && after:
		case b == '\n' || b == '\r':
			if !e.begun {
				e.line = bytes.TrimPrefix(e.line, []byte("\xef\xbb\xbf"))
			}
			e.begun = true
			return nil
		case len(e.line) < maxLine:
			e.line = append(e.line, b)
		default:
			e.long = true
		}
	}
}

// field takes one line of an event in. A line that begins with a colon is a
// sign of life and says nothing.
func (e *events) field() {
	name, value, _ := bytes.Cut(e.line, []byte(":"))
	value = bytes.TrimPrefix(value, []byte(" "))
	switch string(name) {
	case "data":
		if e.long || len(e.data)+len(value) > MaxHint {
			e.drop = true
			return
		}
		e.data, e.some = append(append(e.data, value...), '\n'), true
	case "event":
		e.hint.Event = printable(value, 64)
	case "id":
		if id := printable(value, 128); id != "" || len(value) == 0 {
			e.last = id
		}
	}
}

// dispatch ends an event and returns it when it says anything.
func (e *events) dispatch() (Hint, bool) {
	h := e.hint
	h.ID, h.Data = e.last, bytes.Clone(bytes.TrimSuffix(e.data, []byte("\n")))
	if h.Event == "" {
		h.Event = "message"
	}
	ok := e.some && !e.drop && len(h.Data) > 0
	e.hint, e.data, e.some, e.drop = Hint{}, e.data[:0], false, false
	return h, ok
}

// printable returns a value that can go into a header and into a log, or
// nothing.
func printable(value []byte, most int) string {
	s := string(value)
	if len(s) > most || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return s
}
