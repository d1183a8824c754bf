package cli

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/exchange"
	"mingbai/catalog/review"
)

// A linking is what review is asked to do about links. Only the publisher's
// machine does it: a kiosk never opens one.
type linking struct {
	on, write    bool
	state        string
	limit, pause time.Duration
	proxy        string           // of the network; "" as the environment says
	now          func() time.Time // the clock
}

func (l *linking) flags(f *flag.FlagSet) {
	l.now = time.Now
	f.BoolVar(&l.on, "links", false, "open every link and say which do not work")
	f.BoolVar(&l.write, "write", false, "with -links: write into the records which links work and which are dead")
	f.StringVar(&l.state, "links-state", "", "`FILE` that remembers earlier checks; else links.json beside DIR")
	f.DurationVar(&l.limit, "links-timeout", 20*time.Second, "how long one address may take")
	f.DurationVar(&l.pause, "links-pause", time.Second, "how long a host is left alone between two links")
}

// bad reports whether the flags make no sense.
func (l *linking) bad() bool {
	return !l.on && (l.write || l.state != "") || l.limit <= 0 || l.pause < 0
}

// check opens the links of records, remembers what came of it, and marks the
// records, also those of the folder where it is to write. It returns what is
// to be said of them. When ctx ends, what was found until then is kept.
func (l *linking) check(ctx context.Context, d *desk, dir string, records []*catalog.Record, hosts *catalog.Hosts, day catalog.Date) ([]review.Finding, error) {
	path := cmp.Or(l.state, filepath.Join(dir, "..", "links.json"))
	known, err := readLinkState(path)
	if err != nil {
		return nil, err
	}
	results, stopped := l.open(ctx, d, addresses(records), hosts)
	oneForAll(results)
	opened := map[string]bool{}
	for _, r := range results {
		known[r.url] = known[r.url].add(r, l.now())
		opened[r.url] = r.verdict == linkOpens
	}
	if err := known.write(path, l.now()); err != nil {
		return nil, err
	}
	for _, r := range records {
		mark(r, opened, known, day)
	}
	if l.write {
		if err := l.rewrite(d, dir, opened, known, day); err != nil {
			return nil, err
		}
	}
	if stopped != nil {
		return nil, fmt.Errorf("check links: stopped after %d: %w", len(results), stopped)
	}
	return findings(records, results, known), l.sum(d, results, known)
}

// rewrite reads the folder again, as editors may have worked meanwhile, and
// writes the records whose links changed.
func (l *linking) rewrite(d *desk, dir string, opened map[string]bool, known linkState, day catalog.Date) error {
	records, err := folder(dir)
	if err != nil {
		return err
	}
	var changed []*catalog.Record
	for _, r := range records {
		if mark(r, opened, known, day) {
			changed = append(changed, r)
		}
	}
	n, err := exchange.WriteFolder(dir, changed)
	if err != nil {
		return err
	}
	return d.say(fact{"records written", n})
}

// sum says how many links there are and how many work.
func (l *linking) sum(d *desk, results []linkResult, known linkState) error {
	opens, dead := 0, 0
	for _, r := range results {
		if r.verdict == linkOpens {
			opens++
		}
		if known[r.url].Dead {
			dead++
		}
	}
	return d.say(fact{"links", len(results)}, fact{"links that open", opens}, fact{"links dead", dead})
}

// findings says of each record what is to be known of its links.
func findings(records []*catalog.Record, results []linkResult, known linkState) []review.Finding {
	by := map[string]linkResult{}
	for _, r := range results {
		if r.verdict != linkOpens || len(r.hops) > 0 {
			by[r.url] = r
		}
	}
	var all []review.Finding
	for _, record := range records {
		for _, l := range record.Links() {
			if r, ok := by[l.URL]; ok {
				all = append(all, review.Finding{ID: record.ID, Finding: r.say(known[l.URL].Dead)})
			}
		}
	}
	return all
}
