package trust

import "time"

// Lifetimes says for how long a signature of each role is good. A zero one is
// the default.
type Lifetimes struct {
	Root      time.Duration // 2 years, renewed yearly
	Targets   time.Duration // 180 days
	Snapshot  time.Duration // 90 days: everything is reviewed again each quarter
	Withdraw  time.Duration // 180 days
	Timestamp time.Duration // 72 hours, renewed every 6
}

const day = 24 * time.Hour

// DefaultLifetimes returns the defaults.
func DefaultLifetimes() Lifetimes {
	return Lifetimes{Root: 730 * day, Targets: 180 * day, Snapshot: 90 * day, Withdraw: 180 * day, Timestamp: 72 * time.Hour}
}

// An Issue is when documents are made and for how long they are good.
type Issue struct {
	At time.Time // kept to the second
	Lifetimes
}

// expires returns when a document of a role expires that is made now.
func (i Issue) expires(role Role) time.Time {
	d := DefaultLifetimes()
	life := map[Role][2]time.Duration{
		Root: {i.Root, d.Root}, Targets: {i.Targets, d.Targets}, Snapshot: {i.Snapshot, d.Snapshot},
		Withdraw: {i.Withdraw, d.Withdraw}, Timestamp: {i.Timestamp, d.Timestamp},
	}[role]
	if life[0] > 0 {
		return seconds(i.At.Add(life[0]))
	}
	return seconds(i.At.Add(life[1]))
}
