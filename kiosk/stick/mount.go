//go:build linux

package stick

import (
	"errors"
	"fmt"
	"os/user"
	"strconv"
	"syscall"
)

// noSymfollow is MS_NOSYMFOLLOW: no link on it leads anywhere (Linux 5.10).
const noSymfollow = 0x100

// mount mounts a partition so that nothing on it can act, as the first of the
// file systems that fits.
func mount(device, at string, systems []string) error {
	const flags = syscall.MS_RDONLY | syscall.MS_NOSUID | syscall.MS_NODEV | syscall.MS_NOEXEC | syscall.MS_NOATIME | noSymfollow
	var errs []error
	for _, fs := range systems {
		err := syscall.Mount(device, at, fs, flags, "")
		if err == nil {
			return nil
		}
		errs = append(errs, fmt.Errorf("as %s: %w", fs, err))
	}
	return fmt.Errorf("mount %s: %w (hint: format the stick as FAT or exFAT)", device, errors.Join(errs...))
}

// unmount lets a stick out of sight; what is open on it can still be read.
func unmount(at string) error {
	if err := syscall.Unmount(at, syscall.MNT_DETACH); err != nil {
		return fmt.Errorf("unmount %s: %w", at, err)
	}
	return nil
}

// become gives up being root, for good.
func become(name string) error {
	u, err := user.Lookup(name)
	if err != nil {
		return fmt.Errorf("become %s: %w", name, err)
	}
	uid, errU := strconv.Atoi(u.Uid)
	gid, errG := strconv.Atoi(u.Gid)
	if err := errors.Join(errU, errG); err != nil {
		return fmt.Errorf("become %s: %w", name, err)
	}
	err = syscall.Setgroups([]int{})
	if err == nil {
		err = syscall.Setresgid(gid, gid, gid)
	}
	if err == nil {
		err = syscall.Setresuid(uid, uid, uid)
	}
	if err != nil {
		return fmt.Errorf("become %s: %w", name, err)
	}
	return nil
}
