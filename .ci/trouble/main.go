// Trouble breaks the kiosk in every way that halls know, under a small
// supervisor with the rules of the service's unit, and measures how long it is
// from each fault to a working screen: a picture that answers a touch.
//
//	go run .ci/trouble/*.go ./mingbai [NAME...]
//	go run .ci/trouble/*.go -soak 30m ./mingbai [PLOT.png]
//
// The second form lets a month pass in the time given: see soak.go. Where it is called aplay it is the
// player of that kiosk.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/jezek/xgb"
)

// limit is how long a hall may look at a screen that does not work.
const limit = 20 * time.Second

func main() {
	if filepath.Base(os.Args[0]) == "aplay" {
		play()
		return
	}
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go run .ci/trouble/*.go PROGRAM [NAME...]")
		os.Exit(2)
	}
	if os.Args[1] == "-soak" {
		os.Exit(soakFor(os.Args[2:]))
	}
	program, err := filepath.Abs(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "trouble:", err)
		os.Exit(1)
	}
	xgb.Logger.SetOutput(io.Discard) // servers come and go here
	passed, failed := 0, 0
	for _, t := range troubles {
		if names := os.Args[2:]; len(names) > 0 && !slices.Contains(names, t.name) {
			continue
		}
		took, err := t.meet(program)
		if err == nil && took > limit {
			err = fmt.Errorf("that is more than %v", limit)
		}
		if err != nil {
			failed++
			fmt.Printf("trouble: %-9s FAILED after %4.1f s: %v\n", t.name, took.Seconds(), err)
			continue
		}
		passed++
		fmt.Printf("trouble: %-9s %4.1f s  %s\n", t.name, took.Seconds(), t.means)
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
