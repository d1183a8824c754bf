package trust

import (
	"fmt"
	"os"
	"strings"
)

// throwAway makes the folder that the library works in for one refresh. What
// is in it never counts afterwards, so it had better be in memory: a kiosk
// with a slow disk refreshes faster, and wears it less. TMPDIR decides where
// somebody has set it; else it is where the system keeps what a service needs
// while it runs (RUNTIME_DIRECTORY of systemd), else shared memory, else
// wherever temporary files go. A place that refuses is passed over.
func throwAway() (string, error) {
	if os.Getenv("TMPDIR") == "" {
		runtime, _, _ := strings.Cut(os.Getenv("RUNTIME_DIRECTORY"), ":")
		for _, place := range []string{runtime, "/dev/shm"} {
			if place == "" {
				continue
			}
			if folder, err := os.MkdirTemp(place, "mingbai-trust-"); err == nil {
				return folder, nil
			}
		}
	}
	folder, err := os.MkdirTemp("", "mingbai-trust-")
	if err != nil {
		return "", fmt.Errorf("make a temporary folder: %w; hint: free space there", err)
	}
	return folder, nil
}
