// Package outbox keeps what a kiosk has to tell until the hub has it: slips
// of visitors, amendments of staff, tallies and heartbeats. A hall may be
// without a network for months; the pages never notice.
//
// What [Outbox.Put] and its siblings took is on the disk when they return.
// [Outbox.Run] delivers it in signed batches, the newest heartbeat and
// amendments first, then slips, then tallies, at least once: every item has
// a random id, by which the hub knows repeats. After a failure it waits
// twice as long as before, with jitter, and never less than the hub asked
// for. The answer brings the amendments of the hall's other kiosks.
//
// Room is limited. When it runs out the least precious goes first:
// heartbeats, tallies, then what already went onto a stick or was refused by
// the hub, then the oldest ratings, and only then slips that say a record is
// wrong, and amendments. [Outbox.Status] counts what was lost, and every
// heartbeat carries the sum.
//
// Without a network [Outbox.Export] writes the same signed batch to a file.
// The items stay: nothing on a stick proves that they arrived, and the hub
// takes them twice without harm. They are only marked, and when room runs
// out they go before what was never exported.
//
// The package knows nothing about visitors, does no networking (posting is a
// function handed in), understands no amendment, and starts no goroutine.
//
//	who, err := outbox.OpenIdentity("/var/lib/mingbai")
//	o, err := outbox.New(d, who, outbox.Options{Hall: "tongjiang"})
//	err = o.Put(ctx, kiosk.Slip{Sort: kiosk.SlipWrong, About: "guide/x", Reasons: []string{"fee"}})
//	err = o.Run(ctx, outbox.Hub{URL: "https://hub.mingbai.example/v1/outbox", Token: token, Post: source.Post, Receive: keep})
package outbox
