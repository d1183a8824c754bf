package cli_test

import (
	"testing"

	"mingbai/kiosk/machine"
	"mingbai/ui/page"
)

// TestMachineCanDoWhatPagesAskFor keeps the two apart packages together: a
// page that asks for something nobody can do would only leave it away.
func TestMachineCanDoWhatPagesAskFor(t *testing.T) {
	var desk page.Desk = new(machine.Machine)
	for name, ok := range map[string]bool{"count": is[page.Counter](desk), "hand": is[page.Hander](desk), "read": is[page.Scribe](desk),
		"watch": is[page.Watched](desk), "help": is[page.Helper](desk)} {
		if !ok {
			t.Errorf("the machine cannot %s", name)
		}
	}
}

func is[T any](desk page.Desk) bool {
	_, ok := desk.(T)
	return ok
}
