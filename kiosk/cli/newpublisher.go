package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"mingbai/kiosk/machine"
)

// A takeover is which publisher a kiosk is to trust from now on.
type takeover struct {
	root    string // its file
	confirm string // the publisher, as a person has read it
}

// errUnconfirmed means that nobody has said yes.
var errUnconfirmed = errors.New("nothing was changed")

// takeOver says what would happen, and does it where that was confirmed.
func (p Program) takeOver(ctx context.Context, m *machine.Machine, from string, t takeover) (machine.Pulled, error) {
	root, err := os.ReadFile(t.root)
	if err != nil {
		return machine.Pulled{}, fmt.Errorf("read root: %w (hint: name the 1.root.json that the publisher has given you by hand)", err)
	}
	return m.TakePublisher(ctx, from, root, func(turn machine.Turn) error {
		fmt.Fprint(p.Err, said(turn))
		switch t.confirm {
		case turn.Is:
			return nil
		case "":
			return fmt.Errorf("%w (hint: compare the digits and keys with what the publisher tells you by telephone, then add -confirm %s)", errUnconfirmed, turn.Is)
		}
		return fmt.Errorf("%w: -confirm names %.40q, the root is of %s (hint: do not go on before somebody knows why)", errUnconfirmed, t.confirm, turn.Is)
	})
}

// said says what happens in words.
func said(t machine.Turn) string {
	var s strings.Builder
	was := t.Was
	if was == "" {
		was = "nobody"
	}
	fmt.Fprintf(&s, "now       publisher %s, edition %d, %d records\n", was, t.WasEdition, t.WasRecords)
	fmt.Fprintf(&s, "then      publisher %s, edition %d of %s, %d records\n", t.Is, t.Edition, t.Issued.Format(time.DateOnly), t.Records)
	for _, k := range t.Quorum {
		fmt.Fprintf(&s, "root key  %s (%d of %d sign)\n", k.Short(), t.Threshold, len(t.Quorum))
	}
	fmt.Fprintf(&s, "This kiosk will believe what publisher %s signs, and nothing that %s signs any more.\n", t.Is, was)
	fmt.Fprintf(&s, "The edition was fetched and verified. What is shown now stays until it takes its place in one step.\n")
	fmt.Fprintf(&s, "Corrections of this hall and the history stay. To go back you need the root of the publisher of today.\n")
	return s.String()
}
