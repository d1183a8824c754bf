package speech

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

// ErrNoJack says that no input device knows whether headphones are in.
var ErrNoJack = errors.New("no switch of headphones")

// Of linux/input-event-codes.h and linux/input.h: the switch of a headphone
// socket, and EVIOCGSW for one 64-bit word of switches.
const (
	switchHeadphone = 0x02
	getSwitches     = 2<<30 | 8<<16 | 'E'<<8 | 0x1b
)

// A jack is the switch in a headphone socket.
type jack struct{ file *os.File }

// openJack opens the first input device whose name holds name. Below root
// lie /sys and /dev; it is "/" but in tests.
func openJack(root, name string) (*jack, error) {
	names, _ := filepath.Glob(filepath.Join(root, "sys/class/input/event*/device/name"))
	for _, path := range names {
		b, err := os.ReadFile(path)
		if err != nil || name == "" || !strings.Contains(string(b), name) {
			continue
		}
		event := filepath.Base(filepath.Dir(filepath.Dir(path)))
		f, err := os.Open(filepath.Join(root, "dev/input", event))
		if err != nil {
			return nil, fmt.Errorf("%w: %w%s", ErrNoJack, err, hint(err))
		}
		return &jack{f}, nil
	}
	return nil, fmt.Errorf("%w: no input device is called %q (hint: see the names in /proc/bus/input/devices)", ErrNoJack, name)
}

func hint(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return " (hint: let the program's group read this device by a udev rule)"
	}
	return ""
}

// in reports whether headphones are in.
func (j *jack) in() (bool, error) {
	raw, err := j.file.SyscallConn()
	if err != nil {
		return false, fmt.Errorf("%w: %w", ErrNoJack, err)
	}
	var switches uint64
	var errno syscall.Errno
	err = raw.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_IOCTL, fd, getSwitches, uintptr(unsafe.Pointer(&switches)))
	})
	if err == nil && errno != 0 {
		err = errno
	}
	if err != nil {
		return false, fmt.Errorf("%w: read %s: %w", ErrNoJack, j.file.Name(), err)
	}
	return switches>>switchHeadphone&1 == 1, nil
}

func (j *jack) close() error { return j.file.Close() }
