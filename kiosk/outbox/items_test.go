package outbox_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"testing"

	"mingbai/kiosk"
)

// linesOf unpacks what a kiosk sent.
func linesOf(t testing.TB, body []byte) [][]byte {
	t.Helper()
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(body))
		must(t, err)
		body, err = io.ReadAll(z)
		must(t, err)
	}
	return bytes.Split(bytes.TrimSuffix(body, []byte("\n")), []byte("\n"))
}

// itemsOf reads the items that a kiosk sent.
func itemsOf(t testing.TB, body []byte) (items []kiosk.Item) {
	t.Helper()
	lines := linesOf(t, body)
	for _, line := range lines[1 : len(lines)-1] {
		var i kiosk.Item
		must(t, json.Unmarshal(line, &i))
		items = append(items, i)
	}
	return items
}
