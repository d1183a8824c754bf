package trust

import (
	"bytes"
	"fmt"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// issuedField holds when a timestamp was made, in the form of RFC 3339. It is
// signed like the rest, and a lower bound for the clock of a kiosk.
const issuedField = "x-issued"

// Seal signs the timestamp that makes next the newest state, and returns it
// ready to be published. It refuses what a kiosk would refuse, one that holds
// now as well as a new one, and versions that do not go up. Seal(now, now, …)
// renews the timestamp alone.
func Seal(now, next State, k *Key, i Issue) (State, error) {
	sealed, err := seal(now, next, k, i)
	if err == nil {
		err = rehearse(now, sealed, i.At)
	}
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

func seal(now, next State, k *Key, i Issue) (State, error) {
	r, err := ReadRoster(next[Root])
	if err != nil {
		return nil, err
	}
	if !r.Online.has(k.Public()) {
		return nil, fmt.Errorf("%s is no online key; hint: use the key of one of: %s", k.Public().Short(), names(r.Online.Keys))
	}
	for _, role := range []Role{Targets, Withdraw, Snapshot} {
		if err := complete(next[Root], role, next[role]); err != nil {
			return nil, err
		}
		if err := goesUp(role, now[role], next[role]); err != nil {
			return nil, err
		}
	}
	if err := checkPins(next); err != nil {
		return nil, fmt.Errorf("%w; hint: what was cleared is not what lies here: propose it again", err)
	}
	return makeTimestamp(now, next, k, i)
}

// goesUp refuses another document under a version that was published: kiosks
// that have the first would never ask for the other.
func goesUp(role Role, now, next []byte) error {
	before, err := lastVersion(role, now)
	if err != nil {
		return err
	}
	v, err := version(role, next)
	if err != nil {
		return err
	}
	if v > before || v == before && bytes.Equal(now, next) {
		return nil
	}
	return fmt.Errorf("%s.json: %w: version %d, published is %d; hint: something else was published meanwhile: propose and clear it again",
		role, ErrOlder, v, before)
}

func makeTimestamp(now, next State, k *Key, i Issue) (State, error) {
	before, err := lastVersion(Timestamp, now[Timestamp])
	if err != nil {
		return nil, err
	}
	v, err := version(Snapshot, next[Snapshot])
	if err != nil {
		return nil, err
	}
	if err := clockRuns(now[Timestamp], i.At); err != nil {
		return nil, err
	}
	m := metadata.Timestamp(i.expires(Timestamp))
	m.Signed.Version = before + 1
	m.Signed.Meta["snapshot.json"] = pin(v, next[Snapshot])
	m.Signed.UnrecognizedFields = map[string]any{issuedField: seconds(i.At).Format(time.RFC3339)}
	document, err := write(Timestamp, m)
	if err == nil {
		document, err = sign[metadata.TimestampType](Timestamp, document, k)
	}
	if err != nil {
		return nil, err
	}
	return next.with(Timestamp, document), nil
}

// clockRuns refuses to sign by a clock that was set back: kiosks would take
// the new timestamp for an expired one.
func clockRuns(last []byte, at time.Time) error {
	if len(last) == 0 {
		return nil
	}
	m, err := parse[metadata.TimestampType](Timestamp, last)
	if err != nil {
		return err
	}
	before, err := issued(m.Signed, nil)
	if err == nil && seconds(at).Before(before) {
		err = fmt.Errorf("it is %s here, but the last timestamp was signed %s; hint: set the clock",
			seconds(at).Format(time.RFC3339), before.Format(time.RFC3339))
	}
	return err
}

// rehearse does what a new kiosk and one that holds now will do.
func rehearse(now, next State, at time.Time) error {
	for _, from := range []State{{Root: next[Root]}, now.with(Root, next[Root])} {
		if _, err := refresh(next.get, from, at); err != nil {
			return fmt.Errorf("a kiosk would refuse it: %w", err)
		}
	}
	return nil
}
