// Mingbai-catalog has the publisher's verbs of mingbai, for a server without
// graphics libraries.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"mingbai/catalog/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Main(ctx, "mingbai-catalog", os.Args[1:]))
}
