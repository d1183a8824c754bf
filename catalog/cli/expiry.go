package cli

import (
	"time"

	"mingbai/catalog/trust"
)

// expiries says how many days each document is still good, and warns about
// those that are to be signed again soon.
func (d *desk) expiries(s trust.State) ([]fact, error) {
	all, err := trust.Expiries(s)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	var facts []fact
	for _, e := range all {
		d.warn(e, now)
		facts = append(facts, fact{string(e.Role) + " days left", e.Days(now)})
	}
	return facts, nil
}

// renewals say who signs a document again, and how.
var renewals = map[trust.Role]string{
	trust.Root:      "mingbai root next, then root sign by the quorum",
	trust.Targets:   "mingbai propose -repeat, sign and clear",
	trust.Snapshot:  "mingbai propose -repeat, sign and clear: everything is reviewed again each quarter",
	trust.Withdraw:  "mingbai propose -repeat, sign and clear",
	trust.Timestamp: "mingbai refresh, every six hours",
}

// warn warns when it is time to sign a document again.
func (d *desk) warn(e trust.Expiry, now time.Time) {
	if !e.Due(now) {
		return
	}
	word := "ends"
	if e.Days(now) < 0 {
		word = "has ended"
	}
	d.note("warning: %s.json %s %s, kiosks take nothing new after it; hint: %s", e.Role, word, e.Expires.Format(time.RFC3339), renewals[e.Role])
}
