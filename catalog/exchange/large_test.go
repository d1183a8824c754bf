package exchange_test

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
)

// large makes n guides of those in the starter catalog, with all their lists.
func large(t testing.TB, n int) []*catalog.Record {
	t.Helper()
	var guides []string
	for _, r := range seed(t) {
		if r.Kind() == catalog.KindGuide {
			guides = append(guides, line(t, r))
		}
	}
	var all []*catalog.Record
	for i := range n {
		s := guides[i%len(guides)]
		at := strings.Index(s, `"id":"guide/`) + len(`"id":"guide/`)
		all = append(all, record(t, s[:at]+fmt.Sprintf("n%05d-", i)+s[at:]))
	}
	return all
}

// peak runs f and returns how far the heap grew beyond what was there, in MB.
func peak(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, m.HeapAlloc
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	f()
	close(stop)
	<-done
	return (most - before) >> 20
}

// TestTenThousandRows reads and writes them within bounds of memory, and is
// told how far it is.
func TestTenThousandRows(t *testing.T) {
	n := 10000
	if exchange.Raced {
		n = 500 // for races; the bounds of memory are for the other run
	}
	var records []*catalog.Record
	for i := range n {
		records = append(records, record(t, fmt.Sprintf(`{"id":"guide/g-%05d","title":{"zh":"第 %d 件事","en":"Thing %d"},"office":"office/a","checked":{"on":"2026-11-18"},
			"body":{"item_code":"2308%012d","summary":"一句话说清楚","subjects":["person"],"conditions":["一","二"],"legal":{"n":%d,"unit":"workday"},"visits":1,"free":true}}`, i, i, i, i, i%90+1)))
	}
	var b []byte
	if mb := peak(func() { b = workbook(t, records) }); mb > 400 && !exchange.Raced {
		t.Errorf("writing took %d MB", mb)
	}
	var im exchange.Import
	var told [][2]int
	r := exchange.WorkbookReader{Base: records, Progress: func(done, total int) { told = append(told, [2]int{done, total}) }}
	mb := peak(func() {
		var err error
		if im, err = r.Read(reader(b)); err != nil {
			t.Fatal(err)
		}
	})
	if mb > 400 && !exchange.Raced {
		t.Errorf("reading took %d MB", mb)
	}
	if len(im.Records) != n || len(im.Changes) > 0 {
		t.Errorf("%d records, changes %v", len(im.Records), im.Changes[:1])
	}
	if len(told) < n/500 || told[len(told)-1][0] != told[0][1] {
		t.Errorf("progress %v", told)
	}
	for i := range told[1:] {
		if told[i+1][0] < told[i][0] || told[i+1][1] != told[0][1] {
			t.Fatalf("progress %v then %v", told[i], told[i+1])
		}
	}
}

// BenchmarkRead reads a workbook of guides with all their lists, and says how
// much longer that takes than reading its cells with the library alone.
func BenchmarkRead(b *testing.B) {
	records := large(b, 500)
	data := workbook(b, records)
	var ours, plain time.Duration
	for b.Loop() {
		start := time.Now()
		if im, err := read(data, records); err != nil || len(im.Records) != len(records) {
			b.Fatal(err)
		}
		ours += time.Since(start)
		start = time.Now()
		cells(b, data)
		plain += time.Since(start)
	}
	b.ReportMetric(float64(ours)/float64(plain), "x-plain-excelize")
}

// cells reads every cell with the library alone.
func cells(t testing.TB, b []byte) (n int) {
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			n += len(row)
		}
	}
	return n
}

// BenchmarkWrite writes guides with all their lists, and says how much longer
// that takes than streaming the same cells with the library alone.
func BenchmarkWrite(b *testing.B) {
	records := large(b, 500)
	f, err := excelize.OpenReader(bytes.NewReader(workbook(b, records)))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows := map[string][][]any{}
	for _, sheet := range f.GetSheetList() {
		all, err := f.GetRows(sheet)
		if err != nil {
			b.Fatal(err)
		}
		for _, row := range all {
			var some []any
			for _, cell := range row {
				if some = append(some, nil); cell != "" {
					some[len(some)-1] = cell
				}
			}
			rows[sheet] = append(rows[sheet], some)
		}
	}
	var ours, plain time.Duration
	for b.Loop() {
		start := time.Now()
		workbook(b, records)
		ours += time.Since(start)
		start = time.Now()
		stream(b, rows)
		plain += time.Since(start)
	}
	b.ReportMetric(float64(ours)/float64(plain), "x-plain-excelize")
}

func stream(t testing.TB, rows map[string][][]any) {
	f := excelize.NewFile()
	defer f.Close()
	for sheet, all := range rows {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		sw, err := f.NewStreamWriter(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range all {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := sw.SetRow(cell, row); err != nil {
				t.Fatal(err)
			}
		}
		if err := sw.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Write(&bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
}
