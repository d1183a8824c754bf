package machine_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"mingbai/catalog"
)

// TestShortNumberFindsItsGuide keeps hand-over codes alive: a screen finds
// the guide of a code by its short number, among numbers that begin alike
// and texts that are full of digits, before the short index is there and
// after.
func TestShortNumberFindsItsGuide(t *testing.T) {
	var all []*catalog.Record
	for i := range 1500 {
		all = append(all, &catalog.Record{ID: catalog.ID(fmt.Sprintf("guide/g%d", i)), Number: uint32(101 + i), Office: "office/a",
			Title: catalog.Text{catalog.ZH: fmt.Sprintf("第 %d 号事项", i)}, Body: &catalog.Guide{ItemCode: fmt.Sprintf("51%07d", i*101), Summary: catalog.Text{catalog.ZH: fmt.Sprintf("电话 %d，%d 元", 1000+i, i)}}})
	}
	m := open(t, t.TempDir(), all...)
	look := func() {
		for i := 0; i < len(all); i += 137 {
			want := all[i]
			found, err := m.Find(catalog.Search{Words: strconv.Itoa(int(want.Number)), Lang: catalog.RU, Kind: catalog.KindGuide, Limit: 20})
			if err != nil || !slices.ContainsFunc(found.Hits, func(h catalog.Hit) bool { return h.ID == want.ID }) {
				t.Errorf("%d does not find %s among %d hits (%v)", want.Number, want.ID, len(found.Hits), err)
			}
		}
	}
	look()
	if err := m.PrepareSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	look()
}
