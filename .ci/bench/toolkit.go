package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// toolkit builds the program that shows a content with the bare toolkit, with
// the flags that the kiosk was built with. It has no page to search on.
func (b *bench) toolkit(c *content) (subject, error) {
	program, page := filepath.Join(b.dir, "toolkit"), filepath.Join(b.dir, "content.json")
	if out, err := exec.Command("go", "build", "-o", program, "./.ci/bench/toolkit").CombinedOutput(); err != nil {
		return subject{}, fmt.Errorf("build the bare toolkit: %w\n%s", err, out)
	}
	text, err := json.Marshal(c)
	if err != nil {
		return subject{}, err
	}
	if err := os.WriteFile(page, text, 0o644); err != nil {
		return subject{}, err
	}
	pixels := []string{"FYNE_SCALE=1", "FYNE_DISABLE_DPI_DETECTION=true"} // one is one, as for the kiosk
	show := func() (*process, error) { return start(b.screen, pixels, program, page) }
	return subject{name: "toolkit", home: show, rest: show, tour: around(c)}, nil
}
