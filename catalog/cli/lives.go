package cli

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"mingbai/catalog"
	"mingbai/catalog/trust"
)

// A life is for how long a signature is good, as a flag: "90d" or "72h".
type life struct{ d *time.Duration }

// String returns what was set, "" for the default.
func (l life) String() string {
	if l.d == nil || *l.d == 0 {
		return ""
	}
	return l.d.String()
}

// Set reads days, or what time.ParseDuration does.
func (l life) Set(s string) error {
	days, isDays := strings.CutSuffix(s, "d")
	n, err := strconv.Atoi(days)
	switch {
	case isDays && err == nil && n > 0 && n < 10_000:
		*l.d = time.Duration(n) * 24 * time.Hour
		return nil
	case isDays:
		return fmt.Errorf("want a number of days as 90d")
	}
	if *l.d, err = time.ParseDuration(s); err == nil && *l.d < time.Second {
		err = fmt.Errorf("want at least a second")
	}
	return err
}

// lives adds a flag for the lifetime of each role to those of a verb.
func lives(f *flag.FlagSet, l *trust.Lifetimes, roles ...trust.Role) {
	standard := trust.DefaultLifetimes()
	for _, role := range roles {
		var d *time.Duration
		var usual time.Duration
		switch role {
		case trust.Root:
			d, usual = &l.Root, standard.Root
		case trust.Targets:
			d, usual = &l.Targets, standard.Targets
		case trust.Snapshot:
			d, usual = &l.Snapshot, standard.Snapshot
		case trust.Withdraw:
			d, usual = &l.Withdraw, standard.Withdraw
		case trust.Timestamp:
			d, usual = &l.Timestamp, standard.Timestamp
		}
		f.Var(life{d}, string(role)+"-life", fmt.Sprintf("for how long the signature of %s is good, as `90d` or 72h; else %v", role, usual))
	}
}

// issue returns when documents are made: now.
func issue(l trust.Lifetimes) trust.Issue { return trust.Issue{At: time.Now(), Lifetimes: l} }

// A day is a date as a flag; unset it is today in China.
type day struct{ catalog.Date }

// Set reads "2026-11-18".
func (d *day) Set(s string) (err error) {
	d.Date, err = catalog.ParseDate(s)
	return err
}

// or returns the day, or today.
func (d day) or(now time.Time) catalog.Date {
	if !d.IsZero() {
		return d.Date
	}
	return catalog.DateOf(now.In(time.FixedZone("CST", 8*60*60)))
}
