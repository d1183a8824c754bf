//go:build linux

package stick_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingbai/kiosk/stick"
)

// put writes a file of a stick that was changed so many hours ago.
func put(t *testing.T, dir, name, body string, ago int) {
	t.Helper()
	path := filepath.Join(dir, name)
	when := time.Now().Add(-time.Duration(ago) * time.Hour)
	if err := errors.Join(os.WriteFile(path, []byte(body), 0o644), os.Chtimes(path, when, when)); err != nil {
		t.Fatal(err)
	}
}

// take copies a stick and returns what is in the folder after it, and what
// was left and why.
func take(t *testing.T, from, into string) (found []string, skipped string, err error) {
	t.Helper()
	h, err := stick.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	taken, err := h.Copy(into)
	for _, f := range taken {
		found = append(found, f.Name)
	}
	if have := names(t, into); !slices.Equal(have, slices.Sorted(slices.Values(found))) {
		t.Errorf("the folder has %q, said was %q", have, found)
	}
	return found, fmt.Sprint(h.Skipped), err
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestBundlesAndWorkbooksAreTaken(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	put(t, from, "Mingbai.ZIP", "edition", 1)
	put(t, from, "六月.zip", "edition of june", 5)
	put(t, from, "records.xlsx", "workbook", 2)
	put(t, from, "holiday.jpg", "picture", 0)
	put(t, from, ".hidden.zip", "of another system", 0)
	put(t, into, "old-1.zip", "what the last stick brought", 9)
	put(t, into, ".part", "what a power cut left", 9)
	found, skipped, err := take(t, from, into)
	if want := []string{"mingbai-1.zip", "records-2.xlsx", "stick-3.zip"}; err != nil || !slices.Equal(found, want) || skipped != "[]" {
		t.Errorf("took %q, %v, left %s; want %q", found, err, skipped, want)
	}
	body, err := os.ReadFile(filepath.Join(into, "stick-3.zip"))
	if err != nil || string(body) != "edition of june" {
		t.Errorf("copied %q, %v", body, err)
	}
	info, err := os.Stat(filepath.Join(into, "mingbai-1.zip"))
	if err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v: want what only the kiosk reads", info.Mode(), err)
	}
}

// A link on a stick would hand out what root may read.
func TestLinksPipesAndFoldersStayOnTheStick(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	secret := filepath.Join(t.TempDir(), "shadow")
	put(t, filepath.Dir(secret), "shadow", "secret", 0)
	err := errors.Join(os.Symlink(secret, filepath.Join(from, "link.zip")), os.Symlink("/etc", filepath.Join(from, "etc.zip")),
		syscall.Mkfifo(filepath.Join(from, "pipe.zip"), 0o644), os.Mkdir(filepath.Join(from, "folder.zip"), 0o755))
	if err != nil {
		t.Fatal(err)
	}
	found, skipped, err := take(t, from, into)
	if err != nil || len(found) != 0 {
		t.Errorf("took %q, %v", found, err)
	}
	for _, name := range []string{"link.zip", "etc.zip", "pipe.zip", "folder.zip"} {
		if !strings.Contains(skipped, name) {
			t.Errorf("nothing says that %s is left: %s", name, skipped)
		}
	}
}

// A hole costs nothing on a stick and fills the kiosk's disk.
func TestHugeFilesStayOnTheStick(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	for name, size := range map[string]int64{"hole.zip": 1 << 40, "one-too-many.zip": stick.MaxZip + 1, "book.xlsx": stick.MaxBook + 1} {
		put(t, from, name, "", 0)
		if err := os.Truncate(filepath.Join(from, name), size); err != nil {
			t.Fatal(err)
		}
	}
	put(t, from, "right.zip", "edition", 3)
	found, skipped, err := take(t, from, into)
	if err != nil || !slices.Equal(found, []string{"right-1.zip"}) || strings.Count(skipped, "at most") != 3 {
		t.Errorf("took %q, %v, left %s", found, err, skipped)
	}
}

