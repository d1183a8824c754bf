package hub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"mingbai/catalog"
	"mingbai/kiosk"
)

// Why a kiosk is refused. Nothing of its delivery is kept.
var (
	// ErrStranger means that the hub does not know the kiosk, and that the
	// delivery does not carry the token of a hall it knows.
	ErrStranger = errors.New("kiosk is not known here")
	// ErrOtherKey means that another key was registered for the kiosk's id.
	ErrOtherKey = errors.New("kiosk is known here by another key")
	// ErrOtherHall means that the kiosk was registered in another hall.
	ErrOtherHall = errors.New("kiosk is known here in another hall")
)

// Options are how a hub is set up.
type Options struct {
	Now func() time.Time // nil is time.Now
	Log *slog.Logger     // nil discards; no address and no content goes there
}

// A Hub takes deliveries. It is safe for use by several goroutines. The only
// way to make one is [New].
type Hub struct {
	store  Store
	halls  Halls
	now    func() time.Time
	log    *slog.Logger
	slots  chan struct{} // deliveries under way
	pruned atomic.Int64  // the last day on which tallies were forgotten
}

// slots is how many deliveries are taken at once; more are asked to come
// back. Each needs less than two megabytes.
const slots = 64

// New returns a hub for the halls over a store, which the caller closes after
// use.
func New(store Store, halls Halls, opt Options) *Hub {
	h := &Hub{store: store, halls: halls, now: opt.Now, log: opt.Log, slots: make(chan struct{}, slots)}
	if h.now == nil {
		h.now = time.Now
	}
	if h.log == nil {
		h.log = slog.New(slog.DiscardHandler)
	}
	return h
}

// Import takes a file that an outbox exported. Whoever imports vouches for
// it, so a kiosk that is not known is registered without the hall's token;
// its signature is verified like any other. A heartbeat counts as seen when
// the kiosk made it. Importing a file again is harmless. A file may have
// 64 MiB. The errors are those of a delivery: [ErrMalformed], [ErrLarge],
// kiosk.ErrForged, [ErrStranger], [ErrOtherKey], [ErrOtherHall],
// [ErrHallFull], and those of the store.
func (h *Hub) Import(ctx context.Context, file []byte) (kiosk.Answer, error) {
	now := h.now()
	return h.take(ctx, file, door{stickLimits, true, func(made time.Time) time.Time {
		if made.After(now) {
			return now
		}
		return made
	}})
}

// A door is where a delivery came in.
type door struct {
	limits
	vouched bool                           // a person stands for it
	seen    func(made time.Time) time.Time // when a heartbeat counts as seen
}

// take verifies a delivery, keeps what is well of it, and answers.
func (h *Hub) take(ctx context.Context, body []byte, by door) (kiosk.Answer, error) {
	d, err := parse(body, by.limits)
	if err != nil {
		return kiosk.Answer{}, err
	}
	hall, ok := h.halls[d.Hall]
	if !ok {
		return kiosk.Answer{}, fmt.Errorf("hall %s: %w; hint: name it in the hub's configuration", d.Hall, ErrStranger)
	}
	d.opened = by.vouched || hall.opens(d.Token)
	k, err := h.admit(ctx, d, hall)
	if err != nil {
		return kiosk.Answer{}, err
	}
	items, err := d.items()
	if err != nil {
		return kiosk.Answer{}, err
	}
	a, refused := d.sortOut(items, k.Key, by.seen)
	p, err := h.store.Keep(ctx, a)
	if err != nil {
		return kiosk.Answer{}, err
	}
	h.prune(ctx)
	return kiosk.Answer{Version: kiosk.DeliveryVersion, Kept: len(items) - len(refused), Refused: refused,
		Amendments: p.Amendments, Cursor: p.Cursor, More: p.More}, nil
}

// admit returns the kiosk whose key signed a delivery.
func (h *Hub) admit(ctx context.Context, d delivery, hall Hall) (Kiosk, error) {
	k, err := h.store.Kiosk(ctx, d.Kiosk)
	if errors.Is(err, ErrNoKiosk) {
		k, err = h.register(ctx, d, hall)
	}
	if err != nil {
		return Kiosk{}, err
	}
	if err := kiosk.VerifyDelivery(k.Key, d.signed, d.sig); err != nil {
		return Kiosk{}, h.mistrust(ctx, d)
	}
	if k.Hall != d.Hall {
		return Kiosk{}, fmt.Errorf("%w: %s; hint: fleet forget %s", ErrOtherHall, k.Hall, k.ID)
	}
	return k, nil
}

// register keeps the key of a kiosk that comes for the first time.
func (h *Hub) register(ctx context.Context, d delivery, hall Hall) (Kiosk, error) {
	if !d.opened {
		return Kiosk{}, fmt.Errorf("%w; hint: does it have the token of hall %s?", ErrStranger, d.Hall)
	}
	if err := kiosk.VerifyDelivery(d.Key, d.signed, d.sig); err != nil {
		return Kiosk{}, err
	}
	k, err := h.store.Register(ctx, Kiosk{d.Kiosk, d.Hall, d.Key, h.now()}, hall.most())
	if err == nil {
		h.log.Info("kiosk registered", "source", k.ID)
	}
	return k, err
}

// mistrust says why a signature does not fit. Only who has the hall's token
// and really has another key is counted: a stranger cannot raise an alarm.
func (h *Hub) mistrust(ctx context.Context, d delivery) error {
	if !d.opened || kiosk.VerifyDelivery(d.Key, d.signed, d.sig) != nil {
		return kiosk.ErrForged
	}
	if err := h.store.Mistrust(ctx, d.Kiosk, h.now()); err != nil {
		return err
	}
	return fmt.Errorf("%w; hint: where the machine was replaced: fleet forget %s", ErrOtherKey, d.Kiosk)
}

// prune forgets old tallies, at the first delivery of a day.
func (h *Hub) prune(ctx context.Context) {
	today := catalog.DateOf(h.now())
	day := today.Time().Unix()
	last := h.pruned.Load()
	if last == day || !h.pruned.CompareAndSwap(last, day) {
		return
	}
	if err := h.store.Prune(ctx, today.Add(-kiosk.TallyDays)); err != nil {
		h.pruned.Store(last) // the next delivery tries again
		h.log.Error("tallies not forgotten", "err", err)
	}
}
