//go:build linux

package stick

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

const usage = `usage: mingbai-stick -device /dev/sdb1 -at DIR -into DIR -owner NAME
Copies the bundles and workbooks in the top folder of a stick into a folder of
the kiosk. It needs root, to mount; systemd starts it for a stick that is named
MINGBAI (see mingbai-hall(8)).
Exit codes: 0 done, 1 failed, 2 usage.
example: mingbai-stick -device /dev/sdb1 -at /mnt -into /var/lib/mingbai/stick -owner mingbai
`

// A trip is to one stick and back.
type trip struct{ device, at, into, owner, systems string }

// Main runs the command and returns its exit code.
func Main(args []string, out, errs io.Writer) int {
	var t trip
	f := flag.NewFlagSet("mingbai-stick", flag.ContinueOnError)
	f.SetOutput(errs)
	f.Usage = func() { fmt.Fprint(errs, usage); f.PrintDefaults() }
	f.StringVar(&t.device, "device", "", "partition of the stick, a `FILE` in /dev")
	f.StringVar(&t.at, "at", "", "empty `DIR` to mount it at, for a moment")
	f.StringVar(&t.into, "into", "", "`DIR` to copy into")
	f.StringVar(&t.owner, "owner", "", "account that writes there, by `NAME`")
	f.StringVar(&t.systems, "as", "vfat,exfat", "file `SYSTEMS` that a stick may have")
	if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil || f.NArg() > 0 || t.device == "" || t.at == "" || t.into == "" || t.owner == "" {
		if err == nil {
			f.Usage()
		}
		return 2
	}
	if err := t.run(out, errs); err != nil {
		fmt.Fprintln(errs, "mingbai-stick:", err)
		return 1
	}
	return 0
}

// run mounts, opens, unmounts, stops being root, and copies.
func (t trip) run(out, errs io.Writer) error {
	if err := mount(t.device, t.at, strings.Split(t.systems, ",")); err != nil {
		return err
	}
	haul, err := Open(t.at)
	if err = errors.Join(err, unmount(t.at)); err != nil {
		return err
	}
	defer haul.Close() // it was only read
	if err := become(t.owner); err != nil {
		return err
	}
	for _, why := range haul.Skipped {
		fmt.Fprintln(errs, "mingbai-stick:", why)
	}
	taken, err := haul.Copy(t.into)
	for _, f := range taken {
		fmt.Fprintf(out, "taken %s, %d bytes, as %s\n", f.From, f.Size, f.Name)
	}
	if len(taken) == 0 && err == nil {
		fmt.Fprintln(out, "there is nothing for a kiosk in the top folder of the stick")
	}
	return err
}
