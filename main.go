// Mingbai is the guide of a service hall on a touch screen.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"mingbai/kiosk/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := cli.Program{NewApp: func() fyne.App { return app.NewWithID("org.mingbai.kiosk") }, Out: os.Stdout, Err: os.Stderr}
	os.Exit(p.Main(ctx, os.Args[1:]))
}
