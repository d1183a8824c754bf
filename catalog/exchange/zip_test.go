package exchange_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// rezip writes a workbook anew, each part as change makes it; nil drops it.
func rezip(t testing.TB, b []byte, change func(name string, part []byte) []byte, more map[string]string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name string, part []byte) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range r.File {
		o, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(o)
		if err != nil {
			t.Fatal(err)
		}
		if part = change(f.Name, part); part != nil {
			add(f.Name, part)
		}
	}
	for name, part := range more {
		add(name, []byte(part))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// swap replaces words in every sheet: those in pairs, where the first is.
func swap(t testing.TB, b []byte, words ...string) []byte {
	t.Helper()
	return rezip(t, b, func(name string, part []byte) []byte {
		s := string(part)
		at := strings.Index(s, words[0])
		if !strings.HasPrefix(name, "xl/worksheets/") || at < 0 {
			return part
		}
		from := strings.LastIndex(s[:at], "<c ")
		to := at + strings.Index(s[at:], "</c>")
		return []byte(s[:from] + strings.NewReplacer(words...).Replace(s[from:to]) + s[to:])
	}, nil)
}

func keep(_ string, part []byte) []byte { return part }
