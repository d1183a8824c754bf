package deb_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// exposed says how far each unit may be open to the machine around it, by the
// count of systemd-analyze: 0 is shut in, 10 is open. X drives the hardware
// as root. Raise none without a reason that a hall would accept.
var exposed = map[string]float64{
	"mingbai.service":        2.0,
	"mingbai-wm.service":     1.0,
	"mingbai-screen.service": 1.0,
	"mingbai-stick@.service": 2.0,
	"mingbai-x.service":      9.0,
}

func units(t *testing.T, p packed) (all []string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(p.root, "lib/systemd/system/*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("units: %q, %v", found, err)
	}
	for _, path := range found {
		all = append(all, filepath.Base(path))
	}
	return all
}

// TestUnitsAreSound has systemd read the units; it must have nothing to say.
func TestUnitsAreSound(t *testing.T) {
	p := open(t)
	need(t, "systemd-analyze")
	root := system(t, p)
	args := []string{"verify", "--man=no", "--root=" + root}
	for _, u := range units(t, p) {
		args = append(args, strings.Replace(u, "@.", "@sdb1.", 1))
	}
	if out, err := exec.Command("systemd-analyze", args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("systemd-analyze %v: %v\n%s", args, err, out)
	}
}

// What is copied from the examples works, and opens nothing.
func TestNetworkExamplesAreSound(t *testing.T) {
	p := open(t)
	need(t, "systemd-analyze")
	for _, example := range []string{"network-pinned.conf", "network-none.conf"} {
		root := system(t, p)
		dropIn := filepath.Join(root, "etc/systemd/system/mingbai.service.d", example)
		if err := os.MkdirAll(filepath.Dir(dropIn), 0o755); err != nil {
			t.Fatal(err)
		}
		text := read(t, filepath.Join(p.root, "usr/share/doc/mingbai/examples", example))
		if err := os.WriteFile(dropIn, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("systemd-analyze", "verify", "--man=no", "--root="+root, "mingbai.service").CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("with %s: %v\n%s", example, err, out)
		}
		without := exposure(t, filepath.Join(p.root, "lib/systemd/system/mingbai.service"))
		if got := exposure(t, "--root="+root, "mingbai.service"); got >= without {
			t.Errorf("with %s the unit is exposed by %v, without by %v", example, got, without)
		}
	}
}

