package cli

import (
	"os"
	"testing"
	"time"
	_ "unsafe" // for go:linkname
)

// kept is how long the toolkit keeps what is no longer on the screen.
//
//go:linkname kept fyne.io/fyne/v2/internal/cache.ValidDuration
var kept time.Duration

// TestToolkitForgetsSoon: the toolkit reads the time while it is loaded. It was
// set when the window opened, too late: everything was kept for a minute.
func TestToolkitForgetsSoon(t *testing.T) {
	want, err := time.ParseDuration(os.Getenv("FYNE_CACHE"))
	if err != nil {
		t.Fatalf("FYNE_CACHE: %v", err)
	}
	if kept != want {
		t.Errorf("the toolkit keeps what it drew for %v, want %v", kept, want)
	}
}
