package printer

import (
	"errors"
	"fmt"
	"net"
	"path"
	"strconv"
	"strings"
)

// ErrNone means that the hall has set up no printer.
var ErrNone = errors.New("no printer is set up")

// A setting is where a printer is, by one of the three.
type setting struct {
	queue   string // of CUPS
	device  string // file of a receipt printer
	address string // host and port of a receipt printer
}

const settingHint = `(hint: "cups:QUEUE" for A4, as "cups:hall"; "escpos:/dev/usb/lp0" or "escpos:192.168.1.60:9100" for an 80 mm roll; "" for none)`

// parse reads the configuration key printer.
func parse(s string) (setting, error) {
	if s == "" {
		return setting{}, ErrNone
	}
	bad := func(why string) (setting, error) {
		return setting{}, fmt.Errorf("printer %q: %s %s", s, why, settingHint)
	}
	kind, where, found := strings.Cut(s, ":")
	switch {
	case !found || kind != "cups" && kind != "escpos":
		return bad("the sort of printer is missing")
	case where == "":
		return bad("where it is is missing")
	case kind == "cups":
		if strings.ContainsAny(where, " \t/#?\\'\"<>") || len(where) > 127 {
			return bad("this cannot be the name of a queue")
		}
		return setting{queue: where}, nil
	case strings.HasPrefix(where, "/"):
		if where = path.Clean(where); !strings.HasPrefix(where, "/dev/") {
			return bad("the file of a printer lies in /dev")
		}
		return setting{device: where}, nil
	}
	host, port, err := net.SplitHostPort(where)
	if err != nil || host == "" {
		return bad("neither a file nor a host with its port")
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return bad("the port is not a number from 1 to 65535")
	}
	return setting{address: where}, nil
}