func TestTheNewestOfManyFilesAreTaken(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	for i := range 30 {
		put(t, from, fmt.Sprintf("e%02d.zip", i), "edition", (i*7)%30)
		put(t, from, fmt.Sprintf("b%02d.xlsx", i), "workbook", (i*7)%30)
	}
	found, skipped, err := take(t, from, into)
	if err != nil || len(found) != 2*stick.MaxEach || strings.Count(skipped, "no more") != 60-2*stick.MaxEach {
		t.Errorf("took %q, %v, left %s", found, err, skipped)
	}
	if !slices.Contains(found, "e00-1.zip") && !slices.Contains(found, "e00-2.zip") {
		t.Errorf("took %q without the newest", found)
	}
}

// Names come from strangers; in the folder of the kiosk they are plain.
func TestNamesOfAStickAreMadePlain(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	for i, name := range []string{"-rf.zip", "a;reboot.zip", "a\nb.zip", strings.Repeat("x", 240) + ".zip"} {
		put(t, from, name, "edition", i)
	}
	found, _, err := take(t, from, into)
	if want := []string{"stick-1.zip", "stick-2.zip", "stick-3.zip", "stick-4.zip"}; err != nil || !slices.Equal(found, want) {
		t.Errorf("took %q, %v; want %q", found, err, want)
	}
}

// A stick that says less when it is read is broken, or made to be.
func TestShrinkingFileIsNotKept(t *testing.T) {
	from, into := t.TempDir(), t.TempDir()
	put(t, from, "a.zip", "0123456789", 1)
	put(t, from, "b.zip", "0123456789", 2)
	h, err := stick.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if err := os.Truncate(filepath.Join(from, "a.zip"), 4); err != nil {
		t.Fatal(err)
	}
	taken, err := h.Copy(into)
	if err == nil || !strings.Contains(err.Error(), "4 of 10") || len(taken) != 1 || !slices.Equal(names(t, into), []string{"b-2.zip"}) {
		t.Errorf("took %v, %v; the folder has %q", taken, err, names(t, into))
	}
}

// The kiosk owns the folder: what it puts there must not lead root, nor the
// copy, anywhere else.
func TestFolderOfTheKioskLeadsNowhereElse(t *testing.T) {
	from, into, outside := t.TempDir(), t.TempDir(), t.TempDir()
	put(t, from, "a.zip", "edition", 1)
	put(t, outside, "kept", "precious", 1)
	err := errors.Join(os.Symlink(outside, filepath.Join(into, "out")), os.Symlink(filepath.Join(outside, "kept"), filepath.Join(into, ".part")),
		os.Symlink(filepath.Join(outside, "kept"), filepath.Join(into, "a-1.zip")))
	if err != nil {
		t.Fatal(err)
	}
	if found, _, err := take(t, from, into); err != nil || len(found) != 1 {
		t.Errorf("took %q, %v", found, err)
	}
	if body, err := os.ReadFile(filepath.Join(outside, "kept")); err != nil || string(body) != "precious" {
		t.Errorf("outside: %q, %v", body, err)
	}
	if info, err := os.Lstat(filepath.Join(into, "a-1.zip")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the copy is %v, %v", info, err)
	}
}

func TestMissingStickAndFolderAreErrors(t *testing.T) {
	if _, err := stick.Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
	h, err := stick.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Copy(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
}

func TestCommandSaysHowItIsUsed(t *testing.T) {
	var out, errs strings.Builder
	for _, args := range [][]string{nil, {"-device", "/dev/sdb1"}, {"-what"}} {
		errs.Reset()
		if code := stick.Main(args, &out, &errs); code != 2 || !strings.Contains(errs.String(), "usage: mingbai-stick") {
			t.Errorf("%q: code %d, said %q", args, code, errs.String())
		}
	}
	if code := stick.Main([]string{"-h"}, &out, &errs); code != 0 || out.Len() != 0 {
		t.Errorf("-h: code %d", code)
	}
}
