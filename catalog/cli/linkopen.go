package cli

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"mingbai/catalog"
	"mingbai/catalog/source"
)

// atOnce is how many hosts are asked at once.
const atOnce = 8

// addresses groups the addresses of records by host. Those that are malformed
// have their finding already.
func addresses(records []*catalog.Record) map[string][]string {
	by := map[string][]string{}
	seen := map[string]bool{}
	for _, r := range records {
		for _, l := range r.Links() {
			if name, _, err := catalog.SplitAddress(l.URL); err == nil && !seen[l.URL] {
				seen[l.URL] = true
				by[name] = append(by[name], l.URL)
			}
		}
	}
	return by
}

// open opens addresses, some hosts at once and each host one by one. The
// error is why it ended early.
func (l *linking) open(ctx context.Context, d *desk, by map[string][]string, hosts *catalog.Hosts) ([]linkResult, error) {
	web, err := source.NewClient(source.Options{Agent: "mingbai link check", Proxy: l.proxy,
		Limits: source.Limits{Connect: l.limit, Header: l.limit, Stall: l.limit}})
	if err != nil {
		return nil, err
	}
	defer web.Close() // nothing is sent any more
	w := &walker{look: web.Look, allow: allowed(hosts, by), limit: l.limit, gates: newGates(l.pause)}
	progress := progressTo(d.errs, "links checked")
	results, stopped := w.all(ctx, by, progress)
	if progress != nil {
		d.note("") // the count stands on a line that has not ended
	}
	return results, stopped
}

// all opens addresses, atOnce hosts at a time, and returns what it found by
// address. The error is why it ended early.
func (w *walker) all(ctx context.Context, by map[string][]string, progress func(done, total int)) ([]linkResult, error) {
	todo, found := make(chan []string), make(chan linkResult)
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() { w.each(ctx, todo, found) })
	}
	workers.Go(func() { hand(ctx, by, todo) })
	go func() { // ends when the workers have: each ends with ctx or todo
		workers.Wait()
		close(found)
	}()
	results := collect(found, by, progress)
	return results, context.Cause(ctx)
}

// hand hands out hosts.
func hand(ctx context.Context, by map[string][]string, todo chan<- []string) {
	defer close(todo)
	for _, host := range slices.Sorted(maps.Keys(by)) {
		select {
		case todo <- by[host]:
		case <-ctx.Done():
			return
		}
	}
}

// each opens the addresses of one host after the other.
func (w *walker) each(ctx context.Context, todo <-chan []string, found chan<- linkResult) {
	for addresses := range todo {
		for _, address := range addresses {
			r, err := w.walk(ctx, address)
			if err != nil {
				return
			}
			found <- r
		}
	}
}

// collect gathers results, in the order of their addresses.
func collect(found <-chan linkResult, by map[string][]string, progress func(done, total int)) []linkResult {
	total := 0
	for _, addresses := range by {
		total += len(addresses)
	}
	var results []linkResult
	for r := range found {
		results = append(results, r)
		if progress != nil {
			progress(len(results), total)
		}
	}
	slices.SortFunc(results, func(a, b linkResult) int { return cmp.Compare(a.url, b.url) })
	return results
}

// allowed says where a redirect may lead: where kiosks do, or, where nobody
// said, to the hosts that the records name, as safely as they do.
func allowed(hosts *catalog.Hosts, by map[string][]string) func(string) bool {
	if hosts == nil {
		hosts = named(by)
	}
	return func(address string) bool { return hosts.Allow(address) == nil }
}

// named allows the hosts that records name, as safely as they do.
func named(by map[string][]string) *catalog.Hosts {
	own := new(catalog.Hosts)
	for host, addresses := range by {
		own.HTTPS = append(own.HTTPS, host)
		if slices.ContainsFunc(addresses, func(a string) bool { return strings.HasPrefix(a, "http:") }) {
			own.HTTP = append(own.HTTP, host)
		}
	}
	return own
}
