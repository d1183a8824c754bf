//go:build linux

package source_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mingbai/catalog/source"
)

// TestFullDiskIsSaidAndFreed: the disk of the kiosk is full. Staff are told,
// what was begun does not stay in the way, and no mirror is blamed.
func TestFullDiskIsSaidAndFreed(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("no small disk can be made here, it takes root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	for name, c := range map[string]source.Carrier{"server": overTLS(t), "folder": inFolder(t)} {
		second := source.NewMirrors(c, source.Seed("second", files(published)))
		err := second.Download(t.Context(), target, want(published[target]), filepath.Join(dir, "spool"))
		wants(t, err, syscall.ENOSPC)
		if err == nil || !strings.Contains(err.Error(), "hint: free some space") {
			t.Errorf("%s: %v", name, err)
		}
		empty(t, dir)
		if _, err := second.Fetch(t.Context(), "timestamp.json", 1<<10); err != nil || second.Last() != c.String() {
			t.Errorf("%s: then %s was asked, %v", name, second.Last(), err)
		}
	}
}
