//go:build linux

// Command mingbai-stick copies what a kiosk takes off a USB stick. See package
// mingbai/kiosk/stick.
package main

import (
	"os"

	"mingbai/kiosk/stick"
)

func main() { os.Exit(stick.Main(os.Args[1:], os.Stdout, os.Stderr)) }
