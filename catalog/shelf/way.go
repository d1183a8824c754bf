package shelf

import (
	"context"

	"mingbai/catalog/edition"
	"mingbai/catalog/trust"
)

// What a caller decides by when a way cannot be gone.
var (
	// ErrBroken means that files do not make the edition that was signed. The
	// old content stays; [Anew] may lead there.
	ErrBroken = edition.ErrBroken
	// ErrSchema means that the edition needs a newer program. The old content
	// stays.
	ErrSchema = edition.ErrSchema
)

// A Way leads from what is on a shelf to the newest edition that was signed.
type Way struct {
	Number  int64          // of that edition
	Digest  string         // its state digest
	Records int            // how many it has
	Files   []trust.Target // what has to be fetched, in the order of applying; none when it is there already
	Room    int64          // bytes that have to be free on the disk to go it
	steps   []edition.Offer
}

// reserve is what has to stay free beside the work, in bytes (SYNC.md 3.3).
const reserve = 64 << 20

// Way returns the way to the newest of the targets that the editors signed.
// An unsigned edition is replaced by any. The errors are [ErrBroken] when
// they contradict themselves, [ErrSchema], and one without a name when the
// newest is older than what is here.
func (s *Shelf) Way(ctx context.Context, targets []trust.Target) (Way, error) {
	e, _, err := s.Edition(ctx)
	if err != nil {
		return Way{}, err
	}
	mine := e.Number
	if !e.Signed {
		mine = 0
	}
	w, err := way(targets, mine)
	if err == nil && len(w.Files) == 0 && w.Digest != e.Digest {
		return Anew(targets) // the same number for something else
	}
	return w, err
}

// Anew returns the way from nothing, by a keyframe. The errors are those of
// [Shelf.Way].
func Anew(targets []trust.Target) (Way, error) { return way(targets, 0) }

func way(targets []trust.Target, mine int64) (Way, error) {
	offers, at, err := readOffers(targets)
	if err != nil {
		return Way{}, err
	}
	steps, err := edition.Choose(offers, mine)
	if err != nil {
		return Way{}, err
	}
	head, err := edition.Head(offers)
	if err != nil {
		return Way{}, err
	}
	w := Way{Number: head.V, Digest: head.State.String(), Records: head.N, steps: steps}
	for _, step := range steps {
		w.Files = append(w.Files, at[step.Path])
		w.Room += step.Length + 2*step.Raw
	}
	if len(steps) > 0 {
		w.Room += reserve
	}
	return w, nil
}

// readOffers leaves out the targets that are no records.
func readOffers(targets []trust.Target) ([]edition.Offer, map[string]trust.Target, error) {
	var offers []edition.Offer
	at := map[string]trust.Target{}
	for _, t := range targets {
		o, ok, err := edition.ReadOffer(t.Path, t.Length, t.Custom)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			offers = append(offers, o)
			at[o.Path] = t
		}
	}
	return offers, at, nil
}
