package source

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// heard reads a stream to its end.
func heard(r io.Reader) (hints []Hint, err error) {
	for e := newEvents(r); ; {
		h, err := e.next()
		if err != nil {
			return hints, err
		}
		hints = append(hints, h)
	}
}

func TestEventsAreReadAsTheStandardSays(t *testing.T) {
	long := strings.Repeat("x", MaxHint)
	for _, c := range []struct{ name, stream, want string }{
		{"two lines of data", "data: a\ndata: b\n\n", "message||a\nb;"},
		{"no space after the colon", "data:a\n\n", "message||a;"},
		{"only the first space goes", "data:  a\n\n", "message|| a;"},
		{"a line end of each sort", "data: a\r\rdata: b\r\n\r\ndata: c\n\n", "message||a;message||b;message||c;"},
		{"two lines with CR and LF", "data: a\r\ndata: b\r\n\r\n", "message||a\nb;"},
		{"a sort and an id", "id: 7\nevent: edition\ndata: a\n\n", "edition|7|a;"},
		{"an id stays until the next, a sort does not", "id: 7\nevent: e\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", "e|7|a;message|7|b;message||c;"},
		{"a comment", ": hi\n:\n\n", ""},
		{"a byte order mark at the beginning", "\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", "message||a;"},
		{"an unknown field", "retry: 1\nspread: 2\ndata: a\n\n", "message||a;"},
		{"data that is empty", "data\n\ndata:\n\n", ""},
		{"an empty line of data", "data: a\ndata\ndata: b\n\n", "message||a\n\nb;"},
		{"an event cut off at the end", "data: a\n\ndata: b\n", "message||a;"},
		{"an id that could break a header", "id: a\x00b\nid: \x1b[31m\ndata: a\n\n", "message||a;"},
		{"the longest data", "data: " + long + "\n\n", "message||" + long + ";"},
		{"longer data is left out, the next event not", "data: " + long + "y\n\ndata: a\n\n", "message||a;"},
		{"data too long in pieces", "data: " + long + "\ndata: y\n\ndata: a\n\n", "message||a;"},
		{"an endless line between two events", "data: a\n\n" + strings.Repeat("y", 1<<20) + "\n\ndata: b\n\n", "message||a;message||b;"},
	} {
		for how, r := range map[string]io.Reader{"whole": strings.NewReader(c.stream), "byte by byte": iotest.OneByteReader(strings.NewReader(c.stream))} {
			hints, err := heard(r)
			var got strings.Builder
			for _, h := range hints {
				got.WriteString(h.Event + "|" + h.ID + "|" + string(h.Data) + ";")
			}
			if got.String() != c.want || err != io.EOF {
				t.Errorf("%s, %s: %.60q, %v; want %.60q", c.name, how, got.String(), err, c.want)
			}
		}
	}
}

// TestEventIsHeardBeforeTheNextByte: the LF of a CR LF may be a day away.
func TestEventIsHeardBeforeTheNextByte(t *testing.T) {
	for _, stream := range []string{"data: a\n\n", "data: a\r\r", "data: a\r\n\r"} {
		e := newEvents(io.MultiReader(strings.NewReader(stream), iotest.ErrReader(io.ErrNoProgress)))
		if h, err := e.next(); err != nil || string(h.Data) != "a" {
			t.Errorf("%q: %+v, %v", stream, h, err)
		}
	}
}

// FuzzEvents holds that nothing unbounded or unprintable gets through, that
// the pieces a stream comes in do not matter, and that nothing is kept.
func FuzzEvents(f *testing.F) {
	f.Add([]byte("id: 7:0\nevent: edition\ndata: {\"v\":124}\n\n: ping\n\n"))
	f.Add([]byte("\xef\xbb\xbfdata:a\r\n\r\ndata\r\rid\x00\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		whole, err := heard(bytes.NewReader(b))
		pieces, perr := heard(iotest.OneByteReader(bytes.NewReader(b)))
		if err != io.EOF || perr != io.EOF || len(whole) != len(pieces) {
			t.Fatalf("%d and %d hints, %v, %v", len(whole), len(pieces), err, perr)
		}
		for i, h := range whole {
			if p := pieces[i]; h.ID != p.ID || h.Event != p.Event || !bytes.Equal(h.Data, p.Data) {
				t.Errorf("%+v and %+v", h, p)
			}
			if len(h.Data) == 0 || len(h.Data) > MaxHint || h.Event == "" || len(h.Event) > 64 || len(h.ID) > 128 {
				t.Errorf("%+v", h)
			}
			if printable([]byte(h.ID+h.Event), 200) != h.ID+h.Event {
				t.Errorf("%q, %q", h.ID, h.Event)
			}
		}
	})
}
