//go:build linux

package shelf

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of so many bytes, where that is allowed.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a small disk cannot be made here: %v; run this as root", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) })
	return dir
}

func TestDiskThatIsFullInTheMiddleKeepsTheOldEdition(t *testing.T) {
	s, p := mustOpen(t, filepath.Join(smallDisk(t, 3<<20), "catalog.db")), &press{}
	p.publish(t, 1, sortedLines(1)...)
	mustMove(t, s, p.move(t, s, 1))
	before := describeAll(t, s)
	var large []string
	for i := range 3000 {
		large = append(large, line(fmt.Sprintf("guide/g%05d", i), fmt.Sprint(i), fmt.Sprintf(`"body":{"summary":%q}`, strings.Repeat(fmt.Sprintf("字%d", i), 200))))
	}
	p.publish(t, 2, large...)
	if _, err := s.Move(t.Context(), p.move(t, s, 2), noon); !Full(err) {
		t.Fatalf("err = %v, want a full disk", err)
	}
	if got := describeAll(t, s); got != before {
		t.Error("it is not as it was before")
	}
	if _, err := s.Scrub(t.Context()); err != nil {
		t.Error(err)
	}
	p.publish(t, 3, sortedLines(3)...)
	mustMove(t, s, p.move(t, s, 3)) // a small one fits
}
