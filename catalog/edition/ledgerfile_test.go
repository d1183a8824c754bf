package edition

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// someLedger has records of several editions, one of them gone.
func someLedger(t testing.TB) Ledger {
	p := newPress(mustPacker(t))
	p.publish(t, 1, []string{rec("fee/a", "甲"), rec("fee/b", "乙")}, today)
	p.publish(t, 2, []string{rec("fee/a", "改"), rec("fee/c", "丙")}, today)
	return p.ledger
}

func written(t testing.TB, l Ledger) []byte {
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLedgerIsReadBack(t *testing.T) {
	l := someLedger(t)
	got, err := ReadLedger(bytes.NewReader(written(t, l)))
	if err != nil || !reflect.DeepEqual(got, l) {
		t.Errorf("read back %+v, %v, want %+v", got, err, l)
	}
	set := mustSet(t, rec("fee/b", "乙"))
	_, want, err1 := l.Next(3, set, today)
	_, r, err2 := got.Next(3, set, today)
	if err := errors.Join(err1, err2); err != nil || !reflect.DeepEqual(r, want) {
		t.Errorf("it goes on with %+v, want %+v: %v", r, want, err)
	}
}

func TestTornLedgerIsRefused(t *testing.T) {
	whole := written(t, someLedger(t))
	for n := range len(whole) - 1 { // the last byte is the end of the last line
		if l, err := ReadLedger(bytes.NewReader(whole[:n])); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Fatalf("cut after %d of %d bytes: %+v, %v", n, len(whole), l, err)
		}
	}
	lines := strings.SplitAfter(string(whole), "\n")
	for name, text := range map[string]string{
		"one more":         string(whole) + lines[1],
		"twice":            lines[0] + lines[1] + lines[1] + lines[2],
		"later than last":  strings.Replace(string(whole), " 2 ", " 3 ", 1),
		"before the first": strings.Replace(string(whole), " 2 ", " 0 ", 1),
		"another form":     strings.Replace(string(whole), `"ledger":1`, `"ledger":2`, 1),
		"one line for all": strings.ReplaceAll(string(whole), "\n", " "),
		"other file":       "<html>",
	} {
		if l, err := ReadLedger(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read as %+v", name, l)
		}
	}
	gone := errors.New("stick unplugged")
	r := io.MultiReader(bytes.NewReader(whole[:50]), iotest.ErrReader(gone))
	if _, err := ReadLedger(r); !errors.Is(err, gone) {
		t.Errorf("err = %v, want that of the disk", err)
	}
}

func TestLedgerForgetsWhatNoDeltaCarries(t *testing.T) {
	p := newPress(mustPacker(t))
	p.publish(t, 1, []string{rec("fee/a", "甲"), rec("fee/b", "乙")}, today)
	p.publish(t, 2, []string{rec("fee/a", "甲")}, today)
	for v := int64(3); v <= 2+maxSpan; v++ {
		if _, ok := p.ledger.last["fee/b"]; !ok {
			t.Fatalf("forgotten at edition %d, while a delta reaches back before its end", v-1)
		}
		p.publish(t, v, []string{rec("fee/a", "甲")}, today.Add(int(v)))
	}
	if _, ok := p.ledger.last["fee/b"]; ok {
		t.Error("fee/b is still there")
	}
}

// FuzzReadLedger reads anything; what it takes is written as it was read.
func FuzzReadLedger(f *testing.F) {
	f.Add(written(f, someLedger(f)))
	f.Add(written(f, Ledger{}))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ReadLedger(bytes.NewReader(b))
		if err != nil {
			return
		}
		l.State() // never panics
		if again, err := ReadLedger(bytes.NewReader(written(t, l))); err != nil || !reflect.DeepEqual(again, l) {
			t.Errorf("read again as %+v, %v, want %+v", again, err, l)
		}
	})
}
