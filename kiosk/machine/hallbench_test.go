package machine_test

import (
	"fmt"
	"testing"

	"mingbai/catalog"
)

// BenchmarkAmend is what staff wait for when they save, where so many
// amendments of a thousand offices are there already: a write that is on the
// disk, and laying all over again.
func BenchmarkAmend(b *testing.B) {
	for _, there := range []int{10, 100} {
		b.Run(fmt.Sprint(there), func(b *testing.B) { benchmarkAmend(b, there) })
	}
}

func benchmarkAmend(b *testing.B, there int) {
	var all []*catalog.Record
	for n := range 1000 {
		r := heat(b, "工作日 8:30", "12345")
		r.ID = catalog.ID(fmt.Sprintf("office/o%d", n))
		all = append(all, r)
	}
	m := newScreen(b, all...).open()
	m.OnScreen(func(do func()) { do() })
	m.Start() // search and hub hear of it in the background
	enter(b, m, "RS-017", pinLi)
	for n := range there {
		must(b, m.Amend(all[n].ID, "hours", words("body.hours", "周一"), lastDay()))
	}
	n := 0
	for b.Loop() {
		n++
		must(b, m.Amend("office/o500", "hours", words("body.hours", fmt.Sprint("第 ", n)), lastDay()))
	}
}
