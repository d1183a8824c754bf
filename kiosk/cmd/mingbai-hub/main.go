// Command mingbai-hub is the receiving side of a fleet of kiosks, for a
// server that has no graphics libraries: the verbs receive and fleet of
// mingbai. See package mingbai/kiosk/hub.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"mingbai/kiosk/hub"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := hub.Main(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
