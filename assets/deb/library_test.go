package deb_test

import (
	"debug/elf"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// opened are libraries that the toolkit opens by name, and does without: they
// are of other systems or of other ways to draw.
var opened = []string{"libEGL.so.1", "libGLES_CM.so.1", "libGLESv1_CM.so.1", "libGLESv2.so.2", "libOSMesa.so.6", "libOSMesa.so.8", "libvulkan.so.1",
	"libOpenGL.so.0", "libGLX.so.0"}

var library = regexp.MustCompile(`\blib[A-Za-z0-9_-]+\.so\.[0-9]+`)

// named returns the names of libraries in a program.
func named(program string) (all []string) {
	for from := 0; ; {
		at := strings.Index(program[from:], ".so.")
		if at < 0 {
			return all
		}
		from += at + len(".so.")
		all = append(all, library.FindAllString(program[max(0, from-40):min(len(program), from+4)], -1)...)
	}
}

// TestLibrariesAreDependedUpon looks which package each library is of, those
// that are linked and those that are opened by name.
func TestLibrariesAreDependedUpon(t *testing.T) {
	p := open(t)
	need(t, "dpkg-query")
	program := filepath.Join(p.root, "usr/bin/mingbai")
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, named(read(t, program))...)
	slices.Sort(names)
	depends := output(t, "dpkg-deb", "-f", p.file, "Depends")
	tried := 0
	for _, name := range slices.Compact(names) {
		if slices.Contains(opened, name) {
			continue
		}
		out, err := exec.Command("dpkg-query", "-S", "*/"+name).Output()
		if err != nil {
			t.Logf("%s is in no package here", name)
			continue
		}
		tried++
		owner, _, _ := strings.Cut(string(out), ":")
		if !regexp.MustCompile(`(^|, )` + regexp.QuoteMeta(owner) + `( |,|$)`).MatchString(strings.TrimSpace(depends)) {
			t.Errorf("%s is of %s, which the package does not depend on", name, owner)
		}
	}
	if tried < 3 {
		t.Errorf("only %d libraries were found in packages", tried)
	}
}
