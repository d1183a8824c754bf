// Package deb_test checks the package for Debian: what is in it, that its
// units are sound and shut in, and that its configuration is complete.
package deb_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A packed is the package, and the folder it was unpacked into.
type packed struct{ file, root string }

var build = sync.OnceValues(func() (packed, error) {
	dir, err := os.MkdirTemp("", "mingbai-deb-*")
	if err != nil {
		return packed{}, err
	}
	p := packed{filepath.Join(dir, "mingbai.deb"), filepath.Join(dir, "root")}
	if err := pack(p.file); err != nil {
		return p, err
	}
	return p, command("dpkg-deb", "-x", p.file, p.root)
})

// pack packs what make built, or else builds it.
func pack(out string) error {
	dir := filepath.Dir(out)
	program, stick := "../../mingbai", filepath.Join(dir, "mingbai-stick")
	if _, err := os.Stat(program); err != nil {
		program = filepath.Join(dir, "mingbai")
		if err := command("go", "build", "-o", program, "mingbai"); err != nil {
			return err
		}
	}
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	if err := command("env", "CGO_ENABLED=0", "go", "build", "-o", stick, "mingbai/kiosk/cmd/mingbai-stick"); err != nil {
		return err
	}
	return command("env", "COMPRESS=none", "SOURCE_DATE_EPOCH=1763424000", "../../.ci/deb", program, stick, out)
}

func command(name string, args ...string) error {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return &exec.Error{Name: name + " " + strings.Join(args, " "), Err: &said{err, string(out)}}
	}
	return nil
}

// A said is an error with what the command said.
type said struct {
	err error
	out string
}

func (s *said) Error() string { return s.err.Error() + ": " + s.out }
func (s *said) Unwrap() error { return s.err }

func TestMain(m *testing.M) {
	code := m.Run()
	if p, _ := build(); p.file != "" {
		os.RemoveAll(filepath.Dir(p.file))
	}
	os.Exit(code)
}

// need skips where a tool of Debian is missing.
func need(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%v: the package is tried on Debian only", err)
		}
	}
}

func open(t *testing.T) packed {
	t.Helper()
	need(t, "dpkg-deb")
	p, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, errs.String())
	}
	return string(out)
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPackageHasItsParts(t *testing.T) {
	p := open(t)
	list := output(t, "dpkg-deb", "-c", p.file)
	modes := map[string]string{}
	for line := range strings.Lines(list) {
		f := strings.Fields(line)
		modes[strings.TrimPrefix(f[5], ".")] = f[0]
		if f[1] != "root/root" {
			t.Errorf("%s belongs to %s", f[5], f[1])
		}
		if want := map[byte]string{'d': "drwxr-xr-x", '-': "-rw"}[f[0][0]]; want == "" || !strings.HasPrefix(f[0], want) || f[0][8] == 'w' || f[0][5] == 'w' {
			t.Errorf("%s has mode %s", f[5], f[0])
		}
	}
	for path, mode := range map[string]string{
		"/usr/bin/mingbai": "-rwxr-xr-x", "/usr/lib/mingbai/mingbai-stick": "-rwxr-xr-x", "/usr/lib/mingbai/screen": "-rwxr-xr-x",
		"/usr/lib/mingbai/x-auth": "-rwxr-xr-x", "/usr/lib/mingbai/x-setup": "-rwxr-xr-x", "/usr/lib/mingbai/x-wait": "-rwxr-xr-x",
		"/usr/sbin/mingbai-hall": "-rwxr-xr-x", "/lib/systemd/system/mingbai.service": "-rw-r--r--", "/lib/udev/rules.d/90-mingbai.rules": "-rw-r--r--",
		"/usr/lib/sysusers.d/mingbai.conf": "-rw-r--r--", "/usr/lib/tmpfiles.d/mingbai.conf": "-rw-r--r--",
		"/etc/mingbai/mingbai.toml": "-rw-r--r--", "/etc/mingbai/display.conf": "-rw-r--r--", "/etc/mingbai/xorg.conf": "-rw-r--r--",
		"/etc/mingbai/matchbox.kbd": "-rw-r--r--", "/usr/lib/systemd/journald.conf.d/mingbai.conf": "-rw-r--r--",
		"/usr/share/doc/mingbai/copyright": "-rw-r--r--", "/usr/share/doc/mingbai/licence/OFL-1.1.txt": "-rw-r--r--",
		"/usr/share/doc/mingbai/licence/modules.txt.gz": "-rw-r--r--", "/usr/share/doc/mingbai/examples/usbguard-rules.conf": "-rw-r--r--",
		"/usr/share/man/man1/mingbai.1.gz": "-rw-r--r--", "/usr/share/man/man8/mingbai-hall.8.gz": "-rw-r--r--",
	} {
		if modes[path] != mode {
			t.Errorf("%s has mode %q, want %s", path, modes[path], mode)
		}
	}
}

// A hall's settings outlive every upgrade.
func TestEveryFileInEtcIsKept(t *testing.T) {
	p := open(t)
	kept := strings.Fields(output(t, "dpkg-deb", "-I", p.file, "conffiles"))
	var etc []string
	err := filepath.WalkDir(filepath.Join(p.root, "etc"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			etc = append(etc, strings.TrimPrefix(path, p.root))
		}
		return err
	})
	if err != nil || len(etc) < 4 || !slices.Equal(kept, etc) {
		t.Errorf("kept are %q, in /etc %q, %v", kept, etc, err)
	}
}

func TestVersionIsThatOfTheProgram(t *testing.T) {
	p := open(t)
	program := strings.Fields(output(t, filepath.Join(p.root, "usr/bin/mingbai"), "version"))
	if got := strings.TrimSpace(output(t, "dpkg-deb", "-f", p.file, "Version")); len(program) != 2 || got != program[1] {
		t.Errorf("the package has version %q, the program says %q", got, program)
	}
}

// Whoever builds it again can prove that it is the same.
func TestSameInputMakesTheSameBytes(t *testing.T) {
	p := open(t)
	again := filepath.Join(t.TempDir(), "again.deb")
	if err := pack(again); err != nil {
		t.Fatal(err)
	}
	if read(t, p.file) != read(t, again) {
		t.Error("packed twice, the bytes differ")
	}
}
