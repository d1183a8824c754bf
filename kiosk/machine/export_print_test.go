package machine

import "context"

// AskPrinter does what the chore does every 20 seconds.
func (m *Machine) AskPrinter(ctx context.Context) error { return m.askPrinter(ctx) }
