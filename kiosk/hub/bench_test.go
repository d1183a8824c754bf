package hub_test

import (
	"sync"
	"testing"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
	"mingbai/kiosk/hub"
)

// BenchmarkDeliveries has eight kiosks deliver a heartbeat and ten slips each,
// again and again, to both stores in turn.
func BenchmarkDeliveries(b *testing.B) {
	const kiosks = 8
	small, large := stores["SQLite"](b)(), stores["PostgreSQL"](b)()
	var all []hub.Kiosk
	for n := range kiosks {
		all = append(all, kioskNamed(string(rune('a'+n)), "tongjiang"))
	}
	registered(b, small, all...)
	registered(b, large, all...)
	spent := map[hub.Store]time.Duration{}
	day := catalog.Date{Year: 2026, Month: 11, Day: 18}
	number := 0
	for b.Loop() {
		number++
		for _, s := range []hub.Store{small, large} {
			begin := time.Now()
			var busy sync.WaitGroup
			for _, k := range all {
				busy.Go(func() {
					a := hub.Arrival{Kiosk: k.ID, Hall: k.Hall, Beat: beat(int64(number), noon)}
					for n := range 10 {
						a.Entries = append(a.Entries, entry(kiosk.ItemSlip, number*10+n, day))
					}
					if _, err := s.Keep(b.Context(), a); err != nil {
						b.Error(err)
					}
				})
			}
			busy.Wait()
			spent[s] += time.Since(begin)
		}
	}
	rate := func(s hub.Store) float64 { return float64(number*kiosks) / spent[s].Seconds() }
	b.ReportMetric(rate(small), "SQLite-batches/s")
	b.ReportMetric(rate(large), "PostgreSQL-batches/s")
	b.ReportMetric(rate(large)/rate(small), "PostgreSQL/SQLite")
}
