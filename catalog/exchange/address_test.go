package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/linktest"
)

// importers read addresses from each form that is imported, and return what
// each was read as, "" where it was refused.
var importers = map[string]func(*testing.T, []string) []string{
	"item list": func(t *testing.T, addresses []string) (got []string) {
		for _, address := range addresses {
			b, err := json.Marshal([]any{map[string]any{"department": "区", "items": []any{map[string]any{"sub_items": []any{map[string]any{"name": "入学", "link": address}}}}}})
			if err != nil {
				t.Fatal(err)
			}
			records, err := exchange.ItemList(b)
			if err != nil && (!errors.Is(err, exchange.ErrItemList) || len(records) > 0) {
				t.Errorf("%q: %v, and %d records", address, err, len(records))
			}
			got = append(got, linkOf(records, func(r *catalog.Record) bool { return r.Kind() == catalog.KindGuide }))
		}
		return got
	},
	"sheet of others": func(t *testing.T, addresses []string) (got []string) {
		rows := [][]any{{"事项名称", "实施主体", "网上办理"}}
		for i, address := range addresses {
			rows = append(rows, []any{fmt.Sprint("事项", i), "区教育局", address})
		}
		im := partly(t, sheetOf(t, "表", rows))
		for i := range addresses {
			got = append(got, linkOf(im.Records, func(r *catalog.Record) bool { return r.Title[catalog.ZH] == fmt.Sprint("事项", i) }))
		}
		return got
	},
	"workbook": func(t *testing.T, addresses []string) (got []string) {
		im := partly(t, readdressed(t, addresses))
		for i := range addresses {
			id := catalog.ID(fmt.Sprint("office/a", i))
			wrong := slices.ContainsFunc(im.Problems, func(p exchange.Problem) bool { return p.ID == id })
			link := linkOf(im.Records, func(r *catalog.Record) bool { return r.ID == id && !wrong })
			if link == before(i) {
				t.Errorf("%q is neither taken nor refused", addresses[i])
			}
			got = append(got, link)
		}
		return got
	},
}

func partly(t *testing.T, b []byte) exchange.Import {
	t.Helper()
	im, err := exchange.WorkbookReader{Partial: true}.Read(reader(b))
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// linkOf returns the address of the one record that is meant, or "".
func linkOf(records []*catalog.Record, is func(*catalog.Record) bool) string {
	for _, r := range records {
		if is(r) && len(r.Links()) > 0 {
			return r.Links()[0].URL
		}
	}
	return ""
}

func before(i int) string { return fmt.Sprintf("https://www.hall.gov.cn/before-%d-", i) }

// readdressed is a workbook of offices in which somebody wrote other addresses
// for their sites.
func readdressed(t *testing.T, addresses []string) []byte {
	t.Helper()
	var offices []*catalog.Record
	for i := range addresses {
		r, err := catalog.ReadRecord(fmt.Appendf(nil, `{"id":"office/a%d","title":"单位","body":{"telephone":"12345","site":{"url":%q}}}`, i, before(i)))
		if err != nil {
			t.Fatal(err)
		}
		offices = append(offices, r)
	}
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, offices)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	written := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, cell := range row {
				var i int
				if n, err := fmt.Sscanf(cell, "https://www.hall.gov.cn/before-%d-", &i); n < 1 || err != nil {
					continue
				}
				written++
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err == nil {
					err = f.SetCellValue(sheet, at, addresses[i])
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if written != len(addresses) {
		t.Fatalf("%d of %d addresses are written", written, len(addresses))
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostileAddressesAreNotImported: what could hide its host is refused. What
// only an allow-list can refuse comes in, and the review keeps it.
func TestHostileAddressesAreNotImported(t *testing.T) {
	var urls []string
	for _, a := range linktest.Hostile() {
		urls = append(urls, a.URL)
	}
	for form, take := range importers {
		refused := 0
		for i, got := range take(t, urls) {
			a := linktest.Hostile()[i]
			if got == "" {
				refused++
				if a.Readable() {
					t.Errorf("%s: %q is refused", form, a.URL)
				}
				continue
			}
			// A cell has no blanks around it, and letters of full width are plain ones.
			if _, _, err := catalog.SplitAddress(got); err != nil || got == a.URL && !a.Readable() {
				t.Errorf("%s: %q is imported as %q: %v", form, a.URL, got, err)
			}
		}
		if refused < 100 {
			t.Errorf("%s: only %d are refused", form, refused)
		}
	}
}

func TestGoodAddressesAreImported(t *testing.T) {
	for form, take := range importers {
		if got := take(t, linktest.Good()); !slices.Equal(got, linktest.Good()) {
			t.Errorf("%s: imported as %q", form, got)
		}
	}
}