// system returns a root that holds the package beside the units of the
// system, where the programs of other packages are there by name.
func system(t *testing.T, p packed) string {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS(p.root)); err != nil {
		t.Fatal(err)
	}
	if err := command("cp", "-an", "/lib/systemd/system/.", filepath.Join(root, "lib/systemd/system")); err != nil {
		t.Skip(err)
	}
	for _, other := range []string{"usr/lib/xorg/Xorg", "usr/bin/matchbox-window-manager"} {
		path := filepath.Join(root, other)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

var overall = regexp.MustCompile(`Overall exposure level for .*: ([0-9.]+)`)

// exposure returns the figure of a unit.
func exposure(t *testing.T, args ...string) float64 {
	t.Helper()
	out := output(t, "systemd-analyze", append([]string{"security", "--no-pager", "--offline=true"}, args...)...)
	found := overall.FindStringSubmatch(out)
	if found == nil {
		t.Fatalf("no figure in\n%s", out)
	}
	n, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestUnitsAreShutIn(t *testing.T) {
	p := open(t)
	need(t, "systemd-analyze")
	for _, u := range units(t, p) {
		if !strings.HasSuffix(u, ".service") {
			continue
		}
		got := exposure(t, filepath.Join(p.root, "lib/systemd/system", u))
		if most, ok := exposed[u]; !ok || got > most {
			t.Errorf("%s is exposed by %v, at most %v is right (listed: %v)", u, got, most, ok)
		}
		t.Logf("%s %v", u, got)
	}
}

// TestKioskUnitKeepsItsPromises asserts what no figure says.
func TestKioskUnitKeepsItsPromises(t *testing.T) {
	p := open(t)
	unit := read(t, filepath.Join(p.root, "lib/systemd/system/mingbai.service"))
	for _, want := range []string{
		"Type=notify", "NotifyAccess=main", "WatchdogSec=10", "TimeoutAbortSec=3", "WatchdogSignal=SIGABRT", // a frozen screen is noticed
		"Restart=always", "StartLimitIntervalSec=0", // and it always comes back
		"User=mingbai", "StateDirectory=mingbai", "StateDirectoryMode=0750", "RuntimeDirectory=mingbai", "ConfigurationDirectory=mingbai",
		"SystemCallFilter=~@privileged @resources listen accept accept4", "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", // nothing listens
		"BindReadOnlyPaths=/tmp/.X11-unix", "DeviceAllow=char-drm rw", "DevicePolicy=closed",
	} {
		if !strings.Contains(unit, "\n"+want+"\n") {
			t.Errorf("mingbai.service does not say %s", want)
		}
	}
	for _, deadly := range []string{"MemoryDenyWriteExecute=yes", "PrivateUsers=yes", "PrivateDevices=yes"} {
		if strings.Contains(unit, "\n"+deadly) {
			t.Errorf("mingbai.service says %s, which Mesa or the panel does not survive", deadly)
		}
	}
}

// The panel goes off and on by the clock of the hall, whatever the zone.
func TestPanelFollowsTheHours(t *testing.T) {
	p := open(t)
	need(t, "systemd-analyze")
	conf := filepath.Join(t.TempDir(), "display.conf")
	say := func(hours, at string) string {
		if err := os.WriteFile(conf, []byte(hours), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(filepath.Join(p.root, "usr/lib/mingbai/screen"), "say", at)
		cmd.Env = append(os.Environ(), "CONF="+conf, "TZ=Asia/Shanghai")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("at %s: %v", at, err)
		}
		return strings.TrimSpace(string(out))
	}
	const week = "SCREEN_ON='Mon..Fri 08:20; Sat 09:00'\nSCREEN_OFF='Mon..Fri 17:40;Sat 12:10'\n"
	for at, want := range map[string]string{ // 25 November 2026 is a Wednesday
		"2026-11-25 08:19:59": "off", "2026-11-25 08:20:00": "on", "2026-11-25 12:00:00": "on", "2026-11-25 17:39:59": "on",
		"2026-11-25 17:40:00": "off", "2026-11-26 00:00:00": "off", "2026-11-28 09:00:00": "on", "2026-11-28 12:10:00": "off", "2026-11-29 12:00:00": "off",
	} {
		if got := say(week, at); got != want {
			t.Errorf("at %s the panel is %s, want %s", at, got, want)
		}
	}
	for _, hours := range []string{"", "SCREEN_ON='Mon 08:20'\n", "SCREEN_ON='no such time'\nSCREEN_OFF='nor this'\n"} {
		if got := say(hours, "2026-11-29 03:00:00"); !strings.HasSuffix(got, "on") {
			t.Errorf("%q: the panel is %s; in doubt it is on", hours, got)
		}
	}
}

// Scripts of root's are read by a shell that has no extras.
func TestScriptsAreShell(t *testing.T) {
	p := open(t)
	paths := []string{"postinst", "prerm", "postrm"}
	for _, in := range []string{"usr/lib/mingbai/screen", "usr/lib/mingbai/x-auth", "usr/lib/mingbai/x-setup", "usr/lib/mingbai/x-wait", "usr/sbin/mingbai-hall"} {
		paths = append(paths, filepath.Join(p.root, in))
	}
	for _, path := range paths {
		if err := command("sh", "-n", path); err != nil {
			t.Error(err)
		}
		if !strings.HasPrefix(read(t, path), "#!/bin/sh\n") {
			t.Errorf("%s names another shell", path)
		}
	}
}

// A stick reaches its unit by name, and only one that may be mounted.
func TestRuleCallsTheUnitOfTheStick(t *testing.T) {
	p := open(t)
	rule := read(t, filepath.Join(p.root, "lib/udev/rules.d/90-mingbai.rules"))
	for _, want := range []string{`ENV{ID_FS_LABEL}=="MINGBAI"`, `ENV{ID_FS_TYPE}=="vfat|exfat"`, `ENV{SYSTEMD_WANTS}+="mingbai-stick@%k.service"`} {
		if !strings.Contains(rule, want) {
			t.Errorf("the rule does not say %s", want)
		}
	}
	unit := read(t, filepath.Join(p.root, "lib/systemd/system/mingbai-stick@.service"))
	for _, want := range []string{"CapabilityBoundingSet=CAP_SYS_ADMIN CAP_SETUID CAP_SETGID\n", "PrivateMounts=yes", "PrivateNetwork=yes",
		fmt.Sprintf("-into %s ", "/var/lib/mingbai/stick"), "ReadWritePaths=/var/lib/mingbai\n"} {
		if !strings.Contains(unit, want) {
			t.Errorf("mingbai-stick@.service does not say %s", want)
		}
	}
}
