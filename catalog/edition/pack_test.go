package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"

	"mingbai/catalog"
)

// squeeze compresses anything at all.
func squeeze(t testing.TB, plain []byte, options ...zstd.EOption) []byte {
	t.Helper()
	e, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	return e.EncodeAll(plain, nil)
}

func TestFilesOfEverySizeComeBack(t *testing.T) {
	big := make([]string, 50_000) // more than the window
	for i := range big {
		big[i] = rec(fmt.Sprintf("fee/a%06d", i), fmt.Sprint(i*i, strings.Repeat("字", i%100)))
	}
	packer := mustPacker(t)
	for _, lines := range [][]string{nil, {rec("fee/a", "")}, {rec("fee/a", strings.Repeat("字", 700))}, big} {
		body, raw, err := pack(packer, each(lines...))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d lines of %d bytes in %d", len(lines), raw, len(body))
		wants(t, Unpack(bytes.NewReader(body), Offer{Raw: raw}), lines...)
		wants(t, Unpack(iotest.OneByteReader(bytes.NewReader(body)), Offer{Raw: raw}), lines...)
	}
}

func TestFileThatIsNotAsSignedIsRefused(t *testing.T) {
	lines := rec("fee/a", "甲") + "\n" + rec("fee/b", "乙") + "\n"
	body, raw := squeeze(t, []byte(lines)), int64(len(lines))
	plain := func(s string) []byte { return squeeze(t, []byte(s)) }
	for name, row := range map[string]struct {
		body []byte
		raw  int64
	}{
		"shorter than signed":   {body, raw + 1},
		"longer than signed":    {body, raw - 1},
		"much longer":           {body, 0},
		"cut":                   {body[:len(body)-1], raw},
		"empty":                 {nil, raw},
		"no zstd":               {[]byte("<html>portal</html>"), raw},
		"last line has no end":  {plain(lines[:raw-1]), raw - 1},
		"more follows":          {append(bytes.Clone(body), plain("x")...), raw},
		"line too long":         {plain(strings.Repeat("x", catalog.MaxLine+1) + "\n"), catalog.MaxLine + 2},
		"window too large":      {squeeze(t, make([]byte, 2*window), zstd.WithWindowSize(2*window)), 2 * window},
		"says nothing at all":   {plain(""), 1},
		"garbage after the end": {append(bytes.Clone(body), "more"...), raw},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := collect(Unpack(bytes.NewReader(row.body), Offer{Path: "since-1.zst", Raw: row.raw})); !errors.Is(err, ErrBroken) {
				t.Errorf("err = %v, want ErrBroken", err)
			}
		})
	}
}

// TestBombIsRefusedInLittleMemory opens a gigabyte of short lines in a file of
// some kilobytes.
func TestBombIsRefusedInLittleMemory(t *testing.T) {
	var bomb bytes.Buffer
	e, err := zstd.NewWriter(&bomb, zstd.WithWindowSize(window))
	if err != nil {
		t.Fatal(err)
	}
	line := []byte(strings.Repeat("x", 1023) + "\n")
	for range 1 << 20 {
		e.Write(line)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n := 0
	for _, err = range Unpack(&bomb, Offer{Raw: 20_000}) {
		n++
	}
	runtime.ReadMemStats(&after)
	if !errors.Is(err, ErrBroken) || n > 20 {
		t.Errorf("after %d lines: err = %v, want ErrBroken", n, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4*window {
		t.Errorf("%d bytes were allocated", used)
	}
}

func TestUnreadableFileIsNotBroken(t *testing.T) {
	lines := rec("fee/a", strings.Repeat("甲", 5000)) + "\n"
	body := squeeze(t, []byte(lines))
	gone := errors.New("stick unplugged")
	for _, n := range []int64{0, 3, int64(len(body)) / 2} {
		r := io.MultiReader(io.LimitReader(bytes.NewReader(body), n), iotest.ErrReader(gone))
		if _, err := collect(Unpack(r, Offer{Raw: int64(len(lines))})); !errors.Is(err, gone) || errors.Is(err, ErrBroken) {
			t.Errorf("cut at %d: err = %v, want that of the disk alone", n, err)
		}
	}
}

// FuzzUnpack reads any bytes as a file, and lets any bytes come out of one.
func FuzzUnpack(f *testing.F) {
	lines := []byte(rec("fee/a", "甲") + "\n" + rec("fee/b", "乙") + "\n")
	f.Add(squeeze(f, lines), lines, int64(len(lines)))
	f.Add([]byte{}, []byte("\n\n"), int64(2))
	f.Fuzz(func(t *testing.T, body, plain []byte, raw int64) {
		raw = max(0, min(raw, 1<<20))
		for _, b := range [][]byte{body, squeeze(t, plain)} {
			total := int64(0)
			for line, err := range Unpack(bytes.NewReader(b), Offer{Raw: raw}) {
				if total += int64(len(line)) + 1; err == nil && total > raw {
					t.Fatalf("%d bytes came of %d", total, raw)
				}
				if err != nil && !errors.Is(err, ErrBroken) {
					t.Fatalf("err = %v", err)
				}
			}
		}
	})
}
