// Package hub is the receiving side: it takes what the outboxes of kiosks
// deliver, hands each hall its own amendments, and says how the fleet stands.
// A hall keeps it in an SQLite file, a province in PostgreSQL; both behave
// alike, and one suite of tests says so.
//
// # Who may deliver
//
// The hub's configuration names its halls and, for each, the hash of a token
// and the most kiosks it may have ([ParseHalls]). A kiosk signs every
// delivery with its own key. The first one must carry the hall's token: it
// registers the kiosk's id and key in that hall. From then on the key alone
// counts. So a token that leaked lets nobody speak for a kiosk that is known,
// and where the token is taken out of the configuration no new kiosk comes
// in. A known id with a new key is refused and shown by `fleet keys`; the
// administrator either has an intruder there or replaced a machine, and then
// says `fleet forget KIOSK`. A hall that is taken out of the configuration
// is refused whole. Whoever imports a stick vouches for it: no token is
// needed, the signature is.
//
// Repeats are harmless: what is there already counts as kept. Of heartbeats
// only one with a higher number replaces the last, so an old one that is sent
// again revives no kiosk.
//
// # What it refuses to be
//
// It stores no network address and writes none to its log; it keeps no access
// log. Nothing it holds is about a visitor. Tallies are forgotten after
// kiosk.TallyDays days. It understands no amendment: it hands on what it got.
// It makes no connection of its own but to its database.
//
//	store, err := hub.OpenStore(ctx, "/var/lib/mingbai-hub/hub.db") // or postgres://…
//	halls, err := hub.ParseHalls(text, "halls.toml")
//	h := hub.New(store, halls, hub.Options{})
//	err = h.Serve(ctx, listener) // POST /v1/outbox
//
// A proxy that speaks TLS stands before it, or it is given a certificate.
package hub
