//go:build linux

package stick_test

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// A real stick is a file system on a device; its reader is root until it
// reads. Without root there is nothing to try.
func TestStickIsMountedReadAndLetGo(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("not root: nothing can be mounted")
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Skip(err)
	}
	device := plugIn(t, map[string]string{"good.zip": "edition", "photo.jpg": "picture"})
	dir := t.TempDir()
	at, into, outside := filepath.Join(dir, "at"), filepath.Join(dir, "into"), filepath.Join(dir, "outside")
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	for _, d := range []string{at, into, outside} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	open(t, into)
	if err := os.Chown(into, uid, gid); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "mingbai-stick")
	run(t, "go", "build", "-o", program, "mingbai/kiosk/cmd/mingbai-stick")
	said := run(t, "unshare", "--mount", program, "-device", device, "-at", at, "-into", into, "-owner", "nobody", "-as", "vfat,ext4")
	if !strings.Contains(said, "taken good.zip, 7 bytes, as good-1.zip") {
		t.Errorf("said %q", said)
	}
	info, err := os.Stat(filepath.Join(into, "good-1.zip"))
	if err != nil || info.Sys().(*syscall.Stat_t).Uid != uint32(uid) {
		t.Errorf("%v, %v: want a file of nobody's", info, err)
	}
	if mounts, err := os.ReadFile("/proc/self/mounts"); err != nil || strings.Contains(string(mounts), at) {
		t.Errorf("the stick is still mounted: %v", err)
	}
	out, err := exec.Command("unshare", "--mount", program, "-device", device, "-at", at, "-into", outside, "-owner", "nobody", "-as", "ext4").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "permission denied") {
		t.Errorf("into a folder of root's: %v, %s", err, out)
	}
	out, err = exec.Command("unshare", "--mount", program, "-device", device, "-at", at, "-into", into, "-owner", "nobody").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "hint: format the stick") {
		t.Errorf("a stick of another format: %v, %s", err, out)
	}
}

// open lets everybody into the folders above one.
func open(t *testing.T, dir string) {
	t.Helper()
	for d := dir; strings.HasPrefix(d, os.TempDir()) && d != os.TempDir(); d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// plugIn makes a device with a file system that holds files.
func plugIn(t *testing.T, files map[string]string) string {
	t.Helper()
	from, image := t.TempDir(), filepath.Join(t.TempDir(), "image")
	for name, body := range files {
		put(t, from, name, body, 1)
	}
	f, err := os.Create(image)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(4 << 20); err != nil {
		t.Fatal(err)
	}
	f.Close()
	run(t, "mkfs.ext4", "-q", "-d", from, image)
	out, err := exec.Command("losetup", "--find", "--show", "--read-only", image).Output()
	if err != nil {
		t.Skipf("no loop device here: %v", err)
	}
	device := strings.TrimSpace(string(out))
	t.Cleanup(func() { run(t, "losetup", "--detach", device) })
	return device
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(err)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}
